import { type LiveValue, measurementsOf } from '../../analysis/reconcile/live-measurements.ts'
import type { Measurement } from '../../analysis/reconcile/measurement.ts'
import type { EpochMs } from '../../model/units.ts'
import type { ValuePlane } from './value-plane.ts'

/** What is measured of the power chain: the newest good values, old ones too, with their age. */
export function liveMeasurements(values: ValuePlane, now: EpochMs): readonly Measurement[] {
  return values.tree
    .things()
    .flatMap((thing) => (thing ? measurementsOf(thing, liveValues(values, thing.index, now)) : []))
}

function* liveValues({ points, table }: ValuePlane, thing: number, now: number): Iterable<LiveValue> {
  for (const { index, isPresence, local } of points.ofThing(thing)) {
    const at = table.lastGoodAt(index)
    const value = table.value[index] ?? Number.NaN
    if (!isPresence && Number.isFinite(at) && Number.isFinite(value))
      yield { local, value, ageSeconds: Math.max(0, (now - at) / 1000) }
  }
}
