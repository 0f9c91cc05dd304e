import type { Estate } from '../../model/estate.ts'
import { isWithin } from '../../model/path.ts'
import type { Crah } from '../../model/things.ts'
import { coolerRoom, roomAround } from './cooler-room.ts'
import { type Heat, heatTogether, NO_HEAT } from './heat-split.ts'
import { type LoopCooling, waterLoops } from './water-loops.ts'
import { freeOf, type ZoneCooling, zoneCooling } from './zone-cooling.ts'

/** The cooling of a place. */
export interface PlaceCooling {
  /** Watts of its zones without the greatest unit of each, air and liquid together. */
  readonly capacity: number
  /** Watts more that units and chillers can take, each zone and each loop without its greatest; at least 0. */
  readonly free: number
  readonly zones: readonly ZoneCooling[]
  /** Loops that its zones hang on, with the heat of all zones on them. */
  readonly loops: readonly LoopCooling[]
}

/** Zones and loops of an estate under one state of the loads. */
export class EstateCooling {
  readonly zones: ReadonlyMap<string, ZoneCooling>
  readonly loops: readonly LoopCooling[]
  /** Cooling units by the room that they blow into. */
  readonly units: ReadonlyMap<string, readonly Crah[]>
  readonly #roomsOf = new Map<LoopCooling, ReadonlySet<string>>()

  constructor(
    private readonly estate: Estate,
    heat: ReadonlyMap<string, Heat>,
  ) {
    const heatOfRoom = new Map<string, Heat>()
    for (const rack of estate.ofKind('rack')) {
      const room = roomAround(estate, rack)?.path ?? ''
      heatOfRoom.set(room, heatTogether(heatOfRoom.get(room) ?? NO_HEAT, heat.get(rack.path) ?? NO_HEAT))
    }
    const units = new Map<string, Crah[]>()
    const roomOf = new Map<Crah, string>()
    for (const crah of estate.ofKind('crah')) {
      const room = coolerRoom(estate, crah)?.path
      if (room === undefined) continue
      units.set(room, [...(units.get(room) ?? []), crah])
      roomOf.set(crah, room)
    }
    this.units = units
    this.zones = new Map(
      [...units].map(([room, crahs]) => [room, zoneCooling(room, crahs, heatOfRoom.get(room) ?? NO_HEAT)]),
    )
    const chillers = new Map(estate.ofKind('chiller').map((chiller) => [chiller.path as string, chiller]))
    this.loops = waterLoops(estate.ofKind('crah'), chillers, (unit) => this.#shareOf(unit, roomOf.get(unit)))
    for (const loop of this.loops) {
      const rooms = loop.units.flatMap((path) => {
        const unit = estate.find(path)
        return unit?.kind === 'crah' ? (roomOf.get(unit) ?? []) : []
      })
      this.#roomsOf.set(loop, new Set(rooms))
    }
  }

  /** Of a place, or of the room of a place that stands in one; undefined where no unit cools it. */
  of(path: string): PlaceCooling | undefined {
    const thing = this.estate.find(path)
    const room = thing && roomAround(this.estate, thing)?.path
    const zones = [...this.zones.values()].filter((zone) => zone.room === room || isWithin(zone.room, path))
    if (zones.length === 0) return undefined
    const loops = this.loops.filter((loop) => zones.some((zone) => this.#roomsOf.get(loop)?.has(zone.room)))
    const capacity = zones.reduce(
      (sum, { air, liquid }) => sum + (air?.withoutGreatest ?? 0) + (liquid?.withoutGreatest ?? 0),
      0,
    )
    return { capacity, free: this.#free(zones, loops), zones, loops }
  }

  /** Whether every load is known that bears on a place: of its zones, and of all zones on its loops. */
  isKnown({ loops, zones }: PlaceCooling): boolean {
    const rooms = new Set([
      ...zones.map(({ room }) => room),
      ...loops.flatMap((loop) => [...(this.#roomsOf.get(loop) ?? [])]),
    ])
    return [...rooms].every((room) => this.zones.get(room)?.unknown === 0)
  }

  /** Zones one by one, what hangs on one loop never more than that has left. A zone on several loops counts with the first. */
  #free(zones: readonly ZoneCooling[], loops: readonly LoopCooling[]): number {
    let free = 0
    const counted = new Set<ZoneCooling>()
    for (const loop of loops) {
      const own = zones.filter((zone) => !counted.has(zone) && this.#roomsOf.get(loop)?.has(zone.room))
      for (const zone of own) counted.add(zone)
      const sum = own.reduce((watts, zone) => watts + freeOf(zone), 0)
      free += Math.min(sum, Math.max(0, loop.free))
    }
    for (const zone of zones) if (!counted.has(zone)) free += freeOf(zone)
    return free
  }

  /** A zone's heat falls to its units of a medium in proportion to what they can take. */
  #shareOf(unit: Crah, room: string | undefined): number {
    const zone = this.zones.get(room ?? '')
    const side = unit.type === 'cdu' ? zone?.liquid : zone?.air
    return side && side.capacity > 0 ? (side.heat * unit.capacity) / side.capacity : 0
  }
}
