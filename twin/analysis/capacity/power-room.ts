import type { RackPdu } from '../../model/things.ts'
import type { Settled } from '../failover/settled.ts'
import { bankHeadroom, type WorstUses } from '../failover/worst-uses.ts'
import { type Reached, reachOf } from '../placement/reach.ts'
import { columnOfOutlet } from '../power/device-table.ts'
import { DEAD } from '../power/energise.ts'
import type { PowerLoads } from '../power/loads.ts'
import type { PowerGraph } from '../power/power-graph.ts'
import { evenShares, lineShares } from './line-shares.ts'

/** How much more may be drawn, and what allows no more. */
export interface PowerRoom {
  /** Watts, never below 0; NaN where a limit on the way is not known. */
  readonly watts: number
  /** What is full first: a node by its number, or a place with a limit of its own by its path. Undefined where nothing limits. */
  readonly full: number | string | undefined
}

/** A place that gives no more than so many watts to what stands in it: a rack, a room, a site. */
export interface OwnLimit {
  readonly path: string
  /** Watts that are left, 0 or more. */
  readonly left: number
}

/** A rack that is asked for room. */
export interface RackAsking {
  readonly pdus: readonly number[]
  /** Its own limit and those of all that it stands in. */
  readonly limits: readonly OwnLimit[]
}

/** Columns of what is left: watts of L1, L2, L3, and of all together. */
const COLUMNS = 4

type Side = RackPdu['side']

/**
 * What may still be drawn without any single loss overloading anything. Room is given rack by rack: of each node that a rack may come to
 * rest on, by every primary and every alternate, and of every place around it as much as all of the addition needs there. What is given is
 * taken off, so that racks together have what they share once. It always fits; an order other than that of the file could give somewhat
 * more where racks share one thing on side A and another on side B.
 */
export class PowerRooms {
  readonly #left: Float64Array
  readonly #banksBind = new Set<number>()
  readonly #reach = new Map<number, readonly Reached[]>()

  constructor(
    private readonly graph: PowerGraph,
    before: Settled,
    loads: PowerLoads,
    readonly worst: WorstUses,
  ) {
    this.#left = new Float64Array(graph.nodes.length * COLUMNS)
    const opened = new Set(
      before.trips.flatMap(({ does, node }) => (does === 'opens' && node !== undefined ? node : [])),
    )
    for (const number of graph.nodes.keys()) {
      const isDead = before.energised.state[number] === DEAD || opened.has(number)
      const left = isDead ? [0, 0, 0, 0] : this.#leftOf(number, loads)
      this.#left.set(left, number * COLUMNS)
    }
  }

  /** Whether a rack PDU's banks of outlets, all together, are full before it is. */
  banksBind(number: number): boolean {
    return this.#banksBind.has(number)
  }

  /** What racks may draw more together. */
  of(racks: readonly RackAsking[]): PowerRoom {
    const given = new Given(this.#left)
    const own = new Map<string, number>()
    const stops = new Map<number | string, number>()
    let all = 0
    for (const { limits, pdus } of racks) {
      if (pdus.length === 0) continue
      let room = this.#ofRack(pdus, given)
      for (const { left, path } of limits) {
        const still = Math.max(0, left - (own.get(path) ?? 0))
        if (still < room.watts) room = { watts: still, full: path, uses: room.uses }
      }
      const { full, uses, watts } = room
      if (Number.isNaN(watts)) return { watts, full }
      all += watts
      if (full !== undefined) stops.set(full, (stops.get(full) ?? 0) + 1)
      for (const { path } of limits) own.set(path, (own.get(path) ?? 0) + watts)
      if (Number.isFinite(watts)) given.take(uses(watts))
    }
    if (racks.every(({ pdus }) => pdus.length === 0)) return { watts: Number.NaN, full: undefined }
    const [full] = [...stops].sort(([, one], [, other]) => other - one)[0] ?? []
    return { watts: all, full }
  }

  /** Each side must be able to carry all of it. */
  #ofRack(pdus: readonly number[], given: Given): RackRoom {
    const sides = this.#sides(pdus).map((side) => this.#ofSide(side, given))
    const least = sides.reduce((one, other) => (Number.isNaN(other.watts) || other.watts < one.watts ? other : one))
    const uses = (watts: number) => together(sides, watts)
    if (!Number.isFinite(least.watts)) return { watts: least.watts, full: least.full, uses }
    // Where sides share a node it may have more than either side brings, and all of the addition at most.
    const { full, share } = given.fit(uses(least.watts))
    return share < 1 ? { watts: least.watts * share, full, uses } : { watts: least.watts, full: least.full, uses }
  }

  /** What the rack PDUs of a side can bring together, one after another. */
  #ofSide(pdus: readonly number[], given: Given): SideRoom {
    const side = given.draft()
    let watts = 0
    let full: number | undefined
    const brings: { readonly pdu: number; readonly watts: number }[] = []
    for (const pdu of pdus) {
      const uses = this.#usesOf(pdu)
      const room = side.room(uses)
      if (Number.isNaN(room.watts)) return { watts: room.watts, full: room.full, brings: [], usesOf: () => [] }
      brings.push({ pdu, watts: room.watts })
      watts += room.watts
      full ??= room.full
      if (Number.isFinite(room.watts)) side.take(uses.map((use) => scaled(use, room.watts)))
    }
    return { watts, full, brings, usesOf: (pdu) => this.#usesOf(pdu) }
  }

  /** What a watt at a rack PDU comes to in every node that may carry it. */
  #usesOf(pdu: number): readonly NodeUse[] {
    const { nodes } = this.graph
    const { thing, primaries = [] } = nodes[pdu] ?? {}
    if (thing?.kind !== 'rack-pdu') return []
    const feed = nodes[primaries[0] ?? -1]
    const isSingle = thing.phase === 'single' || (feed?.thing.kind === 'power-feed' && feed.thing.phase === 'single')
    const own = isSingle ? lineShares(columnOfOutlet(thing, thing.banks[0], feed)) : evenShares()
    return this.#reachOf(pdu).map(({ evenly, growth, node }) => {
      const shares = evenly ? evenShares() : own
      return { node, columns: [shares[0] * growth, shares[1] * growth, shares[2] * growth, growth] }
    })
  }

  #reachOf(pdu: number): readonly Reached[] {
    const known = this.#reach.get(pdu) ?? reachOf(this.graph, pdu)
    this.#reach.set(pdu, known)
    return known
  }

  #sides(pdus: readonly number[]): readonly (readonly number[])[] {
    const sides = new Map<Side, number[]>()
    for (const pdu of pdus) {
      const thing = this.graph.nodes[pdu]?.thing
      const side = thing?.kind === 'rack-pdu' ? thing.side : 'single'
      sides.set(side, [...(sides.get(side) ?? []), pdu])
    }
    return [...sides.values()]
  }

  /**
   * Watts that a node has left on each line and in all, every line as full as its fullest. A grid that says no rating sets no limit; all
   * else that says none is not known to allow anything.
   */
  #leftOf(number: number, loads: PowerLoads): readonly number[] {
    const node = this.graph.nodes[number]
    const worst = this.worst.nodes[number]?.worst
    if (!node || !worst) {
      const isGrid = node?.thing.kind === 'utility'
      return new Array<number>(COLUMNS).fill(isGrid ? Number.POSITIVE_INFINITY : Number.NaN)
    }
    const { perLine, voltAmperes, watts } = node.limit
    const spare = Math.max(0, 1 - worst.share)
    const whole = Number.isNaN(watts) ? voltAmperes * loads.powerFactor : watts
    const line = Number.isNaN(perLine) ? whole / 3 : perLine * node.lineToNeutral * loads.powerFactor
    const total = Number.isNaN(whole) ? Number.POSITIVE_INFINITY : whole * spare
    const banks = bankHeadroom(this.graph, loads, number, this.worst)
    const all = Math.min(total, 3 * line * spare)
    if (banks < all) this.#banksBind.add(number)
    return [line * spare, line * spare, line * spare, Number.isNaN(banks) ? banks : Math.min(total, banks)]
  }
}

interface NodeUse {
  readonly node: number
  /** Watts of L1, L2, L3, and in all. */
  readonly columns: readonly number[]
}

interface SideRoom {
  readonly watts: number
  readonly full: number | undefined
  readonly brings: readonly { readonly pdu: number; readonly watts: number }[]
  usesOf(pdu: number): readonly NodeUse[]
}

interface RackRoom extends PowerRoom {
  /** What nodes come to carry where so many watts are drawn. */
  readonly uses: (watts: number) => readonly NodeUse[]
}

/** What is left of nodes while it is given to one rack after another. */
class Given {
  readonly #taken = new Map<number, Float64Array>()

  constructor(
    private readonly left: Float64Array,
    private readonly before?: Given,
  ) {}

  /** To try in: what is taken from it is not taken from this. */
  draft(): Given {
    return new Given(this.left, this)
  }

  take(uses: readonly NodeUse[]): void {
    for (const { columns, node } of uses) {
      const taken = this.#taken.get(node) ?? new Float64Array(COLUMNS)
      for (let column = 0; column < COLUMNS; column++) taken[column] = (taken[column] ?? 0) + (columns[column] ?? 0)
      this.#taken.set(node, taken)
    }
  }

  /** How often these uses fit, and the node that is full then. */
  room(uses: readonly NodeUse[]): { readonly watts: number; readonly full: number | undefined } {
    let watts = Number.POSITIVE_INFINITY
    let full: number | undefined
    for (const { columns, node } of uses) {
      for (let column = 0; column < COLUMNS; column++) {
        const use = columns[column] ?? 0
        if (!(use > 0)) continue
        const times = this.#still(node, column) / use
        if (Number.isNaN(times)) return { watts: times, full: node }
        if (times < watts) [watts, full] = [times, node]
      }
    }
    return { watts, full }
  }

  /** The share of these uses that fits, 1 at most. */
  fit(uses: readonly NodeUse[]): { readonly share: number; readonly full: number | undefined } {
    const { full, watts } = this.room(uses)
    // Rounding alone makes nothing smaller.
    return watts < 1 - 1e-9 ? { share: watts, full } : { share: 1, full: undefined }
  }

  #still(node: number, column: number): number {
    const left = this.left[node * COLUMNS + column] ?? Number.NaN
    return Number.isFinite(left) ? Math.max(0, left - this.#takenOf(node, column)) : left
  }

  #takenOf(node: number, column: number): number {
    const own = this.#taken.get(node)?.[column] ?? 0
    return this.before ? own + this.before.#takenOf(node, column) : own
  }
}

function scaled({ columns, node }: NodeUse, by: number): NodeUse {
  return { node, columns: columns.map((column) => column * by) }
}

/** What the sides of a rack bring where it draws so many watts: of a node that several bring it to no more than all of it. */
function together(sides: readonly SideRoom[], watts: number): readonly NodeUse[] {
  const sums = new Map<number, number[]>()
  const most = new Map<number, number[]>()
  for (const side of sides) {
    for (const { pdu, watts: brought } of side.brings) {
      const part = Number.isFinite(side.watts) ? (side.watts > 0 ? (brought / side.watts) * watts : 0) : watts
      for (const { columns, node } of side.usesOf(pdu)) {
        const sum = sums.get(node) ?? new Array<number>(COLUMNS).fill(0)
        const whole = most.get(node) ?? new Array<number>(COLUMNS).fill(0)
        for (const [column, use] of columns.entries()) {
          sum[column] = (sum[column] ?? 0) + use * part
          whole[column] = Math.max(whole[column] ?? 0, use * watts)
        }
        sums.set(node, sum)
        most.set(node, whole)
      }
    }
  }
  return [...sums].map(([node, sum]) => ({
    node,
    columns: sum.map((use, column) => Math.min(use, most.get(node)?.[column] ?? use)),
  }))
}
