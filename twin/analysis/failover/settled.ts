import { type ChainState, chainState, type Outage, WorkingState } from '../power/chain-state.ts'
import type { PowerLoads } from '../power/loads.ts'
import type { PowerGraph } from '../power/power-graph.ts'
import { Drain, type Emptied } from './drain.ts'
import { type Draining, type Rest, settle, type Trip } from './settle.ts'

/** What is lost of the nodes and below them: inputs of UPS, banks of outlets, and cords with the path of what they are lost with. */
export type LostParts = Required<Pick<Outage, 'banks' | 'cords' | 'inputs'>>

const NO_PARTS: LostParts = { banks: new Set(), cords: new Map(), inputs: new Set() }

/** Nothing but a bank of outlets. */
export function bankAlone(bank: number): LostParts {
  return { ...NO_PARTS, banks: new Set([bank]) }
}

/** A state of the chain at rest. */
export interface Settled extends ChainState {
  readonly trips: readonly Trip[]
  /** Lost and tripped. */
  readonly out: Outage
}

/** A settled state that was made from another by a loss. */
export interface SettledAfter extends Settled {
  /** Nodes and devices that may differ from the state before. */
  readonly touchedNodes: readonly number[]
  readonly touchedDevices: readonly number[]
  /** Nodes downstream of what is out: what they rest on may differ. */
  readonly changed: readonly number[]
}

/** The chain with these lost, computed from nothing. */
export function settledWith(graph: PowerGraph, loads: PowerLoads, loss: Outage): Settled {
  const all = [...graph.nodes.keys()]
  let state: ChainState | undefined
  const { trips, out } = settle(graph, loss, (outage) => {
    state = chainState(graph, loads, outage)
    return { state, nodes: all }
  })
  return { ...(state ?? chainState(graph, loads, out)), trips, out }
}

/** Losses one after another, each from the same state. */
export class Losses {
  readonly #working: WorkingState
  #ups: readonly number[] | undefined

  constructor(
    private readonly graph: PowerGraph,
    loads: PowerLoads,
    private readonly before: Settled,
  ) {
    this.#working = new WorkingState(graph, loads, before, before.out)
  }

  /**
   * Good until the next loss is asked for: what it holds is changed by that.
   * @param parts banks and cords that are lost too
   * @param onOpening told before each protection that opens, with the chain as it is until then
   */
  settled(
    nodes: ReadonlySet<number>,
    batteries: boolean,
    parts: LostParts = NO_PARTS,
    onOpening?: (until: SettledAfter) => void,
  ): SettledAfter {
    const told = onOpening && ((rest: Rest) => onOpening(this.#after(rest)))
    return this.#after(this.#settle(nodes, batteries, parts, undefined, told))
  }

  /**
   * The same when the last battery is empty, each at its own time.
   * @param onEmpty told of the batteries that become empty, with the chain as it is until then
   */
  drained(
    nodes: ReadonlySet<number>,
    parts: LostParts,
    onEmpty: (until: SettledAfter, emptied: Emptied) => void,
  ): SettledAfter {
    this.#ups ??= [...this.graph.nodes.keys()].filter((number) => this.graph.nodes[number]?.thing.kind === 'ups')
    const drain = new Drain(this.graph, this.#ups)
    const draining = { drain, onEmpty: (rest: Rest, emptied: Emptied) => onEmpty(this.#after(rest), emptied) }
    return this.#after(this.#settle(nodes, true, parts, draining))
  }

  #settle(
    nodes: ReadonlySet<number>,
    batteries: boolean,
    parts: LostParts,
    draining?: Draining,
    onOpening?: (rest: Rest) => void,
  ): Rest {
    const working = this.#working
    const { out: had } = this.before
    const loss = {
      nodes: new Set([...had.nodes, ...nodes]),
      banks: both(had.banks, parts.banks),
      cords: parts.cords,
      inputs: both(had.inputs ?? NO_PARTS.inputs, parts.inputs),
      batteries,
    }
    const become = (outage: Outage) => {
      working.become(outage)
      return { state: working, nodes: working.touched.nodes }
    }
    return settle(this.graph, loss, become, draining, onOpening)
  }

  #after({ out, trips }: Rest): SettledAfter {
    const { changed, energised, flow, touched } = this.#working
    return { energised, flow, trips, out, changed, touchedNodes: touched.nodes, touchedDevices: touched.devices }
  }
}

function both(one: ReadonlySet<number>, other: ReadonlySet<number>): ReadonlySet<number> {
  return other.size > 0 ? new Set([...one, ...other]) : one
}
