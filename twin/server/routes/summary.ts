import type { Site } from '../../model/things.ts'
import type { SummaryAnswer } from '../../protocol/rest.ts'
import { orNull } from '../http/numbers.ts'
import { healthOf } from '../values/health-of.ts'
import type { ServerContext } from './server-context.ts'
import { siteRatio } from './site-ratio.ts'
import { countsOf, intakeIn, racksIn, worstOf } from './site-sums.ts'
import { powerOf } from './thing-figures.ts'

type SiteSummary = SummaryAnswer['sites'][number]

/** The state cloud in one answer, from figures that are kept up to date anyway. */
export function summary(context: ServerContext): SummaryAnswer {
  const { parts, alarms, planned } = context
  // For the next one who asks: this one is not kept waiting.
  void planned.refresh(parts.clock())
  return {
    at: parts.clock(),
    sites: parts.estate.ofKind('site').map((site) => siteSummary(context, site)),
    worst: worstOf(parts.estate, alarms.book.open()),
  }
}

function siteSummary({ parts, planned, values, alarms }: ServerContext, site: Site): SiteSummary {
  const { estate } = parts
  const { health, columns } = values.figures
  const watts = columns.power[site.index] as number
  return {
    path: site.path,
    name: site.name,
    ...(site.nameSr === undefined ? {} : { nameSr: site.nameSr }),
    health: healthOf(health[site.index]),
    racks: racksIn(estate, site, (index) => healthOf(health[index])),
    itLoad: { watts: orNull(watts), provenance: powerOf(values, site).provenance },
    itCapacity: { watts: site.itCapacity ?? null, source: site.sources?.itCapacity ?? site.source },
    instantPowerRatio: orNull(siteRatio(estate, values, site)),
    failoverUse: orNull(planned.of('failover-use', site.index)),
    intakeTemperature: intakeIn(estate, site, columns.temperature),
    alarms: countsOf(alarms.under(site.path)),
  }
}
