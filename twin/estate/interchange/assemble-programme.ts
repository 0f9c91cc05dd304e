import { harmlessText } from '../../kit/harmless-text.ts'
import type { Day } from '../../model/day.ts'
import type {
  DateConstraint,
  Link,
  Programme,
  ProgrammeActivity,
  ProgressReport,
  WallMinute,
  WorkCalendar,
  WorkMinutes,
  WorkPackage,
} from '../../model/programme.ts'
import type { Ratio } from '../../model/units.ts'
import { finishDay, startDay } from '../../model/wall-minute.ts'
import { onDays } from '../programme/date-constraints.ts'
import { baselineDates, daysOf } from './baseline-dates.ts'
import { isAlways } from './export-rows.ts'
import { FaultList } from './fault-list.ts'
import { ForeignIds } from './foreign-ids.ts'
import { ALWAYS_KEY, type ForeignActivity, type ForeignGroup, type ForeignSchedule } from './foreign-schedule.ts'
import { addActivityFaults, addNetworkFaults } from './schedule-faults.ts'

/** A schedule of another program as a programme. */
export interface ImportedSchedule {
  readonly programme: Programme
  /** Key in the file of each activity, by its id here. */
  readonly keys: ReadonlyMap<string, string>
  /** What is in the file and not in the programme. */
  readonly untold: readonly string[]
}

const BY = { msproject: 'MS Project', p6: 'Primavera P6', xer: 'Primavera P6' } as const
const LONGEST_NAME = 200
const NOON = 720
/** What is all done and not finished yet, which P6 allows. */
const ALMOST = 0.99
const ALWAYS: Pick<WorkCalendar, 'week' | 'exceptions'> = {
  week: Array.from({ length: 7 }, () => [{ from: 0, until: 1_440 }]),
  exceptions: new Map(),
}

/**
 * The programme of a schedule. All that it says of dates and durations is assumed, and what it says of progress is reported by the program at the data date.
 * @throws InterchangeError with everything that contradicts itself or leads nowhere, by line
 */
export function assembleProgramme(schedule: ForeignSchedule): ImportedSchedule {
  const faults = new FaultList(schedule.file)
  const untold = [...schedule.untold]
  const dataDate = dataDayOf(schedule)
  addNetworkFaults(schedule, faults)
  for (const activity of schedule.activities) addActivityFaults(activity, dataDate, faults)
  faults.throwAll()
  const open = schedule.activities.filter(({ done = 0, finished }) => finished === undefined && done >= 1).length
  if (open > 0)
    untold.push(
      `that all of ${open} ${open === 1 ? 'activity' : 'activities'} without an actual finish is done: 99 % is taken`,
    )

  const calendars = calendarsOf(schedule, untold)
  const { packageOf, packages } = packagesOf(schedule, untold)
  const ids = new ForeignIds()
  const idOf = new Map(schedule.activities.map(({ code, key, name }) => [key, ids.idOf(code, name)]))
  const fallback = schedule.calendars[0]?.key ?? ALWAYS_KEY
  const calendarOf = (activity: ForeignActivity) => calendars.get(activity.calendar ?? fallback)?.id ?? ''
  const byKey = new Map(schedule.activities.map((activity) => [activity.key, activity]))
  const limits = limitsOf(schedule, untold)
  const made = schedule.activities.map((activity): ProgrammeActivity => {
    const id = idOf.get(activity.key) ?? ''
    return {
      ...{ id, name: nameOf(activity.name || activity.code || id, untold), calendar: calendarOf(activity) },
      ...{ duration: Math.round(activity.duration) as WorkMinutes, kind: activity.kind, source: 'assumed' },
      ...{
        constraints: strictest([...activity.constraints, ...(limits.get(activity.key) ?? [])].map(onDays)),
        package: packageOf(activity),
      },
      ...(activity.budget && { budget: { amount: activity.budget, source: 'assumed' as const } }),
    }
  })
  const sorted = packages.flatMap(({ id }) => made.filter((one) => one.package === id))
  const place = new Map(sorted.map(({ id }, at) => [id, at]))
  const links = schedule.links.map(({ from, lag, lagBy, to, type }): Link => {
    const own = calendarOf(byKey.get(from) as ForeignActivity)
    const other = lagBy === 'always' ? calendars.get(ALWAYS_KEY)?.id : calendarOf(byKey.get(to) as ForeignActivity)
    return {
      ...{ from: idOf.get(from) ?? '', to: idOf.get(to) ?? '', type, lag: Math.round(lag) as WorkMinutes },
      ...(lag !== 0 && lagBy !== 'from' && other !== own && { lagCalendar: other }),
    }
  })
  const baselineIds = new ForeignIds()
  return {
    programme: {
      ...(schedule.title !== '' && { name: nameOf(schedule.title, untold) }),
      ...{ currency: currencyOf(schedule, untold), dataDate, isScenario: false },
      ...{ calendars: [...new Set(calendars.values())], packages, activities: sorted },
      links: links.sort((one, other) => (place.get(one.to) ?? 0) - (place.get(other.to) ?? 0)),
      baselines: schedule.baselines.map((baseline) => {
        const { key, name, set } = baseline
        const dates = baselineDates(baseline, (of) => byKey.get(of)?.code ?? of, untold)
        return {
          ...{ id: baselineIds.idOf(key, 'baseline'), name: nameOf(name || key, untold), set: set ?? dataDate },
          dates: new Map(Array.from(dates, ([of, days]) => [idOf.get(of) ?? '', days] as const)),
        }
      }),
      reports: schedule.activities.flatMap((activity) =>
        reportOf(activity, { activity: idOf.get(activity.key) ?? '', at: dataDate, by: BY[schedule.format] }),
      ),
    },
    keys: new Map(Array.from(idOf, ([key, id]) => [id, key])),
    untold: [...new Set(untold)],
  }
}

/**
 * The last day until which progress is known. A data date in the morning is the end of the day before, unless something happened on that very day.
 */
function dataDayOf({ activities, dataDate }: ForeignSchedule): Day {
  const at = dataDate?.at ?? (0 as WallMinute)
  const midnight = (at - (at % 1_440)) as WallMinute
  const day = startDay(at)
  const happened = activities.some(
    ({ finished, started }) =>
      (started !== undefined && startDay(started) === day) ||
      (finished !== undefined && finished > midnight && startDay(finished) === day),
  )
  return at % 1_440 <= NOON && !happened ? finishDay(midnight) : day
}

/** Calendars that something works by, by key. */
function calendarsOf(
  { activities, calendars, links }: ForeignSchedule,
  untold: string[],
): ReadonlyMap<string, WorkCalendar> {
  const used = new Set(activities.map(({ calendar }) => calendar ?? calendars[0]?.key ?? ALWAYS_KEY))
  if (links.some(({ lag, lagBy }) => lag !== 0 && lagBy === 'always')) used.add(ALWAYS_KEY)
  const ids = new ForeignIds()
  const made = calendars
    .filter(({ key }) => used.has(key))
    .map(({ exceptions, key, name, week }): [string, WorkCalendar] => {
      const id = ids.idOf(name, `calendar-${key}`)
      return [key, { id, name: nameOf(name || id, untold), week, exceptions }]
    })
  const idle = calendars.length - made.length
  if (idle > 0) untold.push(`${idle} ${idle === 1 ? 'calendar' : 'calendars'} that nothing works by`)
  const always = made.find(([, calendar]) => isAlways(calendar))?.[1]
  if (used.has(ALWAYS_KEY))
    made.push([ALWAYS_KEY, always ?? { id: ids.idOf('always', 'always'), name: 'Day and night', ...ALWAYS }])
  return new Map(made)
}

function packagesOf({ activities, groups, title }: ForeignSchedule, untold: string[]) {
  const byKey = new Map(groups.map((group) => [group.key, group]))
  const used = new Set(activities.map(({ group }) => group))
  const ids = new ForeignIds()
  const idOf = new Map<string | undefined, string>()
  const packages: WorkPackage[] = []
  for (const group of groups) {
    if (!used.has(group.key)) continue
    const way = ancestorsOf(group, byKey)
    const id = ids.idOf(way.map(({ code }) => code).join(' '), group.key)
    idOf.set(group.key, id)
    packages.push({ id, name: nameOf(way.map(({ name }) => name).join(' / ') || id, untold), source: 'assumed' })
  }
  if (activities.some(({ group }) => !idOf.has(group))) {
    const id = ids.idOf(title, 'project')
    packages.push({ id, name: nameOf(title || id, untold), source: 'assumed' })
    idOf.set(undefined, id)
  }
  return { packages, packageOf: ({ group }: ForeignActivity) => idOf.get(group) ?? idOf.get(undefined) ?? '' }
}

/** A group and all above it, the uppermost first; a circle of them ends where it closes. */
function ancestorsOf(group: ForeignGroup, byKey: ReadonlyMap<string, ForeignGroup>): readonly ForeignGroup[] {
  const way = [group]
  for (let at = byKey.get(group.parent ?? ''); at && !way.includes(at); at = byKey.get(at.parent ?? '')) way.unshift(at)
  return way
}

/** Of two days of one kind the one that leaves less room. */
function strictest(constraints: readonly DateConstraint[]): readonly DateConstraint[] {
  const kept = new Map<DateConstraint['kind'], DateConstraint>()
  for (const constraint of constraints) {
    const other = kept.get(constraint.kind)
    const isLater = other !== undefined && constraint.at > other.at
    if (!other || isLater === constraint.kind.endsWith('no-earlier')) kept.set(constraint.kind, constraint)
  }
  return [...kept.values()]
}

/** What must be done by the day that is set for the project: a programme says that of the activities that nothing waits for. */
function limitsOf(
  { activities, links, mustFinish }: ForeignSchedule,
  untold: string[],
): ReadonlyMap<string, readonly DateConstraint[]> {
  if (mustFinish === undefined) return new Map()
  const waitedFor = new Set(links.map(({ from }) => from))
  const last = activities.filter(({ finished, key, kind }) => {
    return !waitedFor.has(key) && finished === undefined && kind !== 'level-of-effort'
  })
  untold.push(`that the project must finish by ${finishDay(mustFinish)}: it is set for what nothing waits for`)
  return new Map(last.map(({ key }) => [key, [{ kind: 'finish-no-later', at: mustFinish }]]))
}

function reportOf(
  { cost, done = 0, duration, finished, remaining, started }: ForeignActivity,
  said: Pick<ProgressReport, 'activity' | 'at' | 'by'>,
): readonly ProgressReport[] {
  if (started === undefined && finished === undefined && !cost) return []
  const rounded = Math.round(done * 1e6) / 1e6
  const share = (rounded < 1 ? rounded : ALMOST) as Ratio
  const begun = started ?? finished
  const left = remaining === undefined ? undefined : Math.round(remaining)
  const isTold = begun !== undefined && finished === undefined && left !== undefined
  return [
    {
      ...{ ...said, source: 'survey', done: finished === undefined ? share : (1 as Ratio) },
      ...(begun !== undefined && { started: startDay(begun) }),
      ...(finished !== undefined && { finished: daysOf(begun ?? finished, finished).finish }),
      ...(isTold && left !== Math.round(duration * (1 - share)) && { remaining: left as WorkMinutes }),
      ...(cost && { cost }),
    },
  ]
}

function currencyOf({ currency }: ForeignSchedule, untold: string[]): string {
  if (currency !== undefined && /^[A-Z]{3}$/.test(currency)) return currency
  untold.push(`the currency ${currency ?? '(none is said)'}: EUR is written, set it by hand`)
  return 'EUR'
}

function nameOf(written: string, untold: string[]): string {
  const name =
    harmlessText(written)
      .replaceAll(/[\ufffe\uffff]/g, ' ')
      .trim() || '?'
  if (name.length <= LONGEST_NAME) return name
  untold.push(`what names say after their first ${LONGEST_NAME} letters`)
  return `${name.slice(0, LONGEST_NAME - 1).replace(/[\ud800-\udbff]$/, '')}…`
}
