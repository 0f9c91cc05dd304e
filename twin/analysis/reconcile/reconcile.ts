import type { DeclaredLoads } from '../power/declared-loads.ts'
import type { PowerGraph } from '../power/power-graph.ts'
import { type Balance, balance, type Priors } from './balance.ts'
import { type DevicePrior, devicePriors } from './device-priors.ts'
import { type Estimate, type Obtained, worseOf } from './estimate.ts'
import { type LoadTree, loadTree } from './load-tree.ts'
import type { Measurement } from './measurement.ts'
import { type PlacedMeters, placeMeters } from './place-meters.ts'

/** A meter that all below it cannot agree with. */
export interface Unaccounted {
  readonly path: string
  readonly bank?: string
  readonly measured: number
  /** What is below it, losses included. */
  readonly below: number
  /** Watts that nothing below draws; less than zero where more is drawn below than comes in. */
  readonly watts: number
}

/** The loads of a power chain, each with how it was obtained; by the numbers of the graph. */
export interface Reconciled {
  readonly devices: readonly Estimate[]
  readonly nodes: readonly Estimate[]
  readonly banks: readonly Estimate[]
  /** Watts of each cord. */
  readonly cords: Float64Array
  /** Watts that each node uses itself. */
  readonly own: Float64Array
  readonly unaccounted: readonly Unaccounted[]
  /** Measurements that name nothing of the power chain, or say nothing. */
  readonly unused: readonly Measurement[]
}

/** Measured devices share their draw among their cords alike, within this share of a cord's part (assumed). */
const OF_SPLIT = 0.1
/** What a cooler draws beside what the estate says (assumed). */
const OF_COOLER = 0.3

/** @param staleAfterSeconds a measurement older than this does not count */
export function reconcile(
  graph: PowerGraph,
  declared: DeclaredLoads,
  measurements: readonly Measurement[],
  staleAfterSeconds: number,
): Reconciled {
  const tree = loadTree(graph)
  const meters = placeMeters(graph, tree, measurements, staleAfterSeconds)
  const priors = devicePriors(graph, declared, meters.devices)
  const leaves = leafPriors(graph, tree, priors, declared.own, meters.vertices)
  const first = balance(tree, leaves, meters.vertices)
  const twins = fromTwins(graph, leaves, first, priors)
  const balanced = twins.size > 0 ? balance(tree, leaves, meters.vertices) : first
  return told(graph, tree, balanced, meters, priors, twins)
}

/** Leaves are cords, in the numbers of the table, then what nodes use themselves. */
function leafPriors(
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
    for (const cord of cords) {
      const meter = meters.get(cord)
      leaves.watts[cord] = meter?.watts ?? each
      leaves.uncertainty[cord] = meter?.uncertainty ?? Math.hypot(spread, split)
      const [least, most] = [prior.least / cords.length - split, prior.most / cords.length + split]
      leaves.least[cord] = Math.max(0, meter ? meter.watts - meter.uncertainty : least)
      leaves.most[cord] = meter ? meter.watts + meter.uncertainty : most
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

/**
 * A cord without a meter above it carries what the metered cords of its device do. Changes the priors in place.
 *
 * @returns the cords whose prior it changed
 */
function fromTwins(
  { devices: { firstCord } }: PowerGraph,
  { least, most, uncertainty, watts }: Priors,
  first: Balance,
  priors: readonly DevicePrior[],
): ReadonlySet<number> {
  const changed = new Set<number>()
  for (const [device, { how }] of priors.entries()) {
    const cords = cordsOf(firstCord, device)
    const metered = cords.filter((cord) => (first.meter[cord] ?? -1) >= 0 && !Number.isNaN(first.watts[cord]))
    if (how === 'measured' || metered.length === 0 || metered.length === cords.length) continue
    const mean = metered.reduce((sum, cord) => sum + (first.watts[cord] ?? 0), 0) / metered.length
    const spread = metered.reduce((sum, cord) => sum + (first.variance[cord] ?? 0), 0) / metered.length
    for (const cord of cords) {
      if (metered.includes(cord)) continue
      watts[cord] = mean
      uncertainty[cord] = Math.hypot(Math.sqrt(spread), mean * OF_SPLIT)
      least[cord] = 0
      most[cord] = mean + (uncertainty[cord] ?? 0)
      changed.add(cord)
    }
  }
  return changed
}

function cordsOf(firstCord: Int32Array, device: number): readonly number[] {
  const first = firstCord[device] ?? 0
  return Array.from({ length: (firstCord[device + 1] ?? first) - first }, (_, place) => first + place)
}

function told(
  graph: PowerGraph,
  tree: LoadTree,
  balanced: Balance,
  { devices, stale, staleDevices, unused, vertices }: PlacedMeters,
  priors: readonly DevicePrior[],
  twins: ReadonlySet<number>,
): Reconciled {
  const { known, unaccounted, variance, watts } = balanced
  const { banks, cordPdu, firstCord } = graph.devices
  const aged = (ages: readonly number[], staleSeconds: number | undefined) => ({
    ...(ages.length > 0 && { ageSeconds: Math.max(...ages) }),
    ...(staleSeconds !== undefined && { staleSeconds }),
  })
  const ageAt = (vertex: number) => {
    const meter = vertices.get(balanced.meter[vertex] ?? -1)
    return meter ? [meter.ageSeconds] : []
  }
  const inner = (vertex: number): Estimate => {
    const value = watts[vertex] ?? Number.NaN
    const how = vertices.has(vertex) ? 'measured' : Number.isNaN(value) ? 'unknown' : 'sum'
    const uncertainty = how === 'unknown' ? Number.NaN : Math.sqrt(variance[vertex] ?? 0)
    return { watts: value, atLeast: known[vertex] ?? 0, how, uncertainty, ...aged(ageAt(vertex), stale.get(vertex)) }
  }
  const cordHow = (cord: number, prior: Obtained): Obtained => {
    if (Number.isNaN(watts[cord])) return 'unknown'
    if (vertices.has(cord)) return 'measured'
    if ((balanced.meter[cord] ?? -1) >= 0) return 'allocated'
    return twins.has(cord) ? 'neighbour' : prior
  }
  const device = (prior: DevicePrior, number: number): Estimate => {
    const meter = devices.get(number)
    if (meter) return { ...meter, atLeast: meter.watts, how: 'measured' }
    const cords = cordsOf(firstCord, number)
    const sum = (column: Float64Array) => cords.reduce((total, cord) => total + (column[cord] ?? 0), 0)
    const how = cords.map((cord) => cordHow(cord, prior.how)).reduce(worseOf)
    const uncertainty = how === 'unknown' ? Number.NaN : Math.sqrt(sum(variance))
    const ages = aged(cords.flatMap(ageAt), staleDevices.get(number))
    return { watts: sum(watts), atLeast: sum(known), how, uncertainty, ...ages }
  }
  return {
    devices: priors.map(device),
    nodes: graph.nodes.map((_, number) => inner(tree.node(number))),
    banks: banks.map((_, number) => inner(tree.bank(number))),
    cords: watts.slice(0, cordPdu.length),
    own: Float64Array.from(graph.nodes, (_, number) => watts[tree.own(number)] ?? 0),
    unaccounted: [...unaccounted].map(([vertex, rest]): Unaccounted => {
      const bank = banks[vertex - tree.bank(0)]
      const node = graph.nodes[bank ? bank.pdu : vertex - tree.node(0)]
      const measured = vertices.get(vertex)?.watts ?? Number.NaN
      const named = { path: node?.thing.path ?? '', ...(bank && { bank: bank.bank.name }) }
      return { ...named, measured, below: measured - rest, watts: rest }
    }),
    unused,
  }
}
