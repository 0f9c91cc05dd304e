import type { PowerGraph } from '../power/power-graph.ts'
import type { Balance, Priors } from './balance.ts'
import type { DevicePrior } from './device-priors.ts'
import { cordsOf, OF_SPLIT } from './leaf-priors.ts'
import { LEAST_WATTS, type Metered, OF_WATTS } from './measurement.ts'

/**
 * A cord without a meter above it carries what the metered cords of its device do, or what they leave of a metered device; never so much that the device
 * draws more than it can. A meter that disagrees with what is below it says nothing of its cords, but it is there: nothing is put in its place. Changes
 * the priors in place.
 *
 * @returns the cords whose prior it changed
 */
export function fromTwins(
  { devices: { firstCord } }: PowerGraph,
  { least, most, uncertainty, watts }: Priors,
  first: Balance,
  priors: readonly DevicePrior[],
): ReadonlySet<number> {
  const changed = new Set<number>()
  for (const [device, prior] of priors.entries()) {
    const cords = cordsOf(firstCord, device)
    const isMetered = (cord: number) => (first.meter[cord] ?? -1) >= 0 && !Number.isNaN(first.watts[cord])
    const metered = cords.filter(isMetered)
    const others = cords.filter((cord) => !isMetered(cord))
    if (metered.length === 0 || others.length === 0 || others.some((cord) => first.contested[cord] === 1)) continue
    const sum = (column: Float64Array) => metered.reduce((total, cord) => total + (column[cord] ?? 0), 0)
    const carried = sum(first.watts)
    const left = Math.max(0, prior.most - carried) / others.length
    const twin =
      prior.how === 'measured' ? (prior.watts - carried) / others.length : Math.min(carried / metered.length, left)
    const each = Math.max(0, twin)
    const spread = Math.hypot(Math.sqrt(sum(first.variance) / metered.length), each * OF_SPLIT)
    for (const cord of others) {
      watts[cord] = each
      uncertainty[cord] = spread
      least[cord] = 0
      most[cord] = Math.min(left, each + spread)
      changed.add(cord)
    }
  }
  return changed
}

/**
 * Where the cords of a device carry more together than it can draw, or less than its own meter says, what is thought of them is moved, the less sure
 * ones further. Changes the priors in place.
 *
 * @param meters those of single cords keep what they say
 * @param last what was thought at first, where this is the last time: it is thought again and the bounds are drawn in, so that the meters disagree
 * @returns whether anything changed
 */
export function withinDevices(
  { devices: { firstCord } }: PowerGraph,
  { least, most, watts: prior }: Priors,
  { variance, watts }: Balance,
  priors: readonly DevicePrior[],
  meters: ReadonlyMap<number, Metered>,
  last: Float64Array | undefined,
): boolean {
  let isChanged = false
  for (const [device, draws] of priors.entries()) {
    const cords = cordsOf(firstCord, device)
    if (cords.length < 2) continue
    const sum = cords.reduce((total, cord) => total + (watts[cord] ?? 0), 0)
    const over = Math.max(0, sum - draws.most) || Math.min(0, sum - draws.least)
    const free = cords.filter((cord) => !meters.has(cord) && (variance[cord] ?? 0) > 0)
    const spread = free.reduce((total, cord) => total + (variance[cord] ?? 0), 0)
    if (!(Math.abs(over) > Math.max(LEAST_WATTS, OF_WATTS * sum)) || spread === 0) continue
    isChanged = true
    for (const cord of free) {
      const less = (over * (variance[cord] ?? 0)) / spread
      const [low, high] = [least[cord] ?? 0, most[cord] ?? 0]
      if (last && over > 0) most[cord] = Math.max(low, (watts[cord] ?? 0) - less)
      if (last && over < 0) least[cord] = Math.min(high, (watts[cord] ?? 0) - less)
      const thought = last ? (last[cord] ?? 0) : (prior[cord] ?? 0) - less
      prior[cord] = Math.min(most[cord] ?? 0, Math.max(least[cord] ?? 0, thought))
    }
  }
  return isChanged
}
