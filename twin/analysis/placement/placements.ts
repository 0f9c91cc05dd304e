import type { Estate } from '../../model/estate.ts'
import { isWithin } from '../../model/path.ts'
import { EstateCooling } from '../cooling/estate-cooling.ts'
import { heatByRack } from '../cooling/heat-split.ts'
import type { LoopCooling } from '../cooling/water-loops.ts'
import { Supports } from '../failover/supports.ts'
import type { PowerLoads } from '../power/loads.ts'
import type { PowerGraph } from '../power/power-graph.ts'
import { FloorLoads } from '../space/floor-load.ts'
import { Alike } from './alike.ts'
import { ChainRoom } from './chain-room.ts'
import { exactCording } from './cording.ts'
import { type Candidate, PlacedState } from './placed-state.ts'
import { PlacementSearch } from './placement-search.ts'
import { rackRoom } from './rack-room.ts'
import type { Corded, Place, PlacementAnswer, PlacementRequest, Unborne } from './request.ts'

/** Watts that something above racks has left, whichever of them takes them. */
export interface SharedRoom {
  readonly code: 'IT capacity' | 'cooling'
  readonly path: string
  readonly left: number
}

/** Answers where devices fit, over one state of the loads. What does not depend on the question is computed once. */
export class Placements {
  readonly #chain: ChainRoom
  readonly #racks: readonly Candidate[]
  readonly #supports: Supports

  /** Computes every single loss, which takes seconds on a large estate. */
  constructor(estate: Estate, graph: PowerGraph, loads: PowerLoads, onLoss?: (done: number, of: number) => void) {
    this.#chain = ChainRoom.of(graph, loads, onLoss)
    this.#supports = new Supports(graph, this.#chain.before.energised)
    const heat = heatByRack(estate, graph.devices, loads.devices)
    const cooling = new EstateCooling(estate, heat)
    const drawsOf = (path: string) => (heat.get(path)?.air ?? 0) + (heat.get(path)?.liquid ?? 0)
    const drawsAt = new Map<string, number>()
    const floors = new FloorLoads(estate)
    const racks = estate.ofKind('rack').map((rack) => rackRoom(estate, floors, graph.at, rack, drawsOf(rack.path)))
    for (const { above, rack } of racks)
      for (const { path } of above) drawsAt.set(path, (drawsAt.get(path) ?? 0) + drawsOf(rack.path))
    const own = new Map<string, readonly SharedRoom[]>()
    const ofLoop = new Map<LoopCooling, SharedRoom>()
    for (const thing of new Set(racks.flatMap(({ above }) => above))) {
      const rooms: SharedRoom[] = []
      if ('itCapacity' in thing && thing.itCapacity !== undefined)
        rooms.push({ code: 'IT capacity', path: thing.path, left: thing.itCapacity - (drawsAt.get(thing.path) ?? 0) })
      const cooled = thing.kind === 'room' ? cooling.of(thing.path) : undefined
      for (const { air, room } of cooled?.zones ?? [])
        if (air) rooms.push({ code: 'cooling', path: room, left: air.free })
      for (const loop of cooled?.loops ?? []) {
        const known = ofLoop.get(loop) ?? { code: 'cooling', path: loop.chillers[0] ?? '', left: loop.free }
        ofLoop.set(loop, known)
        rooms.push(known)
      }
      own.set(thing.path, rooms)
    }
    const alike = new Alike(this.#chain)
    this.#racks = racks.map((room) => ({
      ...room,
      shared: room.above.flatMap(({ path }) => own.get(path) ?? []),
      pduKinds: room.pdus.map((pdu) => alike.pdu(pdu)),
      kind: alike.rack(room.pdus),
    }))
  }

  /** Where devices fit, the best first: what keeps most of its rating free after any single loss. */
  find(request: PlacementRequest): PlacementAnswer {
    const { within } = request
    const racks = within === undefined ? this.#racks : this.#racks.filter(({ rack }) => isWithin(rack.path, within))
    const answer = new PlacementSearch(this.#chain.fresh(), request, racks).run()
    return { ...answer, places: answer.places.map((place) => this.#withCommonSupport(place)) }
  }

  /**
   * The first device that power or cooling does not bear with those before it in place, each in the very outlets that are given; undefined where all are
   * borne. Space, weight, ports and whether outlets are free are not asked.
   * @param watts that each draws
   */
  unborne(watts: number, devices: readonly Corded[]): Unborne | undefined {
    const chain = this.#chain.fresh()
    const each = { count: devices.length, units: 0, watts, feeds: 1, phase: 'single' } as const
    const state = new PlacedState(chain, each)
    for (const { cords, path, rack: within } of devices) {
      const rack = this.#racks.find((one) => one.rack.path === within)
      if (!rack) continue
      const cording = exactCording(chain, watts, cords)
      const no = state.unborne(rack, cording)
      if (no) return { path, ...no }
      state.place(rack, 1, cording)
    }
    return undefined
  }

  /** Two cords that one loss takes away are no redundancy: the place is told with what they rest on. */
  #withCommonSupport(place: Place): Place {
    const { graph } = this.#chain
    if (place.cords.length < 2) return place
    const [first, ...others] = place.cords.map(({ pdu }) => this.#supports.of(graph.at.get(pdu) ?? -1))
    const common = [...(first ?? [])].filter((number) => others.every((other) => other?.has(number)))
    const nearest = common.reduce<number | undefined>((best, number) => {
      return best === undefined || (graph.nodes[number]?.level ?? 0) > (graph.nodes[best]?.level ?? 0) ? number : best
    }, undefined)
    return nearest === undefined ? place : { ...place, restsOn: graph.nodes[nearest]?.thing.path ?? '' }
  }
}
