import type { PlaceFigures } from '../../analysis/answers/place-figures.ts'
import { type Day, markOf } from '../../model/day.ts'
import type { Estate } from '../../model/estate.ts'
import { isWithin } from '../../model/path.ts'
import type { Site } from '../../model/things.ts'
import type { SummaryAnswer } from '../../protocol/rest.ts'
import { orNull } from '../http/numbers.ts'
import { countsOf, intakeIn, racksIn, worstOf } from '../routes/site-sums.ts'
import { powerOf } from '../routes/thing-figures.ts'
import type { Provenance } from '../values/power-chain.ts'
import type { PastDay } from './past-day.ts'

type SiteSummary = SummaryAnswer['sites'][number]

/** The state cloud on a day to come: what is there, what is reckoned with, and what the worst single loss leaves. */
export function plannedSummary(
  estate: Estate,
  day: Day,
  watts: ReadonlyMap<number, number>,
  figures: PlaceFigures,
): SummaryAnswer {
  const sites = estate.ofKind('site').map((site) => ({
    ...placeOf(site),
    health: 'unknown' as const,
    racks: racksIn(estate, site, () => 'unknown'),
    itLoad: loadOf(watts.get(site.index) ?? Number.NaN, 'planned'),
    failoverUse: orNull(figures.failoverUse[site.index] ?? Number.NaN),
    intakeTemperature: { min: null, mean: null, max: null },
    alarms: { critical: 0, warning: 0 },
  }))
  return { at: markOf(day), sites, worst: [] }
}

/** The same of a past day: what was measured, and what alarmed at any time of it, that speaks for itself. */
export function pastSummary(estate: Estate, day: Day, past: PastDay): SummaryAnswer {
  const { power, temperature } = past.values.figures.columns
  const sites = estate.ofKind('site').map((site) => ({
    ...placeOf(site),
    health: past.health(site.index),
    racks: racksIn(estate, site, past.health),
    itLoad: loadOf(power[site.index] ?? Number.NaN, powerOf(past.values, site).provenance),
    failoverUse: null,
    intakeTemperature: intakeIn(estate, site, temperature),
    alarms: countsOf(
      past.alarms.filter(({ path }) => isWithin(path, site.path)),
      ({ quieted, shelved }) => !quieted && !shelved,
    ),
  }))
  return { at: markOf(day), sites, worst: worstOf(estate, past.alarms) }
}

function placeOf(site: Site) {
  return {
    path: site.path,
    name: site.name,
    ...(site.nameSr === undefined ? {} : { nameSr: site.nameSr }),
    itCapacity: { watts: site.itCapacity ?? null, source: site.sources?.itCapacity ?? site.source },
    instantPowerRatio: null,
  }
}

function loadOf(watts: number, provenance: Provenance): SiteSummary['itLoad'] {
  return { watts: orNull(watts), provenance: Number.isNaN(watts) ? 'unknown' : provenance }
}
