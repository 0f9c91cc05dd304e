import type { PlaceFigures } from '../../analysis/answers/place-figures.ts'
import type { ChainFigure } from '../../analysis/answers/planner.ts'
import { type Day, markOf } from '../../model/day.ts'
import type { Estate } from '../../model/estate.ts'
import { isWithin } from '../../model/path.ts'
import type { SummaryAnswer } from '../../protocol/rest.ts'
import { orNull } from '../http/numbers.ts'
import { plannedWatts } from './planned-watts.ts'

/** The state cloud on a day on which nothing is measured: what is there, and what the capacity analysis reckons with, where it does. */
export function datedSummary(
  estate: Estate,
  day: Day,
  chain: readonly ChainFigure[],
  figures: PlaceFigures | undefined,
): SummaryAnswer {
  const watts = plannedWatts(estate, chain)
  const racks = estate.ofKind('rack')
  return {
    at: markOf(day),
    sites: estate.ofKind('site').map((site) => {
      const total = racks.filter(({ path }) => isWithin(path, site.path)).length
      const planned = watts.get(site.index)
      return {
        path: site.path,
        name: site.name,
        ...(site.nameSr === undefined ? {} : { nameSr: site.nameSr }),
        health: 'unknown' as const,
        racks: { total, critical: 0, warning: 0, unknown: total, ok: 0 },
        itLoad: { watts: orNull(planned ?? Number.NaN), provenance: planned === undefined ? 'unknown' : 'planned' },
        itCapacity: { watts: site.itCapacity ?? null, source: site.sources?.itCapacity ?? site.source },
        instantPowerRatio: null,
        failoverUse: orNull(figures?.failoverUse[site.index] ?? Number.NaN),
        intakeTemperature: { min: null, mean: null, max: null },
        alarms: { critical: 0, warning: 0 },
      }
    }),
    worst: [],
  }
}
