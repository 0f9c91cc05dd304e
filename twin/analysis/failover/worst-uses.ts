import type { PowerLoads } from '../power/loads.ts'
import type { PowerGraph } from '../power/power-graph.ts'
import { nodeUse, type Use } from '../power/use.ts'
import type { Losses, Settled } from './settled.ts'

/** The three figures of a node: what it carries, the most that it carries after any single loss, and how much more it may be. */
export interface NodeFigures {
  readonly now: Use | undefined
  readonly worst: Use | undefined
  /** The loss of which `worst` is, by its node; undefined where none makes it more than now. */
  readonly by: number | undefined
}

/**
 * The worst use of every node over the loss of each node of the chain, one after another: what is right at every level, where adding
 * up both feeds of a rack is not. A protection that opens counts with what opened it.
 *
 * @param onLoss called before each loss with its number, for progress
 */
export function worstUses(
  graph: PowerGraph,
  before: Settled,
  losses: Losses,
  onLoss?: (done: number) => void,
): readonly NodeFigures[] {
  const now = graph.nodes.map((_, number) => nodeUse(graph, before.flow, number))
  const worst = [...now]
  const by = new Array<number | undefined>(graph.nodes.length).fill(undefined)
  const hold = (number: number, use: Use | undefined, loss: number) => {
    if (!use || use.share <= (worst[number]?.share ?? -1) + 1e-9) return
    worst[number] = use
    by[number] = loss
  }
  for (const loss of graph.nodes.keys()) {
    onLoss?.(loss)
    const after = losses.settled(new Set([loss]), true)
    for (const number of after.touchedNodes) hold(number, nodeUse(graph, after.flow, number), loss)
    for (const { node, use } of after.trips) if (node !== undefined) hold(node, use, loss)
  }
  return now.map((use, number) => ({ now: use, worst: worst[number], by: by[number] }))
}

/**
 * Watts that may be added to a node before its worst use is 1, where the addition is spread evenly over three lines (or lies on the
 * one line of a single-phase feed). All of the addition may fall on it, so this is never too much. NaN where its limit is not known.
 */
export function headroom(graph: PowerGraph, loads: PowerLoads, number: number, { worst }: NodeFigures): number {
  const node = graph.nodes[number]
  if (!node || !worst) return Number.NaN
  const lines = node.thing.kind === 'power-feed' && node.thing.phase === 'single' ? 1 : 3
  const left = worst.limit - worst.value
  const spread = worst.by === 'total' ? 1 : lines
  if (worst.unit === 'W') return left * spread
  const voltAmperes = worst.unit === 'VA' ? left * spread : left * spread * node.lineToNeutral
  return voltAmperes * loads.powerFactor
}
