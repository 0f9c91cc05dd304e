import { isTold } from '../../analysis/alarms/quieting.ts'
import { isWithin } from '../../model/path.ts'
import type { Site } from '../../model/things.ts'
import type { SummaryAnswer } from '../../protocol/rest.ts'
import { orNull } from '../http/numbers.ts'
import { healthOf } from '../values/health-of.ts'
import { alarmView, byUrgency } from './alarm-view.ts'
import type { ServerContext } from './server-context.ts'
import { siteRatio } from './site-ratio.ts'
import { powerOf } from './thing-figures.ts'

const WORST = 10

type SiteSummary = SummaryAnswer['sites'][number]

/** The state cloud in one answer, from figures that are kept up to date anyway. */
export function summary(context: ServerContext): SummaryAnswer {
  const { parts, alarms, planned } = context
  // For the next one who asks: this one is not kept waiting.
  void planned.refresh(parts.clock())
  const open = alarms.book.open()
  return {
    at: parts.clock(),
    sites: parts.estate.ofKind('site').map((site) => siteSummary(context, site)),
    worst: open
      .filter(({ shelved, quieted }) => !shelved && !quieted)
      .sort(byUrgency)
      .slice(0, WORST)
      .map((alarm) => alarmView(parts.estate, alarm)),
  }
}

function siteSummary({ parts, planned, values, alarms }: ServerContext, site: Site): SiteSummary {
  const { estate } = parts
  const { health, columns } = values.figures
  const racks = { total: 0, critical: 0, warning: 0, unknown: 0, ok: 0 }
  for (const rack of estate.ofKind('rack')) {
    if (!isWithin(rack.path, site.path)) continue
    racks.total++
    racks[healthOf(health[rack.index])]++
  }
  let least = Number.NaN
  let most = Number.NaN
  let sum = 0
  let count = 0
  for (const probe of estate.ofKind('probe')) {
    const value = columns.temperature[probe.index] as number
    if (probe.role !== 'intake' || Number.isNaN(value) || !isWithin(probe.path, site.path)) continue
    if (!(value >= least)) least = value
    if (!(value <= most)) most = value
    sum += value
    count++
  }
  const counts = { critical: 0, warning: 0 }
  for (const alarm of alarms.under(site.path)) if (isTold(alarm)) counts[alarm.severity]++
  const watts = columns.power[site.index] as number
  return {
    path: site.path,
    name: site.name,
    ...(site.nameSr === undefined ? {} : { nameSr: site.nameSr }),
    health: healthOf(health[site.index]),
    racks,
    itLoad: { watts: orNull(watts), provenance: powerOf(values, site).provenance },
    itCapacity: { watts: site.itCapacity ?? null, source: site.sources?.itCapacity ?? site.source },
    instantPowerRatio: orNull(siteRatio(estate, values, site)),
    failoverUse: orNull(planned.of('failover-use', site.index)),
    intakeTemperature: { min: orNull(least), mean: count === 0 ? null : sum / count, max: orNull(most) },
    alarms: counts,
  }
}
