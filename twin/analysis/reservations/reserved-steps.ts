import { type Day, markOf } from '../../model/day.ts'
import type { Estate } from '../../model/estate.ts'
import { isWithin } from '../../model/path.ts'
import type { DatedEdit, PendingPlan } from '../../model/reservation.ts'
import type { EpochMs } from '../../model/units.ts'
import { type PlannedAmounts, plannedAmounts } from './planned-figures.ts'

/** What comes to a place on a day, or leaves it (less than zero). */
export interface ReservedStep extends PlannedAmounts {
  readonly id: string
  readonly name: string
  readonly day: Day
  /** The beginning of that day in UTC, by which series of days count. */
  readonly at: EpochMs
}

/** What dated edits bring to a place and take away again, in the order of days. Devices that stand there already bring nothing. */
export function reservedSteps(edits: readonly DatedEdit[], estate: Estate, place: string): readonly ReservedStep[] {
  const steps = edits.flatMap(({ devices, from, id, name, until }): readonly ReservedStep[] => {
    const inside = devices.filter(({ rack }) => isWithin(rack, place) && estate.find(rack))
    const comes = plannedAmounts(estate, { devices: inside })
    if (comes.devices === 0) return []
    const step = { ...comes, id, name, day: from, at: markOf(from) }
    return until === undefined ? [step] : [step, { ...step, ...negated(comes), day: until, at: markOf(until) }]
  })
  return steps.sort((one, other) => one.at - other.at)
}

/**
 * What pending plans bring to a place and to all that is in it. A place within that of a plan gets nothing: nobody knows yet where in it the plan
 * will stand.
 */
export function plannedSteps(plans: readonly PendingPlan[], place: string): readonly ReservedStep[] {
  return plans.flatMap(({ from, id, name, place: of, units, until, watts }): readonly ReservedStep[] => {
    if (!isWithin(of, place)) return []
    const comes = { devices: 0, units: units ?? 0, watts, kilograms: 0, ports: 0, unknown: 0 }
    const step = { ...comes, id, name, day: from, at: markOf(from) }
    return until === undefined ? [step] : [step, { ...step, ...negated(comes), day: until, at: markOf(until) }]
  })
}

function negated(amounts: PlannedAmounts): PlannedAmounts {
  const { devices, kilograms, ports, units, unknown, watts } = amounts
  return {
    ...{ devices: -devices, units: -units, watts: -watts },
    ...{ kilograms: -kilograms, ports: -ports, unknown: -unknown },
  }
}
