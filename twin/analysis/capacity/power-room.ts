import type { Rack, RackPdu } from '../../model/things.ts'
import { bankHeadroom, headroom, type WorstUses } from '../failover/worst-uses.ts'
import type { Energised } from '../power/energise.ts'
import type { PowerLoads } from '../power/loads.ts'
import type { PowerGraph } from '../power/power-graph.ts'

/** How much more may be drawn, and what allows no more. */
export interface PowerRoom {
  /** Watts, never below 0; NaN where a limit on the way is not known. */
  readonly watts: number
  /** The node that is full first; undefined where the rack's own limit is. */
  readonly node: number | undefined
}

type Side = RackPdu['side']

/** The power chain with the worst uses of its nodes, asked for what racks may still draw. */
export class PowerRooms {
  readonly #headroom: readonly number[]
  readonly #banksBind = new Set<number>()

  constructor(
    private readonly graph: PowerGraph,
    private readonly energised: Energised,
    loads: PowerLoads,
    readonly worst: WorstUses,
  ) {
    this.#headroom = worst.nodes.map((figure, number) => {
      const own = Math.max(0, headroom(graph, loads, number, figure))
      const banks = bankHeadroom(graph, loads, number, worst)
      if (!(banks < own)) return Number.isNaN(banks) ? banks : own
      this.#banksBind.add(number)
      return banks
    })
  }

  /** Whether a rack PDU's banks of outlets, all together, are full before it is. */
  banksBind(number: number): boolean {
    return this.#banksBind.has(number)
  }

  /**
   * What one rack may still draw, spread evenly over lines and corded to both sides, so that no single loss overloads anything. Each
   * side must be able to carry all of it.
   */
  ofRack(rack: Pick<Rack, 'powerLimit'>, pdus: readonly number[], draws: number): PowerRoom {
    let least: PowerRoom = { watts: Number.POSITIVE_INFINITY, node: undefined }
    if (rack.powerLimit !== undefined) least = { watts: Math.max(0, rack.powerLimit - draws), node: undefined }
    for (const side of this.#sides(pdus))
      least = lesser(
        least,
        this.#through(side, () => Number.POSITIVE_INFINITY),
      )
    return pdus.length === 0 ? { watts: Number.NaN, node: undefined } : least
  }

  /** What several racks may draw together, each no more than `rackRoom` says: what they share upstream counts once. */
  ofRacks(racks: readonly { readonly pdus: readonly number[]; readonly room: number }[]): PowerRoom {
    const most = new Map<number, number>()
    const bySide = new Map<Side, number[]>()
    for (const { pdus, room } of racks) {
      for (const side of this.#sides(pdus)) {
        for (const pdu of side) {
          most.set(pdu, room / side.length)
          const name = this.#sideOf(pdu)
          bySide.set(name, [...(bySide.get(name) ?? []), pdu])
        }
      }
    }
    const single = bySide.get('single')
    let least: PowerRoom = { watts: Number.POSITIVE_INFINITY, node: undefined }
    for (const name of ['a', 'b'] as const) {
      const side = bySide.get(name)
      if (side)
        least = lesser(
          least,
          this.#through(side, (pdu) => most.get(pdu) ?? 0),
        )
    }
    if (!single) return bySide.size === 0 ? { watts: Number.NaN, node: undefined } : least
    const alone = this.#through(single, (pdu) => most.get(pdu) ?? 0)
    return bySide.size === 1 ? alone : { watts: least.watts + alone.watts, node: least.node ?? alone.node }
  }

  #sideOf(pdu: number): Side {
    const thing = this.graph.nodes[pdu]?.thing
    return thing?.kind === 'rack-pdu' ? thing.side : 'single'
  }

  #sides(pdus: readonly number[]): readonly (readonly number[])[] {
    const sides = new Map<Side, number[]>()
    for (const pdu of pdus) sides.set(this.#sideOf(pdu), [...(sides.get(this.#sideOf(pdu)) ?? []), pdu])
    return [...sides.values()]
  }

  /** What gets through to these rack PDUs from the sources: of each node no more than its headroom, and than what is below it takes. */
  #through(pdus: readonly number[], most: (pdu: number) => number): PowerRoom {
    const below = new Map<number, Set<number>>()
    const tops = new Set<number>()
    for (const pdu of pdus) {
      let number = pdu
      for (;;) {
        const [above] = this.energised.drawsFrom[number] ?? []
        if (above === undefined) {
          tops.add(number)
          break
        }
        const known = below.get(above)
        below.set(above, known ? known.add(number) : new Set([number]))
        if (known) break
        number = above
      }
    }
    const wanted = new Set(pdus)
    const through = (number: number): Through => {
      let watts = wanted.has(number) ? most(number) : 0
      let arrives = 1
      let fullFirst: Through | undefined
      for (const one of below.get(number) ?? []) {
        const given = through(one)
        watts += given.watts
        arrives = Math.min(arrives, given.arrives * efficiencyOf(this.graph, one))
        if (given.node !== undefined && given.watts < (fullFirst?.watts ?? Number.POSITIVE_INFINITY)) fullFirst = given
      }
      const own = this.#ownRoom(number) * arrives
      return own < watts || Number.isNaN(own)
        ? { watts: own, node: number, arrives }
        : { watts, node: fullFirst?.node, arrives }
    }
    let all: PowerRoom = { watts: 0, node: undefined }
    for (const top of tops) {
      const { watts, node } = through(top)
      all = { watts: all.watts + watts, node: all.node ?? node }
    }
    return all
  }

  /** A grid that says no rating sets no limit; everything else that says none is not known to allow anything. */
  #ownRoom(number: number): number {
    const room = this.#headroom[number] ?? Number.NaN
    return Number.isNaN(room) && this.graph.nodes[number]?.thing.kind === 'utility' ? Number.POSITIVE_INFINITY : room
  }
}

interface Through extends PowerRoom {
  /** Of a watt that a node gives, what arrives at the rack PDU with the most losses on the way. */
  readonly arrives: number
}

function efficiencyOf(graph: PowerGraph, number: number): number {
  const thing = graph.nodes[number]?.thing
  return thing?.kind === 'ups' || thing?.kind === 'transformer' ? (thing.efficiency ?? 1) : 1
}

function lesser(one: PowerRoom, other: PowerRoom): PowerRoom {
  return Number.isNaN(other.watts) || other.watts < one.watts ? other : one
}
