import { Losses, type Settled, type SettledAfter, settledWith } from '../failover/settled.ts'
import { WorstLoads } from '../failover/worst-loads.ts'
import { type NodeFigures, worstUses } from '../failover/worst-uses.ts'
import { ALL_LINES } from '../power/device-table.ts'
import { add } from '../power/flow.ts'
import { apparentOf, LOAD_COLUMNS, WATTS } from '../power/line-loads.ts'
import type { PowerLoads } from '../power/loads.ts'
import type { PowerGraph } from '../power/power-graph.ts'
import { bankUse, greatestUse, type Use } from '../power/use.ts'
import { type Reached, reachOf } from './reach.ts'

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

/** More than there are sources with their columns, so that two make one number. */
const SOURCES_AND_COLUMNS = 2 ** 26

/** What lies beyond rack PDUs, with the greatest share of it. */
interface Above {
  readonly landings: readonly Landing[]
  /** NaN where a limit is not known. */
  readonly fullest: number
}

interface KnownLanding {
  readonly columns: Float64Array
  readonly landing: Landing
}

/** The power chain under its worst loads and what is added to them. What it says is never too little, whatever single thing is lost. */
export class ChainRoom {
  readonly #added: WorstLoads
  /** What racks on the same feeds rest on beyond their rack PDUs, until something is added. */
  readonly #above = new Map<number | string, Above>()
  /** Landings on nodes above, by what would come to each, until something is added there. */
  readonly #known = new Map<number, KnownLanding[]>()
  /** Rack PDUs that something was added to. */
  readonly #loaded = new Set<number>()
  /** Of the device that `#above` is of. */
  #wattsAbove = Number.NaN
  readonly #scratch = new Float64Array(LOAD_COLUMNS)
  readonly #single = new Float64Array(LOAD_COLUMNS)
  readonly #sum = new Float64Array(LOAD_COLUMNS)

  private constructor(
    readonly graph: PowerGraph,
    readonly loads: PowerLoads,
    readonly before: Settled,
    readonly figures: readonly NodeFigures[],
    readonly worst: WorstLoads,
    private readonly lookedUp = {
      reach: new Map<number, readonly Reached[]>(),
      /** Numbers of sources by rack PDU, and by what they are. */
      sources: new Map<number, number>(),
      numbers: new Map<string, number>(),
    },
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
    const { before, figures, graph, loads, lookedUp, outlets, worst } = this
    return new ChainRoom(graph, loads, before, figures, worst, lookedUp, outlets)
  }

  /** What a device with these cords rests on: each node as if all of it came that way. */
  landings(watts: number, cords: readonly NewCord[]): readonly Landing[] {
    const found: Landing[] = []
    for (const cord of cords) found.push(this.#pduLanding(watts, cord))
    found.push(...this.#landingsAbove(watts, cords).landings)
    for (const cord of cords) if (cord.bank >= 0) found.push(this.bankLanding(watts, cord))
    return found
  }

  /** The greatest share of a rack PDU and its bank with a device at this cord; NaN where a limit is not known. */
  fullestAt(watts: number, cord: NewCord): number {
    const landings = [this.#pduLanding(watts, cord)]
    if (cord.bank >= 0) landings.push(this.bankLanding(watts, cord))
    return this.#fullestOf(landings)
  }

  /** The greatest share of what a device with these cords rests on beyond their rack PDUs; NaN where a limit is not known. */
  fullestAbove(watts: number, cords: readonly NewCord[]): number {
    return this.#landingsAbove(watts, cords).fullest
  }

  /** A grid that says no rating sets no limit; of everything else that says none nobody knows what it bears. */
  isUnknown({ node, use }: Landing): boolean {
    return use === undefined && this.graph.nodes[node]?.thing.kind !== 'utility'
  }

  #fullestOf(landings: readonly Landing[]): number {
    let fullest = 0
    for (const landing of landings) {
      if (this.isUnknown(landing)) return Number.NaN
      fullest = Math.max(fullest, landing.use?.share ?? 0)
    }
    return fullest
  }

  #pduLanding(watts: number, { column, pdu }: NewCord): Landing {
    const own = this.#scratch.fill(0)
    add(own, 0, watts, watts / this.loads.powerFactor, column)
    return this.#landing(pdu, own)
  }

  #landingsAbove(watts: number, cords: readonly NewCord[]): Above {
    const key = this.#keyOf(watts, cords)
    const known = this.#above.get(key)
    if (known) return known
    const landings: Landing[] = []
    this.#each(watts, cords, (node, columns) => {
      if (!cords.some(({ pdu }) => pdu === node)) landings.push(this.#knownLanding(node, columns))
    })
    const above = { landings, fullest: this.#fullestOf(landings) }
    this.#above.set(key, above)
    return above
  }

  /** A number for one or two cords, which nearly all have: racks are many, and text takes long to put together. */
  #keyOf(watts: number, cords: readonly NewCord[]): number | string {
    if (watts !== this.#wattsAbove) this.#above.clear()
    this.#wattsAbove = watts
    const [one, other] = cords.map(({ column, pdu }) => this.sourcesOf(pdu) * LOAD_COLUMNS + column + 1)
    if (one === undefined || cords.length > 2)
      return cords.map(({ column, pdu }) => `${this.sourcesOf(pdu)}:${column}`).join(' ')
    return other === undefined ? -one : one * SOURCES_AND_COLUMNS + other
  }

  #knownLanding(node: number, columns: Float64Array): Landing {
    const known = this.#known.get(node) ?? []
    const found = known.find((one) => one.columns.every((value, column) => value === columns[column]))
    if (found) return found.landing
    const landing = this.#landing(node, columns)
    known.push({ columns: columns.slice(), landing })
    this.#known.set(node, known)
    return landing
  }

  #landing(node: number, columns: Float64Array): Landing {
    const from = node * LOAD_COLUMNS
    for (let column = 0; column < LOAD_COLUMNS; column++)
      this.#sum[column] = (this.#added.nodes[from + column] ?? 0) + (columns[column] ?? 0)
    const at = this.graph.nodes[node]
    // What opens already does not get whole again by a load.
    const opened = this.worst.opened.get(node)
    const use = at && greatestUse(at, this.#sum, 0, this.#perVoltAmpere())
    return { node, use: use && opened && opened.share > use.share ? opened : use }
  }

  /**
   * Columns that are greatest after different losses, or with cords on different lines, are more volt-amperes than there are watts to: each
   * line has its watts all the same.
   */
  #perVoltAmpere(): number | undefined {
    const { powerFactor } = this.loads
    return (this.#sum[WATTS] ?? 0) < apparentOf(this.#sum, 0) * powerFactor * (1 - 1e-9) ? powerFactor : undefined
  }

  /** Alike of rack PDUs that rest on the same beyond themselves: those that draw from the same things. */
  sourcesOf(pdu: number): number {
    const { numbers, sources } = this.lookedUp
    const known = sources.get(pdu)
    if (known !== undefined) return known
    const { nodes } = this.graph
    const { alternates = [], primaries = [] } = nodes[pdu] ?? {}
    // What hangs on another rack PDU is like nothing else: that one may be of the same rack.
    const isChained = [...primaries, ...alternates].some((above) => nodes[above]?.thing.kind === 'rack-pdu')
    const name = isChained ? `of ${pdu}` : `${primaries.join()}/${alternates.join()}`
    const number = numbers.get(name) ?? numbers.size
    numbers.set(name, number)
    sources.set(pdu, number)
    return number
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

  /** Something was added to this rack PDU. */
  isLoaded(pdu: number): boolean {
    return this.#loaded.has(pdu)
  }

  /** Takes a device in. What is answered takes it out again; the last that went in goes first. */
  add(watts: number, cords: readonly NewCord[]): () => void {
    const { banks, nodes } = this.#added
    const undo: (() => void)[] = []
    const hold = (into: Float64Array, from: number, to: number) => {
      const before = into.slice(from, to)
      undo.push(() => into.set(before, from))
    }
    this.#above.clear()
    this.#each(watts, cords, (node, columns) => {
      const from = node * LOAD_COLUMNS
      hold(nodes, from, from + LOAD_COLUMNS)
      this.#known.delete(node)
      undo.push(() => this.#known.delete(node))
      if (this.graph.nodes[node]?.thing.kind === 'rack-pdu' && !this.#loaded.has(node)) {
        this.#loaded.add(node)
        undo.push(() => this.#loaded.delete(node))
      }
      for (let column = 0; column < LOAD_COLUMNS; column++)
        nodes[from + column] = (nodes[from + column] ?? 0) + (columns[column] ?? 0)
    })
    for (const { bank } of cords) {
      if (bank < 0) continue
      hold(banks, bank, bank + 1)
      banks[bank] = (banks[bank] ?? 0) + watts / this.loads.powerFactor
    }
    return () => {
      this.#above.clear()
      for (const back of undo.reverse()) back()
    }
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

  #reachOf(pdu: number): readonly Reached[] {
    let reach = this.lookedUp.reach.get(pdu)
    if (!reach) {
      reach = reachOf(this.graph, pdu)
      this.lookedUp.reach.set(pdu, reach)
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

  override settled(...[nodes, batteries, parts, onOpening]: Parameters<Losses['settled']>): SettledAfter {
    const after = super.settled(nodes, batteries, parts, (until) => {
      this.worst.hold(until)
      onOpening?.(until)
    })
    this.worst.hold(after)
    return after
  }
}
