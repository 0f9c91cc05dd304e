import { type ProgrammeStatus, programmeStatus } from '../../analysis/build-out/programme-status.ts'
import type { ScheduledActivity } from '../../analysis/schedule/schedule.ts'
import { WorkClock } from '../../analysis/schedule/work-clock.ts'
import type { Day } from '../../model/day.ts'
import type {
  Link,
  Programme,
  ProgrammeActivity,
  ProgressReport,
  WallMinute,
  WorkCalendar,
} from '../../model/programme.ts'
import { beginOf, endOf } from '../../model/wall-minute.ts'

/** An activity as schedules of other programs say it: with times of day, dates of the critical path method, and what is left. */
export interface ExportRow {
  readonly activity: ProgrammeActivity
  readonly calendar: WorkCalendar
  readonly report: ProgressReport | undefined
  /** From 0 to 1. */
  readonly done: number
  readonly started: WallMinute | undefined
  readonly finished: WallMinute | undefined
  /** Minutes of work. */
  readonly remaining: number
  readonly earlyStart: WallMinute
  readonly earlyFinish: WallMinute
  readonly lateStart: WallMinute
  readonly lateFinish: WallMinute
}

/** All activities of a programme, in its order. */
export function exportRows(
  programme: Programme,
  status: ProgrammeStatus = programmeStatus(programme),
): readonly ExportRow[] {
  const calendars = new Map(programme.calendars.map((calendar) => [calendar.id, calendar]))
  const clocks = new Map<string, WorkClock>()
  const from = Math.min(
    ...Array.from(status.dates.values(), ({ earlyStart, lateFinish }) => Math.min(earlyStart, lateFinish)),
  )
  const clockOf = (calendar: WorkCalendar) => {
    const clock = clocks.get(calendar.id) ?? new WorkClock(calendar, (from - BEFORE_MINUTES) as WallMinute)
    clocks.set(calendar.id, clock)
    return clock
  }
  return programme.activities.flatMap((activity) => {
    const calendar = calendars.get(activity.calendar)
    const dates = status.dates.get(activity.id)
    if (!calendar || !dates) return []
    const report = status.reports.get(activity.id)
    const { done = 0, finished, started = finished } = report ?? {}
    const left = report?.remaining ?? Math.round(activity.duration * (1 - done))
    const begun = started && firstMinute(calendar, started)
    const ended = finished && lastMinute(calendar, finished)
    return {
      ...{ activity, calendar, report, done, started: begun, finished: ended },
      // Of what happened a programme knows the day, and its calendar the hours.
      ...{ earlyStart: begun ?? dates.earlyStart, earlyFinish: ended ?? dates.earlyFinish },
      ...{ lateStart: dates.lateStart, lateFinish: endOfWork(clockOf(calendar), dates) },
      remaining: finished === undefined ? left : 0,
    }
  })
}

/** Work of earlier years is not asked for: a calendar counts from a year before all dates. */
const BEFORE_MINUTES = 366 * 1_440

/**
 * When work has to be done at the latest, as planners say it: at the end of a shift, and not at the beginning of the next, before which there is no work either. What is
 * at once and has no float stays where it is.
 */
function endOfWork(clock: WorkClock, { earlyFinish, lateFinish }: ScheduledActivity): WallMinute {
  if (lateFinish === earlyFinish) return lateFinish
  const end = clock.finishOf(clock.workAt(lateFinish))
  return lateFinish > earlyFinish ? (Math.max(end, earlyFinish) as WallMinute) : end
}

/** When work begins on a day: with its first shift, or at once where it has none. */
export function firstMinute(calendar: WorkCalendar, day: Day): WallMinute {
  return (beginOf(day) + (shiftsOn(calendar, day)[0]?.from ?? 0)) as WallMinute
}

/** When work ends on a day: with its last shift, or at its end where it has none. */
export function lastMinute(calendar: WorkCalendar, day: Day): WallMinute {
  const until = shiftsOn(calendar, day).at(-1)?.until
  return until === undefined ? endOf(day) : ((beginOf(day) + until) as WallMinute)
}

function shiftsOn({ exceptions, week }: WorkCalendar, day: Day) {
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7
  return exceptions.get(day) ?? week[weekday] ?? []
}

/** Whose calendar counts the lag of a link, as other programs can say it; undefined where it is that of neither, nor day and night. */
export function lagCounter(
  { from, lag, lagCalendar, to }: Link,
  calendarOf: ReadonlyMap<string, string>,
  isAlways: (calendar: string) => boolean,
): ReadonlySet<'from' | 'to' | 'always'> {
  const counted = lagCalendar ?? calendarOf.get(from) ?? ''
  const fits = new Set<'from' | 'to' | 'always'>()
  if (lag === 0 || counted === calendarOf.get(from)) fits.add('from')
  if (lag === 0 || counted === calendarOf.get(to)) fits.add('to')
  if (lag === 0 || isAlways(counted)) fits.add('always')
  return fits
}

/** Is work done in every minute? */
export function isAlways({ exceptions, week }: WorkCalendar): boolean {
  const whole = (shifts: readonly { readonly from: number; readonly until: number }[]) =>
    shifts.reduce((sum, { from, until }) => sum + until - from, 0) === 1_440
  return week.every(whole) && [...exceptions.values()].every(whole)
}
