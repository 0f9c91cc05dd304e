import { reportFaults as reportFaultsIn } from '../../analysis/build-out/report-faults.ts'
import { compileNetwork, NetworkError, type NetworkFault } from '../../analysis/schedule/network.ts'
import type { Diagnostic, DocumentPath } from '../../kit/diagnostic.ts'
import { nearestName } from '../../kit/nearest-name.ts'
import type { YamlSource } from '../../kit/yaml-source.ts'
import type { Day } from '../../model/day.ts'
import type { Activity, Link, WallMinute, WorkMinutes } from '../../model/programme.ts'
import { lengthsOf, minutesOf, readWork, type WorkLengths } from '../../model/work-amount.ts'
import { weekOf } from './calendar-of.ts'
import { demandFaults } from './programme-demand.ts'
import { riskFaults } from './programme-risks.ts'
import type { WrittenActivity, WrittenProgramme } from './programme-schema.ts'
import { readLink } from './work-text.ts'
import { NO_LENGTHS } from './written-parts.ts'

interface Placed {
  readonly activity: WrittenActivity
  readonly path: DocumentPath
}

/** What is wrong between the parts of a file whose parts are well. */
export function faultsOf(written: WrittenProgramme, source: YamlSource): readonly Diagnostic[] {
  const placed = written.packages.flatMap(({ activities }, number) =>
    activities.map((activity, place): Placed => ({ activity, path: ['packages', number, 'activities', place] })),
  )
  const lengths = lengthsIn(written)
  const ofActivity = new Map(placed.map(({ activity: { calendar, id } }) => [id, lengths(calendar)]))
  const known = new Set(placed.map(({ activity }) => activity.id))
  const unknown = (path: DocumentPath, found: string) => {
    const nearest = nearestName(found, known)
    const allowed = 'the id of an activity of this file'
    return source.diagnostic(path, 'names no activity', { found, allowed, ...(nearest !== undefined && { nearest }) })
  }
  const named = [
    ...twice(
      source,
      written.packages.map(({ id }, at) => [id, ['packages', at, 'id']] as const),
    ),
    ...twice(
      source,
      written.calendars.map(({ id }, at) => [id, ['calendars', at, 'id']] as const),
    ),
    ...twice(
      source,
      written.baselines.map(({ id }, at) => [id, ['baselines', at, 'id']] as const),
    ),
    ...twice(
      source,
      placed.map(({ activity, path }) => [activity.id, [...path, 'id']] as const),
    ),
    ...placed.flatMap(({ activity, path }) =>
      activity.after.flatMap((link, at) => {
        const from = readLink(link)?.from ?? ''
        return known.has(from) ? [] : [unknown([...path, 'after', at], from)]
      }),
    ),
    ...unknownCalendars(placed, written, source),
    ...written.baselines.flatMap(({ dates }, number) =>
      Object.entries(dates).flatMap(([id, [start, finish]]) => {
        const path = ['baselines', number, 'dates', id]
        if (!known.has(id)) return [unknown(path, id)]
        if (start <= finish) return []
        return [
          source.diagnostic(path, 'ends before it begins', {
            found: `${start} to ${finish}`,
            allowed: 'first day, last day',
          }),
        ]
      }),
    ),
    ...written.reports.flatMap(({ activity }, at) =>
      known.has(activity) ? [] : [unknown(['reports', at, 'activity'], activity)],
    ),
    ...placed.flatMap((one) => estimateFaults(one, source, lengths(one.activity.calendar))),
    ...reportFaults(written, source),
    ...riskFaults(written, source, unknown, (id) => ofActivity.get(id) ?? lengths(undefined)),
    ...demandFaults(written, source),
  ]
  return named.length > 0 ? named : cycles(placed, source)
}

function twice(source: YamlSource, ids: readonly (readonly [string, DocumentPath])[]): readonly Diagnostic[] {
  const seen = new Set<string>()
  return ids.flatMap(([id, path]) => {
    if (seen.has(id))
      return source.diagnostic(path, 'is the id of another one above', { found: id, allowed: 'an id of its own' })
    seen.add(id)
    return []
  })
}

function unknownCalendars(
  placed: readonly Placed[],
  { calendars }: WrittenProgramme,
  source: YamlSource,
): readonly Diagnostic[] {
  const ids = calendars.map(({ id }) => id)
  const check = (calendar: string | undefined, path: DocumentPath, message: string) => {
    if (calendar === undefined || ids.includes(calendar)) return []
    const nearest = nearestName(calendar, ids)
    const more = { found: calendar, allowed: ids.join(', '), ...(nearest !== undefined && { nearest }) }
    return source.diagnostic(path, message, more)
  }
  return placed.flatMap(({ activity: { after, calendar }, path }) => [
    ...[check(calendar, [...path, 'calendar'], 'is no calendar of this file')].flat(),
    ...after.flatMap((link, at) =>
      check(readLink(link)?.lagCalendar, [...path, 'after', at], 'counts its lag by no calendar of this file'),
    ),
  ])
}

/** What a day and a week are by a calendar of the file; by its first one where none is named, or one that is none. */
function lengthsIn({ calendars }: WrittenProgramme): (calendar: string | undefined) => WorkLengths {
  const known = new Map(calendars.map((one) => [one.id, lengthsOf({ week: weekOf(one) })]))
  const [first = NO_LENGTHS] = known.values()
  return (calendar) => known.get(calendar ?? '') ?? first
}

function estimateFaults(
  { activity: { duration, estimate }, path }: Placed,
  source: YamlSource,
  lengths: WorkLengths,
): readonly Diagnostic[] {
  if (!estimate) return []
  const { high, likely = duration, low } = estimate
  const [least, middle, most] = [low, likely, high].map((text) =>
    minutesOf(readWork(text) ?? { amount: 0, unit: 'h' }, lengths),
  )
  if ((least ?? 0) <= (middle ?? 0) && (middle ?? 0) <= (most ?? 0)) return []
  const more = { found: `${low}, ${likely}, ${high}`, allowed: 'the lowest first, the highest last, by its calendar' }
  return [source.diagnostic([...path, 'estimate'], 'is not in order', more)]
}

/** Reports that contradict themselves, or lie in the future of their data date. */
function reportFaults({ dataDate, reports }: WrittenProgramme, source: YamlSource): readonly Diagnostic[] {
  return reports.flatMap(({ remaining, ...report }, number) => {
    const isWorkLeft = remaining !== undefined && readWork(remaining)?.amount !== 0
    const faults = reportFaultsIn({ ...report, isWorkLeft }, { day: dataDate as Day, name: 'the data date' })
    return faults.map(({ allowed, field, found, message }) =>
      source.diagnostic(['reports', number, field], message, { found, allowed }),
    )
  })
}

/** Activities that wait for themselves. Any calendar finds them: it is the links that go around. */
function cycles(placed: readonly Placed[], source: YamlSource): readonly Diagnostic[] {
  const always = { id: 'always', name: '', week: Array.from({ length: 7 }, () => [{ from: 0, until: 1_440 }]) }
  const activities = placed.map(
    ({ activity: { id } }): Activity => ({
      ...{ id, name: id, calendar: 'always', kind: 'task', constraints: [], duration: 1 as WorkMinutes },
    }),
  )
  const links = placed.flatMap(({ activity: { after, id } }) =>
    after.map((text): Link => ({ from: readLink(text)?.from ?? '', to: id, type: 'FS', lag: 0 as WorkMinutes })),
  )
  try {
    compileNetwork({
      ...{ activities, links, calendars: [{ ...always, exceptions: new Map<Day, []>() }], dataDate: 0 as WallMinute },
    })
    return []
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error
    return error.faults.flatMap((fault) => cycleDiagnostic(fault, placed, source))
  }
}

function cycleDiagnostic(fault: NetworkFault, placed: readonly Placed[], source: YamlSource): readonly Diagnostic[] {
  if (fault.kind !== 'cycle') return []
  const [first = ''] = fault.activities
  const last = fault.activities.at(-1) ?? ''
  const place = placed.find(({ activity }) => activity.id === first)
  const at = place?.activity.after.findIndex((text) => readLink(text)?.from === last) ?? -1
  const path = place ? [...place.path, 'after', ...(at < 0 ? [] : [at])] : []
  const found = [...fault.activities, first].join(' → ')
  return [
    source.diagnostic(path, 'closes a circle: each waits for the one before it', {
      found,
      allowed: 'links that lead to an end',
    }),
  ]
}
