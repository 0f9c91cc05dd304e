import type { PowerGraph } from '../power/power-graph.ts'
import type { Priors } from './balance.ts'
import type { DevicePrior } from './device-priors.ts'
import type { LoadTree } from './load-tree.ts'
import type { PlacedMeters } from './place-meters.ts'

/** Measured devices share their draw among their cords alike, within this share of a cord's part (assumed). */
export const OF_SPLIT = 0.1
/** What a cooler draws beside what the estate says (assumed). */
const OF_COOLER = 0.3

/**
 * Leaves are cords, in the numbers of the table, then what nodes use themselves. A cord may carry all that its device draws, or nothing: a side that
 * is dead, or supplies that stand by, are ordinary.
 */
export function leafPriors(
  graph: PowerGraph,
  tree: LoadTree,
  priors: readonly DevicePrior[],
  own: Float64Array,
  meters: PlacedMeters['vertices'],
): Priors {
  const { firstCord } = graph.devices
  const column = () => new Float64Array(tree.size)
  const leaves = { watts: column(), uncertainty: column(), least: column(), most: column() }
  for (const [device, prior] of priors.entries()) {
    const cords = cordsOf(firstCord, device)
    const each = prior.watts / cords.length
    // In quadrature the cords make the uncertainty of the device.
    const spread = prior.uncertainty / Math.sqrt(cords.length)
    const split = prior.how === 'measured' && cords.length > 1 ? each * OF_SPLIT : 0
    const least = cords.length > 1 ? 0 : prior.least
    for (const cord of cords) {
      const meter = meters.get(cord)
      leaves.watts[cord] = meter?.watts ?? each
      leaves.uncertainty[cord] = meter?.uncertainty ?? Math.hypot(spread, split)
      leaves.least[cord] = meter ? Math.max(0, meter.watts - meter.uncertainty) : least
      leaves.most[cord] = meter ? meter.watts + meter.uncertainty : prior.most
    }
  }
  for (const number of graph.nodes.keys()) {
    const uses = own[number] ?? 0
    leaves.watts[tree.own(number)] = uses
    leaves.uncertainty[tree.own(number)] = uses * OF_COOLER
    leaves.most[tree.own(number)] = Number.isNaN(uses) ? Number.POSITIVE_INFINITY : uses * (1 + OF_COOLER)
  }
  return leaves
}

export function cordsOf(firstCord: Int32Array, device: number): readonly number[] {
  const first = firstCord[device] ?? 0
  return Array.from({ length: (firstCord[device + 1] ?? first) - first }, (_, place) => first + place)
}
