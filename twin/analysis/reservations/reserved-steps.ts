import { type Day, markOf } from '../../model/day.ts'
import type { Estate } from '../../model/estate.ts'
import { isWithin } from '../../model/path.ts'
import type { DatedEdit } from '../../model/reservation.ts'
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

function negated(amounts: PlannedAmounts): PlannedAmounts {
  const { devices, kilograms, ports, units, unknown, watts } = amounts
  return {
    ...{ devices: -devices, units: -units, watts: -watts },
    ...{ kilograms: -kilograms, ports: -ports, unknown: -unknown },
  }
}
