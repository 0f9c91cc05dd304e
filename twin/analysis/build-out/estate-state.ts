import type { Day } from '../../model/day.ts'
import type { Estate } from '../../model/estate.ts'
import type { ThingPath } from '../../model/path.ts'
import type { Programme, WorkPackage } from '../../model/programme.ts'
import type { Phase, Thing } from '../../model/things.ts'
import type { Watts } from '../../model/units.ts'
import { startDay } from '../../model/wall-minute.ts'
import { type BuildingActivity, type Construction, constructionAt, type DatedProgramme } from './construction-at.ts'
import { estateEdits } from './estate-edits.ts'
import { missingOf, notHandedOver } from './not-handed-over.ts'
import type { ProgrammeStatus } from './programme-status.ts'
import { readinessOf } from './readiness.ts'

/** What the estate of a day has otherwise than that of today; plain data, which a thread can be told. Two of one key are the same. */
export interface EstateState {
  readonly key: string
  /** All files of the programme, whether what they bring has come or not. */
  readonly files: readonly string[]
  /** Those of them of what has come. */
  readonly adds: readonly string[]
  /** What is gone, and what is there today and was not yet; with all that is in it. */
  readonly removes: readonly ThingPath[]
  /** By path of buildings and plots. */
  readonly phases: readonly (readonly [ThingPath, Phase])[]
  /** Power for computing of sites. */
  readonly capacities: readonly (readonly [ThingPath, Watts])[]
}

/** The estate of a day as the programme leads to it; undefined where that is the estate of today. */
export function estateStateAt(estate: Estate, status: ProgrammeStatus, day: Day): EstateState | undefined {
  const edits = estateEdits(status).edits.filter((edit) => edit.day <= day)
  const files = plannedFiles(status.programme)
  const adds = [...new Set(edits.flatMap((edit) => edit.adds))].sort()
  const dated = datedProgramme(status)
  const later = notHandedOver(estate, dated, day)
  const missing = later.flatMap((thing) => missingOf(estate, thing))
  const removes = [...new Set([...edits.flatMap((edit) => edit.removes), ...missing])].sort()
  const phases = phasesAt(estate, status.programme, dated, day)
  const capacities = capacitiesAt(estate, status, day, later)
  if (adds.length + removes.length + phases.length + capacities.length === 0) return undefined
  return { key: JSON.stringify([files, adds, removes, phases, capacities]), files, adds, removes, phases, capacities }
}

/** All files that a programme names, in their order. */
export function plannedFiles({ activities, packages }: Programme): readonly string[] {
  return [...new Set([...packages, ...activities].flatMap(({ adds = [] }) => adds))].sort()
}

/** Days on which the estate becomes another one than it was the day before, each once and in order. */
export function estateDays(status: ProgrammeStatus): readonly Day[] {
  const days = new Set<string>(estateEdits(status).edits.map(({ day }) => day))
  for (const { day } of readinessOf(status).steps) days.add(day)
  const rows = datedProgramme(status)
  for (const activity of rows.activities) {
    days.add(activity.started ?? activity.start)
    days.add(activity.finished ?? activity.finish)
  }
  return ([...days] as Day[]).sort()
}

/** The rows of a programme that tell what stands, is built and is yet to come. */
function datedProgramme({ dates, programme, reports }: ProgrammeStatus): DatedProgramme {
  return {
    dataDate: programme.dataDate,
    baseline: null,
    packages: programme.packages.map(({ id, place, places }) => ({ id, place: place ?? null, places })),
    activities: programme.activities.flatMap((activity): BuildingActivity | readonly BuildingActivity[] => {
      const row = dates.get(activity.id)
      if (!row) return []
      const report = reports.get(activity.id)
      const { gate, handsOver, id, kind, level } = activity
      return {
        ...{ id, kind, gate, level, handsOver, package: activity.package, due: null, baselines: {} },
        start: startDay(row.earlyStart),
        finish: row.finishDay,
        done: report?.done ?? null,
        started: report?.started ?? null,
        finished: report?.finished ?? null,
        reported: report ? { at: report.at } : null,
      }
    }),
  }
}

function phasesAt(
  estate: Estate,
  { packages }: Programme,
  dated: DatedProgramme,
  day: Day,
): readonly (readonly [ThingPath, Phase])[] {
  const states = constructionAt(dated, day)
  const named = new Map<string, WorkPackage>()
  for (const one of packages)
    for (const path of [one.place, ...(one.places ?? [])]) if (path !== undefined) named.set(path, one)
  return [...states].flatMap(([path, { state }]) => {
    const thing = estate.find(path)
    const own = named.get(path)
    if (!thing || !own || (thing.kind !== 'building' && thing.kind !== 'plot')) return []
    const phase = phaseOf(thing.phase, own, state)
    return phase ? [[thing.path, phase] as const] : []
  })
}

/** Undefined where it is as it is: what stands without a word about it stands. */
function phaseOf(known: Phase | undefined, { name, nameSr }: WorkPackage, state: Construction['state']) {
  if (known ? known.state === state : state === 'commissioned') return undefined
  return known ? { ...known, state } : { name, ...(nameSr !== undefined && { nameSr }), state }
}

/** What is said of today, with what comes until then, or without what was not handed over yet; nothing of a site that was not there. */
function capacitiesAt(
  estate: Estate,
  status: ProgrammeStatus,
  day: Day,
  later: readonly Thing[],
): readonly (readonly [ThingPath, Watts])[] {
  const { packages } = status.programme
  const changes = new Map<string, number>(
    later.flatMap(({ kind, path }) => (kind === 'site' ? [[path, Number.NEGATIVE_INFINITY] as const] : [])),
  )
  for (const { amount, day: at, isBuilt, measure, package: id } of readinessOf(status).steps) {
    if (measure !== 'power' || isBuilt === at <= day) continue
    const site = packages.find((one) => one.id === id)?.place?.split('/')[0]
    if (site !== undefined) changes.set(site, (changes.get(site) ?? 0) + (isBuilt ? -amount : amount))
  }
  return [...changes].flatMap(([path, change]) => {
    const site = estate.find(path)
    if (site?.kind !== 'site' || site.itCapacity === undefined) return []
    return [[site.path, Math.max(0, site.itCapacity + change) as Watts] as const]
  })
}
