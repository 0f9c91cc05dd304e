import type { PowerLoads } from '../power/loads.ts'
import type { PowerGraph } from '../power/power-graph.ts'
import { bankUse, bankVolts, nodeUse, type Use } from '../power/use.ts'
import type { Losses, Settled } from './settled.ts'

/** The three figures of a node: what it carries, the most that it carries after any single loss, and how much more it may be. */
export interface NodeFigures {
  readonly now: Use | undefined
  readonly worst: Use | undefined
  /** The loss of which `worst` is, by its node; undefined where none makes it more than now. */
  readonly by: number | undefined
}

/** The figures of all nodes, and of the banks of outlets of rack PDUs, by their numbers. */
export interface WorstUses {
  readonly nodes: readonly NodeFigures[]
  readonly banks: readonly NodeFigures[]
}

/**
 * The worst use of every node and bank over the loss of each node of the chain, one after another: what is right at every level, where adding
 * up both feeds of a rack is not. A protection that opens counts with what opened it.
 *
 * @param onLoss called before each loss with its number, for progress
 */
export function worstUses(
  graph: PowerGraph,
  before: Settled,
  losses: Losses,
  onLoss?: (done: number) => void,
): WorstUses {
  const nodes = new Worst(graph.nodes.map((_, number) => nodeUse(graph, before.flow, number)))
  const banks = new Worst(graph.devices.banks.map((_, number) => bankUse(graph, before.flow, number)))
  for (const loss of graph.nodes.keys()) {
    onLoss?.(loss)
    const after = losses.settled(new Set([loss]), true)
    for (const number of after.touchedNodes) {
      nodes.hold(number, nodeUse(graph, after.flow, number), loss)
      for (const bank of graph.devices.banksOf.get(number) ?? [])
        banks.hold(bank, bankUse(graph, after.flow, bank), loss)
    }
    for (const { node, bank, use } of after.trips) {
      if (node !== undefined) nodes.hold(node, use, loss)
      if (bank !== undefined) banks.hold(bank, use, loss)
    }
  }
  return { nodes: nodes.figures(), banks: banks.figures() }
}

class Worst {
  readonly #worst: (Use | undefined)[]
  readonly #by: (number | undefined)[]

  constructor(private readonly now: readonly (Use | undefined)[]) {
    this.#worst = [...now]
    this.#by = now.map(() => undefined)
  }

  hold(number: number, use: Use | undefined, loss: number): void {
    if (!use || use.share <= (this.#worst[number]?.share ?? -1) + 1e-9) return
    this.#worst[number] = use
    this.#by[number] = loss
  }

  figures(): readonly NodeFigures[] {
    return this.now.map((use, number) => ({ now: use, worst: this.#worst[number], by: this.#by[number] }))
  }
}

/**
 * Watts that may be added to all banks of a rack PDU together before the worst use of each is 1. Infinite where it has no banks or has
 * outlets outside them, NaN where a limit is not known.
 */
export function bankHeadroom(graph: PowerGraph, loads: PowerLoads, number: number, { banks }: WorstUses): number {
  const pdu = graph.nodes[number]?.thing
  const own = graph.devices.banksOf.get(number) ?? []
  if (pdu?.kind !== 'rack-pdu' || own.length === 0) return Number.POSITIVE_INFINITY
  const inBanks = pdu.banks.reduce((sum, { outlets: [first, last] }) => sum + last - first + 1, 0)
  if (inBanks < pdu.outlets) return Number.POSITIVE_INFINITY
  return own.reduce((sum, bank) => {
    const worst = banks[bank]?.worst
    const volts = bankVolts(graph, bank) ?? Number.NaN
    return sum + (worst ? Math.max(0, worst.limit - worst.value) : Number.NaN) * volts * loads.powerFactor
  }, 0)
}
