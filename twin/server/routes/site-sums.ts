import type { Alarm } from '../../analysis/alarms/alarm.ts'
import { isTold } from '../../analysis/alarms/quieting.ts'
import type { Estate } from '../../model/estate.ts'
import type { Health } from '../../model/health.ts'
import { isWithin } from '../../model/path.ts'
import type { Site } from '../../model/things.ts'
import type { SummaryAnswer } from '../../protocol/rest.ts'
import { orNull } from '../http/numbers.ts'
import { alarmView, byUrgency } from './alarm-view.ts'

type SiteSummary = SummaryAnswer['sites'][number]

const WORST = 10

/** How many racks of a site are in which health. */
export function racksIn(estate: Estate, site: Site, healthOf: (index: number) => Health): SiteSummary['racks'] {
  const racks = { total: 0, critical: 0, warning: 0, unknown: 0, ok: 0 }
  for (const rack of estate.ofKind('rack')) {
    if (!isWithin(rack.path, site.path)) continue
    racks.total++
    racks[healthOf(rack.index)]++
  }
  return racks
}

/** Least, mean and most of what the intake probes of a site measure; null where none does. */
export function intakeIn(estate: Estate, site: Site, temperature: ArrayLike<number>): SiteSummary['intakeTemperature'] {
  let least = Number.NaN
  let most = Number.NaN
  let sum = 0
  let count = 0
  for (const probe of estate.ofKind('probe')) {
    const value = temperature[probe.index] ?? Number.NaN
    if (probe.role !== 'intake' || Number.isNaN(value) || !isWithin(probe.path, site.path)) continue
    if (!(value >= least)) least = value
    if (!(value <= most)) most = value
    sum += value
    count++
  }
  return { min: orNull(least), mean: count === 0 ? null : sum / count, max: orNull(most) }
}

/** How many of those that count are told, by severity. */
export function countsOf(
  alarms: Iterable<Alarm>,
  isCounted: (alarm: Alarm) => boolean = isTold,
): SiteSummary['alarms'] {
  const counts = { critical: 0, warning: 0 }
  for (const alarm of alarms) if (isCounted(alarm)) counts[alarm.severity]++
  return counts
}

/** The most urgent of those that speak for themselves. */
export function worstOf(estate: Estate, alarms: readonly Alarm[]): SummaryAnswer['worst'] {
  return alarms
    .filter(({ quieted, shelved }) => !shelved && !quieted)
    .sort(byUrgency)
    .slice(0, WORST)
    .map((alarm) => alarmView(estate, alarm))
}
