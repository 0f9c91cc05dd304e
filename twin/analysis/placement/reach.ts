import { riseOf } from '../power/flow.ts'
import type { PowerGraph } from '../power/power-graph.ts'

/** A node that a load at a rack PDU may come to rest on. */
export interface Reached {
  readonly node: number
  /** Watts there for a watt at the rack PDU, were all of it to come this way. */
  readonly growth: number
  /** A converter on the way has spread it over all lines. */
  readonly evenly: boolean
}

/**
 * All that may carry a load at this node, itself first: by every primary and every alternate, up to the grid. All of the load is counted
 * on each way, as if the others were lost.
 */
export function reachOf({ nodes }: PowerGraph, from: number): readonly Reached[] {
  const reached = new Map<number, Reached>()
  const onWay = new Set<number>()
  const climb = (node: number, growth: number, evenly: boolean) => {
    const known = reached.get(node)
    // Of two ways the one that keeps a load on its line asks more of that line.
    if (onWay.has(node) || (known && known.growth >= growth && (evenly || !known.evenly))) return
    const one = { node, growth: Math.max(growth, known?.growth ?? 0), evenly: evenly && (known?.evenly ?? true) }
    reached.set(node, one)
    const at = nodes[node]
    if (!at) return
    const rise = riseOf(at.thing)
    onWay.add(node)
    for (const above of [...at.primaries, ...at.alternates]) climb(above, growth * rise.growth, evenly || rise.evenly)
    onWay.delete(node)
  }
  climb(from, 1, false)
  return [...reached.values()]
}
