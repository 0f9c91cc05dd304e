import type { PowerLoads } from '../power/loads.ts'
import type { PowerGraph } from '../power/power-graph.ts'
import { bankUse, bankVolts, nodeUse, type Use } from '../power/use.ts'
import { bankAlone, type Losses, type Settled, type SettledAfter } from './settled.ts'

/** A loss: a node, or a bank of outlets of that rack PDU. */
export interface SingleLoss {
  readonly node: number
  readonly bank?: number
}

/** The three figures of a node: what it carries, the most that it carries after any single loss, and how much more it may be. */
export interface NodeFigures {
  readonly now: Use | undefined
  readonly worst: Use | undefined
  /** The loss of which `worst` is; undefined where none makes it more than now. */
  readonly by: SingleLoss | undefined
}

/** The figures of all nodes, and of the banks of outlets of rack PDUs, by their numbers. */
export interface WorstUses {
  readonly nodes: readonly NodeFigures[]
  readonly banks: readonly NodeFigures[]
}

/** As `failingPart` names it; undefined of none. */
export function pathOfLoss({ devices, nodes }: PowerGraph, loss: SingleLoss | undefined): string | undefined {
  const path = loss && nodes[loss.node]?.thing.path
  const bank = devices.banks[loss?.bank ?? -1]?.bank.name
  return bank === undefined ? path : `${path}/${bank}`
}

/**
 * The worst use of every node and bank over the loss of each node of the chain and of each bank of outlets, one after another: what is right at
 * every level, where adding up both feeds of a rack is not. What a loss brings before a protection opens counts as what comes to rest
 * after it does, so that no use is less because it was too much.
 *
 * @param onLoss called before the loss of each node with its number, for progress
 */
export function worstUses(
  graph: PowerGraph,
  before: Settled,
  losses: Losses,
  onLoss?: (done: number) => void,
): WorstUses {
  const nodes = new Worst(graph.nodes.map((_, number) => nodeUse(graph, before.flow, number)))
  const banks = new Worst(graph.devices.banks.map((_, number) => bankUse(graph, before.flow, number)))
  const hold = (after: SettledAfter, loss: SingleLoss) => {
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
  const lose = (loss: SingleLoss) => {
    const [lost, parts] = loss.bank === undefined ? [new Set([loss.node])] : [NONE, bankAlone(loss.bank)]
    hold(
      losses.settled(lost, true, parts, (until) => hold(until, loss)),
      loss,
    )
  }
  for (const node of graph.nodes.keys()) {
    onLoss?.(node)
    lose({ node })
  }
  for (const [node, own] of graph.devices.banksOf) {
    if (isMoreThanWhole(graph, node)) for (const bank of own) lose({ node, bank })
  }
  return { nodes: nodes.figures(), banks: banks.figures() }
}

const NONE: ReadonlySet<number> = new Set()

/**
 * Whether the loss of one of its banks can bring more to something than the loss of the whole rack PDU: where a device has cords in two of its
 * banks, or stops with all of its cords there, and so takes its load off elsewhere.
 */
function isMoreThanWhole({ devices }: PowerGraph, pdu: number): boolean {
  const { cordBank, cordDevice, cordsOf, firstCord, needed } = devices
  const here = new Map<number, number[]>()
  for (const cord of cordsOf.get(pdu) ?? []) {
    const device = cordDevice[cord] ?? -1
    here.set(device, [...(here.get(device) ?? []), cordBank[cord] ?? -1])
  }
  return [...here].some(([device, banks]) => {
    const elsewhere = (firstCord[device + 1] ?? 0) - (firstCord[device] ?? 0) - banks.length
    return new Set(banks).size > 1 || (elsewhere > 0 && elsewhere < (needed[device] ?? 1))
  })
}

class Worst {
  readonly #worst: (Use | undefined)[]
  readonly #by: (SingleLoss | undefined)[]

  constructor(private readonly now: readonly (Use | undefined)[]) {
    this.#worst = [...now]
    this.#by = now.map(() => undefined)
  }

  hold(number: number, use: Use | undefined, loss: SingleLoss): void {
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
