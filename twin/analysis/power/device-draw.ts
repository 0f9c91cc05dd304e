import type { Outage } from './chain-state.ts'
import type { DeviceTable } from './device-table.ts'
import { DEAD, type Energised } from './energise.ts'
import type { PowerLoads } from './loads.ts'

/** Where a device's share goes. */
interface Draws {
  readonly cords: Float64Array
  readonly devices: Float64Array
  readonly livingCords: Uint8Array
}

/**
 * What a device draws, and by which cords. With as many living supplies as it needs it draws all of its load; with fewer it stops, or
 * throttles to what they give. Living cords share by their weights.
 */
export function deviceDraw(
  table: DeviceTable,
  energised: Energised,
  loads: PowerLoads,
  out: Pick<Outage, 'banks' | 'cords'>,
  device: number,
  into: Draws,
): void {
  const first = table.firstCord[device] ?? 0
  const end = table.firstCord[device + 1] ?? first
  const lives = (cord: number) =>
    energised.state[table.cordPdu[cord] ?? -1] !== DEAD &&
    !out.banks.has(table.cordBank[cord] ?? -1) &&
    out.cords?.has(cord) !== true
  let living = 0
  let weights = 0
  for (let cord = first; cord < end; cord++) {
    if (!lives(cord)) continue
    living++
    weights += loads.cordWeights?.[cord] ?? 1
  }
  const share = shareLeft(living, table.needed[device] ?? 1, () => loads.whenShort(device))
  const watts = share === 0 ? 0 : (loads.devices[device] ?? Number.NaN) * share
  into.livingCords[device] = living
  into.devices[device] = watts
  for (let cord = first; cord < end; cord++) {
    const part = weights === 0 ? 1 / living : (loads.cordWeights?.[cord] ?? 1) / weights
    into.cords[cord] = share > 0 && lives(cord) ? watts * part : 0
  }
}

/** The share of its load that a device draws with so many living supplies. */
function shareLeft(living: number, needed: number, whenShort: () => 'stops' | 'throttles'): number {
  if (living >= needed) return 1
  return living > 0 && whenShort() === 'throttles' ? living / needed : 0
}
