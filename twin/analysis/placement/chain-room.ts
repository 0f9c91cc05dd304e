import { Losses, type Settled, type SettledAfter, settledWith } from '../failover/settled.ts'
import { WorstLoads } from '../failover/worst-loads.ts'
import { type NodeFigures, worstUses } from '../failover/worst-uses.ts'
import { ALL_LINES } from '../power/device-table.ts'
import { add } from '../power/flow.ts'
import { LOAD_COLUMNS } from '../power/line-loads.ts'
import type { PowerLoads } from '../power/loads.ts'
import type { PowerGraph } from '../power/power-graph.ts'
import { bankUse, greatestUse, type Use } from '../power/use.ts'
import { reachOf } from './reach.ts'

/** A cord of a device that is to come. */
export interface NewCord {
  /** Node of its rack PDU. */
  readonly pdu: number
  /** Number of its bank of outlets, -1 where it goes into none. */
  readonly bank: number
  /** Column of line-loads, or ALL_LINES. */
  readonly column: number
}

/** Outlets of a rack PDU in one bank, or those in none (bank -1), with how many have no cord yet. */
export interface OutletGroup {
  readonly bank: number
  /** Column of line-loads of a cord into it, or ALL_LINES. */
  readonly column: number
  readonly free: number
}

/** A node or bank that new cords come to rest on, and its greatest use over all single losses with them. */
export interface Landing {
  readonly node: number
  readonly bank?: number
  /** Undefined where nobody says its limit; of a grid that is none. */
  readonly use: Use | undefined
}

/** The power chain under its worst loads and what is added to them. What it says is never too little, whatever single thing is lost. */
export class ChainRoom {
  readonly #added: WorstLoads
  readonly #reach = new Map<number, ReturnType<typeof reachOf>>()
  /** What racks on the same feeds rest on beyond their rack PDUs, until something is added. */
  readonly #above = new Map<string, readonly Landing[]>()
  readonly #sources = new Map<number, string>()
  readonly #scratch = new Float64Array(LOAD_COLUMNS)
  readonly #single = new Float64Array(LOAD_COLUMNS)
  readonly #sum = new Float64Array(LOAD_COLUMNS)

  private constructor(
    readonly graph: PowerGraph,
    readonly loads: PowerLoads,
    readonly before: Settled,
    readonly figures: readonly NodeFigures[],
    private readonly worst: WorstLoads,
    /** Outlets of rack PDUs, as they were looked up. */
    readonly outlets = new Map<number, readonly OutletGroup[]>(),
  ) {
    this.#added = worst.copy()
  }

  /** Computes every single loss, which takes seconds on a large estate. */
  static of(graph: PowerGraph, loads: PowerLoads, onLoss?: (done: number, of: number) => void): ChainRoom {
    const before = settledWith(graph, loads, { nodes: new Set(), banks: new Set(), batteries: true })
    const worst = new WorstLoads(graph, before.flow)
    const losses = new HeldLosses(graph, loads, before, worst)
    const figures = worstUses(graph, before, losses, (done) => onLoss?.(done, graph.nodes.length)).nodes
    return new ChainRoom(graph, loads, before, figures, worst)
  }

  /** The same with nothing added. */
  fresh(): ChainRoom {
    const { before, figures, graph, loads, outlets, worst } = this
    const room = new ChainRoom(graph, loads, before, figures, worst, outlets)
    for (const [pdu, reach] of this.#reach) room.#reach.set(pdu, reach)
    for (const [pdu, sources] of this.#sources) room.#sources.set(pdu, sources)
    return room
  }

  /** What a device with these cords rests on: each node as if all of it came that way. */
  landings(watts: number, cords: readonly NewCord[]): readonly Landing[] {
    const found: Landing[] = []
    for (const cord of cords) {
      const own = this.#scratch.fill(0)
      add(own, 0, watts, watts / this.loads.powerFactor, cord.column)
      found.push(this.#landing(cord.pdu, own))
    }
    found.push(...this.#landingsAbove(watts, cords))
    for (const cord of cords) if (cord.bank >= 0) found.push(this.bankLanding(watts, cord))
    return found
  }

  #landingsAbove(watts: number, cords: readonly NewCord[]): readonly Landing[] {
    const key = `${watts} ${cords.map(({ column, pdu }) => `${this.#sourcesOf(pdu)}:${column}`).join(' ')}`
    const known = this.#above.get(key)
    if (known) return known
    const found: Landing[] = []
    this.#each(watts, cords, (node, columns) => {
      if (!cords.some(({ pdu }) => pdu === node)) found.push(this.#landing(node, columns))
    })
    this.#above.set(key, found)
    return found
  }

  #landing(node: number, columns: Float64Array): Landing {
    const from = node * LOAD_COLUMNS
    for (let column = 0; column < LOAD_COLUMNS; column++)
      this.#sum[column] = (this.#added.nodes[from + column] ?? 0) + (columns[column] ?? 0)
    const at = this.graph.nodes[node]
    // What opens already does not get whole again by a load.
    const opened = this.worst.opened.get(node)
    const use = at && greatestUse(at, this.#sum, 0)
    return { node, use: use && opened && opened.share > use.share ? opened : use }
  }

  /** Rack PDUs that draw from the same things rest on the same beyond themselves. */
  #sourcesOf(pdu: number): string {
    let sources = this.#sources.get(pdu)
    if (sources === undefined) {
      const { alternates = [], primaries = [] } = this.graph.nodes[pdu] ?? {}
      sources = `${primaries.join()}/${alternates.join()}`
      this.#sources.set(pdu, sources)
    }
    return sources
  }

  /** The bank of a cord that goes into one. */
  bankLanding(watts: number, { bank, pdu }: NewCord): Landing {
    const added = this.#added
    const before = added.banks[bank] ?? 0
    added.banks[bank] = before + watts / this.loads.powerFactor
    const use = bankUse(this.graph, added, bank)
    added.banks[bank] = before
    const opened = this.worst.openedBanks.get(bank)
    return { node: pdu, bank, use: use && opened && opened.share > use.share ? opened : use }
  }

  /** Takes a device in. */
  add(watts: number, cords: readonly NewCord[]): void {
    this.#above.clear()
    this.#each(watts, cords, (node, columns) => {
      const from = node * LOAD_COLUMNS
      for (let column = 0; column < LOAD_COLUMNS; column++)
        this.#added.nodes[from + column] = (this.#added.nodes[from + column] ?? 0) + (columns[column] ?? 0)
    })
    for (const { bank } of cords)
      if (bank >= 0) this.#added.banks[bank] = (this.#added.banks[bank] ?? 0) + watts / this.loads.powerFactor
  }

  /** Of a node that several cords reach the device counts once: it is not more than all of it. */
  #each(watts: number, cords: readonly NewCord[], visit: (node: number, columns: Float64Array) => void): void {
    const columns = this.#scratch
    for (const [place, { pdu }] of cords.entries()) {
      for (const { node } of this.#reachOf(pdu)) {
        if (place > 0 && cords.slice(0, place).some((cord) => this.#reachOf(cord.pdu).some((one) => one.node === node)))
          continue
        columns.fill(0)
        for (const cord of cords.slice(place)) {
          const reached = this.#reachOf(cord.pdu).find((one) => one.node === node)
          if (!reached) continue
          const there = watts * reached.growth
          const one = this.#single.fill(0)
          add(one, 0, there, there / this.loads.powerFactor, reached.evenly ? ALL_LINES : cord.column)
          for (let column = 0; column < LOAD_COLUMNS; column++)
            columns[column] = Math.max(columns[column] ?? 0, one[column] ?? 0)
        }
        visit(node, columns)
      }
    }
  }

  #reachOf(pdu: number): ReturnType<typeof reachOf> {
    let reach = this.#reach.get(pdu)
    if (!reach) {
      reach = reachOf(this.graph, pdu)
      this.#reach.set(pdu, reach)
    }
    return reach
  }
}

/** Shows every state that is asked for to the worst loads. */
class HeldLosses extends Losses {
  constructor(
    graph: PowerGraph,
    loads: PowerLoads,
    before: Settled,
    private readonly worst: WorstLoads,
  ) {
    super(graph, loads, before)
  }

  override settled(nodes: ReadonlySet<number>, batteries: boolean): SettledAfter {
    const after = super.settled(nodes, batteries)
    this.worst.hold(after)
    return after
  }
}
