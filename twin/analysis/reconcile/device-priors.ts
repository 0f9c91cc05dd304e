import { parentPath } from '../../model/path.ts'
import type { DeclaredLoads } from '../power/declared-loads.ts'
import type { PowerGraph } from '../power/power-graph.ts'
import type { Obtained } from './estimate.ts'
import type { Metered } from './measurement.ts'

/** What is thought of a device before the meters above it are looked at. */
export interface DevicePrior {
  readonly watts: number
  readonly uncertainty: number
  /** Watts that it may draw at least: one that nobody meters may be off. */
  readonly least: number
  readonly most: number
  readonly how: Obtained
}

/** A typical draw is of a mean load: taken to be right within this share, or to the nameplate where that is further. */
const OF_TYPICAL = 0.3
/** A nameplate is the most that a device can draw; servers draw between nothing and all of it. */
const OF_NAMEPLATE = 0.5
/** Devices of one type in one row: within this share of each other (assumed). */
const OF_NEIGHBOUR = 0.25

/**
 * A device's own meter, else the mean of metered devices of its type in its rack, else in its row, else what the estate declares.
 *
 * @param metered watts of devices that have a meter, by their number
 */
export function devicePriors(
  { devices: { devices } }: PowerGraph,
  declared: DeclaredLoads,
  metered: ReadonlyMap<number, Metered>,
): readonly DevicePrior[] {
  const means = new Map<string, { sum: number; count: number }>()
  for (const [number, { watts }] of metered) {
    for (const key of neighbourhoods(devices[number])) {
      const mean = means.get(key) ?? { sum: 0, count: 0 }
      means.set(key, { sum: mean.sum + watts, count: mean.count + 1 })
    }
  }
  return devices.map((device, number): DevicePrior => {
    const meter = metered.get(number)
    if (meter) return within(meter.watts, meter.uncertainty, 'measured')
    // In a large estate the names cost more than all else.
    for (const key of means.size > 0 ? neighbourhoods(device) : []) {
      const mean = means.get(key)
      if (!mean) continue
      const watts = mean.sum / mean.count
      return { ...within(watts, watts * OF_NEIGHBOUR, 'neighbour'), least: 0 }
    }
    return declaredPrior(declared, number)
  })
}

/** Same type and rack, then same type and row. */
function neighbourhoods(device: { readonly type: string; readonly path: string } | undefined): readonly string[] {
  if (!device) return []
  const rack = parentPath(device.path)
  return [`${device.type} ${rack}`, `${device.type} ${parentPath(rack)}`]
}

function within(watts: number, uncertainty: number, how: Obtained): DevicePrior {
  return { watts, uncertainty, how, least: Math.max(0, watts - uncertainty), most: watts + uncertainty }
}

function declaredPrior({ devices, origins, uncertainty }: DeclaredLoads, number: number): DevicePrior {
  const watts = devices[number] ?? Number.NaN
  switch (origins[number]) {
    case 'typical':
      return { ...within(watts, Math.max(watts * OF_TYPICAL, uncertainty[number] || 0), 'typical'), least: 0 }
    case 'nameplate':
      return { ...within(watts, watts * OF_NAMEPLATE, 'nameplate'), least: 0, most: watts }
    default:
      return { ...within(Number.NaN, Number.NaN, 'unknown'), least: 0, most: Number.POSITIVE_INFINITY }
  }
}
