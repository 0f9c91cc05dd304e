import type { PlaceCapacity } from '../analysis/answers/planner.ts'
import { findingsOf } from '../analysis/findings/findings-of.ts'
import type { PowerFinding } from '../analysis/findings/power-finding.ts'
import type { PowerGraph } from '../analysis/power/power-graph.ts'
import type { Estate } from '../model/estate.ts'
import { isWithin } from '../model/path.ts'
import type { Site, Thing } from '../model/things.ts'
import type { ReportPlace, ReportSite } from './capacity-report.ts'

const MOST_NAMED = 5

/** The site and its data halls, as far as they hold racks. */
export function placesOfReport(estate: Estate, site: Site): readonly Thing[] {
  const halls = estate.ofKind('room').filter(({ path, use }) => use === 'data-hall' && isWithin(path, site.path))
  return [site, ...halls]
}

/**
 * A place as the report tells it, from the answers of the capacity question.
 * @param now what is used
 * @param later what is left, with what is reserved from today on
 */
export function reportPlace(
  thing: Thing,
  now: PlaceCapacity,
  later: PlaceCapacity = now,
): Omit<ReportPlace, 'forecast'> {
  const { binding, cooling, power, racks, reserved, space, stranded } = later
  const { full } = power
  return {
    ...namedAs(thing),
    ...{ kind: thing.kind, racks, binding },
    space: {
      units: space.units,
      taken: now.space.taken,
      free: space.free,
      largestRun: space.largestRun,
    },
    power: {
      draws: orNull(now.power.draws.value),
      unknown: now.power.draws.unknown,
      free: orNull(power.free),
      full: full ? { path: full.path, worst: orNull(full.worst?.share), by: full.by ?? null } : null,
    },
    cooling: cooling ? { capacity: orNull(cooling.capacity), free: orNull(cooling.free) } : null,
    reserved: reserved ? { units: reserved.taken, watts: reserved.watts } : null,
    stranded: { watts: orNull(stranded.watts), units: orNull(stranded.units) },
  }
}

export function namedAs({ path, name, nameSr }: Thing) {
  return { path, name, ...(nameSr !== undefined && { nameSr }) }
}

/** What is odd about the power chain of a site, counted by kind, the most frequent first. */
export function siteFindings(found: readonly PowerFinding[], graph: PowerGraph, site: string): ReportSite['findings'] {
  const kinds = new Map<string, string[]>()
  for (const { kind, paths } of findingsOf(found, graph, [site]))
    kinds.set(kind, [...(kinds.get(kind) ?? []), paths[0] ?? ''])
  return [...kinds]
    .map(([kind, paths]) => ({ kind, count: paths.length, paths: paths.slice(0, MOST_NAMED) }))
    .sort((a, b) => b.count - a.count)
}

function orNull(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null
}
