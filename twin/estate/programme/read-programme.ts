import { readYaml, type YamlSource } from '../../kit/yaml-source.ts'
import type { Day } from '../../model/day.ts'
import type { ThingPath } from '../../model/path.ts'
import type {
  HandOver,
  Link,
  Programme,
  ProgrammeActivity,
  Sum,
  WorkCalendar,
  WorkPackage,
} from '../../model/programme.ts'
import type { Ratio } from '../../model/units.ts'
import { lengthsOf, minutesOf, readWork, type WorkLengths } from '../../model/work-amount.ts'
import { calendarOf } from './calendar-of.ts'
import { dateConstraints } from './date-constraints.ts'
import { wrongProgramme } from './errors.ts'
import { editsOf, placesOf } from './planned-edits.ts'
import { demandOf } from './programme-demand.ts'
import { faultsOf } from './programme-faults.ts'
import { risksOf } from './programme-risks.ts'
import { programmeFile, type WrittenActivity, type WrittenProgramme } from './programme-schema.ts'
import { readLink } from './work-text.ts'

/**
 * What a programme file says, held to itself: names that something refers to are there, dates are in order, nothing waits for itself. Whether its places are in
 * the estate is not asked.
 * @throws ProgrammeError with every problem of the file, by line
 */
export function readProgramme(bytes: Uint8Array, file: string): Programme {
  const reading = readYaml(bytes, file)
  if ('diagnostics' in reading) throw wrongProgramme(file, reading.diagnostics)
  const checked = reading.source.checkWith(programmeFile)
  if ('diagnostics' in checked) throw wrongProgramme(file, checked.diagnostics)
  return programmeOf(checked.value, reading.source)
}

function programmeOf(written: WrittenProgramme, source: YamlSource): Programme {
  const faults = faultsOf(written, source)
  if (faults.length > 0) throw wrongProgramme(source.file, faults)
  const dataDate = written.dataDate as Day
  const calendars = written.calendars.map((calendar) => calendarOf(calendar, dataDate))
  const byId = new Map(calendars.map((calendar) => [calendar.id, calendar]))
  const calendarFor = ({ calendar }: WrittenActivity) => (byId.get(calendar ?? '') ?? calendars[0]) as WorkCalendar
  const activities = written.packages.flatMap((one) =>
    one.activities.map((activity) =>
      activityOf(activity, { id: one.id, source: one.source ?? written.source, calendar: calendarFor(activity) }),
    ),
  )
  const byCalendar = new Map(calendars.map((calendar) => [calendar.id, lengthsOf(calendar)]))
  const lengths = new Map(activities.map(({ calendar, id }) => [id, byCalendar.get(calendar) ?? NO_LENGTHS]))
  const { name, nameSr, note, noteSr } = written
  return {
    ...defined({ name, nameSr, note, noteSr }),
    ...{ currency: written.currency, dataDate, isScenario: written.scenario, calendars, activities },
    packages: written.packages.map((one) => packageOf(one, written.source)),
    ...(written.risks && { risks: risksOf(written, (id) => lengths.get(id) ?? NO_LENGTHS) }),
    ...(written.demand && { demand: demandOf(written) }),
    links: written.packages.flatMap((one) =>
      one.activities.flatMap((activity) => linksOf(activity, lengths, byCalendar)),
    ),
    baselines: written.baselines.map(({ dates, id, name, nameSr, set }) => ({
      ...{ id, name, ...(nameSr !== undefined && { nameSr }), set: set as Day },
      dates: new Map(
        Object.entries(dates).map(([activity, [start, finish]]) => [
          activity,
          { start: start as Day, finish: finish as Day },
        ]),
      ),
    })),
    reports: written.reports.map(
      ({ activity, at, by, cost, evidence, finished, note, percent, remaining, source, started }) => ({
        ...{ activity, at: at as Day, by, source, done: (percent / 100) as Ratio },
        ...defined({
          cost,
          evidence,
          note,
          started: started as Day | undefined,
          finished: finished as Day | undefined,
        }),
        ...(remaining !== undefined && { remaining: workOf(remaining, lengths.get(activity)) }),
      }),
    ),
  }
}

function packageOf(written: WrittenProgramme['packages'][number], around: Sum['source']): WorkPackage {
  const { budget, id, name, nameSr, note, noteSr, place, places, source = around } = written
  return {
    id,
    name,
    source,
    ...defined({ nameSr, note, noteSr, budget: budget && sumOf(budget) }),
    ...editsOf(written),
    ...defined({ place: place as ThingPath | undefined, places: places && placesOf(places) }),
  }
}

interface Around {
  readonly id: string
  readonly source: Sum['source']
  readonly calendar: WorkCalendar
}

function activityOf(written: WrittenActivity, around: Around): ProgrammeActivity {
  const { budget, duration, estimate, gate, handsOver, id, kind, level, name, nameSr, note, noteSr } = written
  const lengths = lengthsOf(around.calendar)
  const work = workOf(duration, lengths)
  return {
    ...{ id, name, calendar: around.calendar.id, duration: work, package: around.id },
    source: written.source ?? around.source,
    kind: kind === 'task' && work === 0 ? 'milestone' : kind,
    constraints: dateConstraints(written),
    ...editsOf(written),
    ...defined({ nameSr, note, noteSr, gate, level, budget: budget && sumOf(budget) }),
    ...defined({ handsOver: handsOver as HandOver | undefined }),
    ...(estimate && {
      estimate: {
        low: workOf(estimate.low, lengths),
        likely: estimate.likely === undefined ? work : workOf(estimate.likely, lengths),
        high: workOf(estimate.high, lengths),
      },
    }),
  }
}

type Lengths = ReadonlyMap<string, WorkLengths>

/** @param lengths of the calendars of activities @param byCalendar of calendars */
function linksOf({ after, id }: WrittenActivity, lengths: Lengths, byCalendar: Lengths): readonly Link[] {
  return after.flatMap((written) => {
    const link = readLink(written)
    if (!link) return []
    const counted = link.lagCalendar === undefined ? lengths.get(link.from) : byCalendar.get(link.lagCalendar)
    const lag = minutesOf(link.lag, counted ?? NO_LENGTHS) as Link['lag']
    return { from: link.from, to: id, type: link.type, lag, ...defined({ lagCalendar: link.lagCalendar }) }
  })
}

const NO_LENGTHS: WorkLengths = { day: 0, week: 0 }

function workOf(written: string, lengths: WorkLengths = NO_LENGTHS): Link['lag'] {
  return minutesOf(readWork(written) ?? { amount: 0, unit: 'h' }, lengths) as Link['lag']
}

function sumOf({ amount, note, source }: { amount: number; source: Sum['source']; note?: string | undefined }): Sum {
  return { amount, source, ...defined({ note }) }
}

function defined<T extends object>(fields: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never
}
