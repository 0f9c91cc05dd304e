import type { PowerFlow } from '../power/flow.ts'
import { LOAD_COLUMNS } from '../power/line-loads.ts'
import type { PowerGraph } from '../power/power-graph.ts'
import type { Use } from '../power/use.ts'
import type { SettledAfter } from './settled.ts'

/**
 * The most that each node and bank carries, column by column, over all losses that it was shown. Every use grows with every column, so
 * what is within its limits under these loads is so after each of the losses.
 */
export class WorstLoads {
  readonly nodes: Float64Array
  readonly banks: Float64Array
  readonly banksUnknown: Uint16Array
  /** What opened, with what opened it: it carries nothing afterwards. */
  readonly opened = new Map<number, Use>()
  readonly openedBanks = new Map<number, Use>()

  /** @param before what flows with nothing lost */
  constructor(
    private readonly graph: PowerGraph,
    before: Pick<PowerFlow, 'nodes' | 'banks' | 'banksUnknown'>,
  ) {
    this.nodes = before.nodes.slice()
    this.banks = before.banks.slice()
    this.banksUnknown = before.banksUnknown.slice()
  }

  /** The same loads, to be changed apart from these. */
  copy(): WorstLoads {
    return new WorstLoads(this.graph, this)
  }

  hold({ flow, touchedNodes, trips }: SettledAfter): void {
    for (const { node, bank, use } of trips) {
      if (node !== undefined) keepWorse(this.opened, node, use)
      if (bank !== undefined) keepWorse(this.openedBanks, bank, use)
    }
    for (const number of touchedNodes) {
      const end = (number + 1) * LOAD_COLUMNS
      for (let at = number * LOAD_COLUMNS; at < end; at++) {
        this.nodes[at] = Math.max(this.nodes[at] ?? 0, flow.nodes[at] ?? 0)
      }
      for (const bank of this.graph.devices.banksOf.get(number) ?? []) {
        this.banks[bank] = Math.max(this.banks[bank] ?? 0, flow.banks[bank] ?? 0)
        this.banksUnknown[bank] = Math.max(this.banksUnknown[bank] ?? 0, flow.banksUnknown[bank] ?? 0)
      }
    }
  }
}

function keepWorse(into: Map<number, Use>, number: number, use: Use): void {
  if (use.share > (into.get(number)?.share ?? 0)) into.set(number, use)
}
