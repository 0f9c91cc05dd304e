import type { PlaceFigures } from '../../analysis/answers/place-figures.ts'
import { type Day, markOf } from '../../model/day.ts'
import type { Estate } from '../../model/estate.ts'
import { isWithin } from '../../model/path.ts'
import type { Site } from '../../model/things.ts'
import type { SummaryAnswer } from '../../protocol/rest.ts'
import { orNull } from '../http/numbers.ts'
import type { Provenance } from '../values/power-chain.ts'

/** Watts of a site, NaN where nobody knows them, and what they are. */
type LoadOf = (site: Site) => { readonly watts: number; readonly provenance: Provenance }

/** The state cloud on another day: what is there, what was measured or is reckoned with, and, of a day to come, what the worst single loss leaves. */
export function datedSummary(
  estate: Estate,
  day: Day,
  loadOf: LoadOf,
  figures: PlaceFigures | undefined,
): SummaryAnswer {
  const racks = estate.ofKind('rack')
  return {
    at: markOf(day),
    sites: estate.ofKind('site').map((site) => {
      const total = racks.filter(({ path }) => isWithin(path, site.path)).length
      const { watts, provenance } = loadOf(site)
      return {
        path: site.path,
        name: site.name,
        ...(site.nameSr === undefined ? {} : { nameSr: site.nameSr }),
        health: 'unknown' as const,
        racks: { total, critical: 0, warning: 0, unknown: total, ok: 0 },
        itLoad: { watts: orNull(watts), provenance: Number.isNaN(watts) ? ('unknown' as const) : provenance },
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
