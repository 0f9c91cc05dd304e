import type { PlacedBank } from './device-table.ts'
import type { PowerFlow } from './flow.ts'
import { apparentOf, type Columns, columnOf, LOAD_COLUMNS, lineCurrent, UNKNOWN, WATTS } from './line-loads.ts'
import type { PowerGraph, PowerNode } from './power-graph.ts'

/** How much of what may flow without end flows: 1 is full. */
export interface Use {
  readonly share: number
  /** What is nearest to its limit: a line, or the whole. */
  readonly by: 'l1' | 'l2' | 'l3' | 'total'
  readonly value: number
  readonly limit: number
  readonly unit: 'A' | 'W' | 'VA'
  /** Loads that nobody knows rest on it: the share is the least it can be. */
  readonly atLeast: boolean
}

const LINES = ['l1', 'l2', 'l3'] as const

/**
 * Every limit of a node, the worst of them; undefined where nobody says a limit. The whole can pass while one line does not.
 * @param perVoltAmpere watts of each volt-ampere of a line; as of the whole where left out
 */
export function greatestUse(
  { limit, lineToNeutral }: PowerNode,
  loads: Columns,
  at: number,
  perVoltAmpere?: number,
): Use | undefined {
  const atLeast = (loads[at + UNKNOWN] ?? 0) > 0
  let worst: Use | undefined
  const hold = (by: Use['by'], value: number, most: number, unit: Use['unit']) => {
    const share = value / most
    if (share > (worst?.share ?? -1)) worst = { share, by, value, limit: most, unit, atLeast }
  }
  const apparent = apparentOf(loads, at)
  const perWatt = perVoltAmpere ?? (apparent === 0 ? 0 : (loads[at + WATTS] ?? 0) / apparent)
  for (const [line, by] of LINES.entries()) {
    hold(by, lineCurrent(loads, at, line, lineToNeutral), limit.perLine, 'A')
    // A machine's windings and converters carry a third of its rating each.
    if (Number.isNaN(limit.perLine)) {
      const onLine = lineCurrent(loads, at, line, 1)
      hold(by, onLine * perWatt, limit.watts / 3, 'W')
      hold(by, onLine, limit.voltAmperes / 3, 'VA')
    }
  }
  hold('total', loads[at + WATTS] ?? 0, limit.watts, 'W')
  hold('total', apparent, limit.voltAmperes, 'VA')
  return worst
}

/** Amperes of the line that carries most. NaN where the voltage is not known. */
export function greatestLineCurrent({ nodes }: PowerGraph, flow: PowerFlow, number: number): number {
  const volts = nodes[number]?.lineToNeutral ?? Number.NaN
  return Math.max(...LINES.map((_, line) => lineCurrent(flow.nodes, number * LOAD_COLUMNS, line, volts)))
}

/** The use of a node by its number. */
export function nodeUse(graph: PowerGraph, flow: PowerFlow, number: number): Use | undefined {
  const node = graph.nodes[number]
  return node && greatestUse(node, flow.nodes, number * LOAD_COLUMNS)
}

/** The current of a bank against its breaker, derated as its feed is. */
export function bankUse(
  graph: PowerGraph,
  flow: { readonly banks: Columns; readonly banksUnknown: Columns },
  number: number,
): Use | undefined {
  const placed = graph.devices.banks[number]
  const amperes = bankCurrent(graph, flow, number)
  if (!placed || amperes === undefined) return undefined
  const limit = placed.bank.breaker * deratingOf(graph, placed)
  const by = placed.bank.lines === 'l2' || placed.bank.lines === 'l3' ? placed.bank.lines : 'l1'
  return { share: amperes / limit, by, value: amperes, limit, unit: 'A', atLeast: (flow.banksUnknown[number] ?? 0) > 0 }
}

/** Amperes of a bank; undefined where the voltage is not known. */
export function bankCurrent(graph: PowerGraph, flow: { readonly banks: Columns }, number: number): number | undefined {
  const volts = bankVolts(graph, number)
  return volts === undefined ? undefined : (flow.banks[number] ?? 0) / volts
}

/** Volts between what a bank is connected to; undefined where nobody says them. */
export function bankVolts(graph: PowerGraph, number: number): number | undefined {
  const placed = graph.devices.banks[number]
  const node = placed && graph.nodes[placed.pdu]
  if (!node || Number.isNaN(node.lineToNeutral)) return undefined
  const between = columnOf(placed.bank.lines) > columnOf('l3') || isDelta(graph, placed)
  return between ? node.lineToNeutral * Math.sqrt(3) : node.lineToNeutral
}

function feedOf({ nodes }: PowerGraph, { pdu }: PlacedBank) {
  const above = nodes[nodes[pdu]?.primaries[0] ?? -1]?.thing
  return above?.kind === 'power-feed' ? above : undefined
}

function isDelta(graph: PowerGraph, placed: PlacedBank): boolean {
  return feedOf(graph, placed)?.wiring === 'delta'
}

/** Where no feed says it, the strictest of the field (NEC 210.20, 0.8). */
function deratingOf(graph: PowerGraph, placed: PlacedBank): number {
  return feedOf(graph, placed)?.derating ?? 0.8
}
