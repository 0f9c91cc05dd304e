import type { DeclaredLoads } from '../power/declared-loads.ts'
import type { PowerGraph } from '../power/power-graph.ts'
import { type Balance, balance } from './balance.ts'
import { fromTwins, withinDevices } from './device-cords.ts'
import { type DevicePrior, devicePriors } from './device-priors.ts'
import { type Estimate, type Obtained, worseOf } from './estimate.ts'
import { cordsOf, leafPriors } from './leaf-priors.ts'
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

/** A thing with several primaries of which meters say that they do not share its load alike. */
export interface Uneven {
  readonly path: string
  /** Watts that each primary gives it, losses included. */
  readonly shares: readonly { readonly path: string; readonly watts: number }[]
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
  readonly uneven: readonly Uneven[]
  /** Measurements that name nothing of the power chain, or say nothing. */
  readonly unused: readonly Measurement[]
}

/** How often at most devices are brought within what they can draw: each time fewer are beyond it. */
const ROUNDS = 5

/**
 * @param staleAfterSeconds a measurement older than this does not count
 * @param inputs UPS that get nothing from what they draw from at present
 */
export function reconcile(
  graph: PowerGraph,
  declared: DeclaredLoads,
  measurements: readonly Measurement[],
  staleAfterSeconds: number,
  inputs?: ReadonlySet<number>,
): Reconciled {
  const tree = loadTree(graph, inputs)
  const meters = placeMeters(graph, tree, measurements, staleAfterSeconds)
  const priors = devicePriors(graph, declared, meters.devices)
  const leaves = leafPriors(graph, tree, priors, declared.own, meters.vertices)
  const first = balance(tree, leaves, meters.vertices)
  const twins = fromTwins(graph, leaves, first, priors)
  let balanced = twins.size > 0 ? balance(tree, leaves, meters.vertices) : first
  const thought = leaves.watts.slice()
  for (let round = 1; round <= ROUNDS; round++) {
    if (!withinDevices(graph, leaves, balanced, priors, meters.vertices, round === ROUNDS ? thought : undefined)) break
    balanced = balance(tree, leaves, meters.vertices)
  }
  return told(graph, tree, balanced, meters, priors, twins)
}

function told(
  graph: PowerGraph,
  tree: LoadTree,
  balanced: Balance,
  { devices, stale, staleDevices, unused, vertices }: PlacedMeters,
  priors: readonly DevicePrior[],
  twins: ReadonlySet<number>,
): Reconciled {
  const { known, unaccounted, uneven, variance, watts } = balanced
  const pathOf = (vertex: number) => graph.nodes[vertex - tree.node(0)]?.thing.path ?? ''
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
    uneven: uneven.map(({ carriers, vertex }) => ({
      path: pathOf(vertex),
      shares: carriers.map(({ vertex: of, watts: own }) => ({ path: pathOf(of), watts: own })),
    })),
    unused,
  }
}
