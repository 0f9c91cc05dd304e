import { percentOf } from '../../analysis/build-out/new-progress.ts'
import type { Day } from '../../model/day.ts'
import type { Programme, WorkCalendar, WorkMinutes } from '../../model/programme.ts'
import type { DelayScenario, ProgressEntry, WrittenEntry } from '../../model/programme-book.ts'
import type { Ratio } from '../../model/units.ts'
import { lengthsOf, minutesOf, readWork, type WorkLengths, workText } from '../../model/work-amount.ts'
import type { WrittenScenario } from './read-scenarios.ts'

/** How long days and weeks of each activity are; of one that is none those of the first calendar. */
export function lengthsIn({ activities, calendars }: Programme): (activity: string) => WorkLengths {
  const [first] = calendars
  const byCalendar = new Map(calendars.map((calendar) => [calendar.id, lengthsOf(calendar)]))
  const byActivity = new Map(activities.map(({ calendar, id }) => [id, byCalendar.get(calendar)]))
  const otherwise = lengthsOf(first as WorkCalendar)
  return (activity) => byActivity.get(activity) ?? otherwise
}

/** An entry as the program knows it. */
export function entryOf(
  { at, entered, finished, percent, remaining, started, withdrawn, ...rest }: WrittenEntry,
  lengths: (activity: string) => WorkLengths,
): ProgressEntry {
  const { activity, by, cost, evidence, id, note, source } = rest
  const work = remaining === undefined ? undefined : readWork(remaining)
  return {
    ...{ id, activity, at: at as Day, by, source, done: (percent / 100) as Ratio, entered },
    ...(started !== undefined && { started: started as Day }),
    ...(finished !== undefined && { finished: finished as Day }),
    ...(work && { remaining: minutesOf(work, lengths(activity)) as WorkMinutes }),
    ...(cost !== undefined && { cost }),
    ...(evidence !== undefined && { evidence }),
    ...(note !== undefined && { note }),
    ...(withdrawn && { withdrawn }),
  }
}

/** The same as its file has it. */
export function writtenEntry(entry: ProgressEntry, lengths: (activity: string) => WorkLengths): WrittenEntry {
  const { activity, at, by, cost, done, entered, evidence, finished, id, note, remaining, source, started } = entry
  return {
    ...{ id, activity, at, percent: percentOf(done) },
    ...(started !== undefined && { started }),
    ...(finished !== undefined && { finished }),
    ...(remaining !== undefined && { remaining: workText(remaining, lengths(activity)) }),
    ...(cost !== undefined && { cost }),
    ...(evidence !== undefined && { evidence }),
    ...(note !== undefined && { note }),
    ...{ by, source, entered },
  }
}

/** A scenario as the program knows it. */
export function scenarioOf(written: WrittenScenario, lengths: (activity: string) => WorkLengths): DelayScenario {
  const { by, delays, id, made, name, note } = written
  return {
    ...{ kind: 'delays', id, name, by, made: made as Day },
    ...(note !== undefined && { note }),
    delays: Object.entries(delays).map(([activity, text]) => {
      const work = readWork(text) ?? { amount: 0, unit: 'h' }
      return { activity, minutes: minutesOf(work, lengths(activity)) as WorkMinutes }
    }),
  }
}

/** The same as its file has it. */
export function writtenScenario(
  { by, delays, id, made, name, note }: DelayScenario,
  lengths: (activity: string) => WorkLengths,
): WrittenScenario {
  return {
    ...{ id, name, by, made },
    ...(note !== undefined && { note }),
    delays: Object.fromEntries(
      delays.map(({ activity, minutes }) => [activity, workText(minutes, lengths(activity))] as const),
    ),
  }
}
