import { imbalance, LINE_TO_LINE, LINE_TO_NEUTRAL, LOAD_COLUMNS, lineCurrent, neutralCurrent } from './line-loads.ts'
import type { PowerGraph } from './power-graph.ts'

/** What a node carries by line. */
export interface PhaseFigures {
  /** A of L1, L2, L3. */
  readonly amperes: readonly [number, number, number]
  /** A, without harmonics (triplen currents of rectifiers add in it); undefined where all of the load is between lines: a delta has none. */
  readonly neutral: number | undefined
  /** Largest distance of a line from their mean, as a share of the mean (domain.md, 14). */
  readonly imbalance: number
}

/**
 * The lines of a node by what flows; undefined of one line or direct current, where the voltage is not known, and of what has no lines of
 * its own: source, transformer and UPS have a rating in watts or volt-amperes.
 *
 * @param loads columns of all nodes, as `PowerFlow.nodes`
 */
export function phaseFigures({ nodes }: PowerGraph, loads: Float64Array, number: number): PhaseFigures | undefined {
  const node = nodes[number]
  if (!node || Number.isNaN(node.lineToNeutral) || Number.isNaN(node.limit.perLine)) return undefined
  const { thing } = node
  const feed = thing.kind === 'rack-pdu' ? nodes[node.primaries[0] ?? -1]?.thing : thing
  if (feed?.kind === 'power-feed' && (feed.phase !== 'three' || feed.supply !== 'ac')) return undefined
  const at = number * LOAD_COLUMNS
  const ampere = (line: number) => lineCurrent(loads, at, line, node.lineToNeutral)
  const amperes = [ampere(0), ampere(1), ampere(2)] as const
  const between = [0, 1, 2].some((line) => (loads[at + LINE_TO_LINE + line] ?? 0) > 0)
  const own = [0, 1, 2].map((line) => (loads[at + LINE_TO_NEUTRAL + line] ?? 0) / node.lineToNeutral)
  const [a = 0, b = 0, c = 0] = own
  const hasNeutral = !between || own.some((current) => current > 0)
  return { amperes, neutral: hasNeutral ? neutralCurrent(a, b, c) : undefined, imbalance: imbalance(amperes) }
}
