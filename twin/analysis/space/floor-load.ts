import type { Estate } from '../../model/estate.ts'
import type { Rack, Room } from '../../model/things.ts'
import { type Clearances, clearanceShares } from './clearance.ts'

/** kg/m² of people and what they push, on the part of the aisles that helps to carry a rack. */
const TRAFFIC = 75
/** kg/m² of the raised floor itself with the cables under it, on all of the area. */
const RAISED_FLOOR = 50
/** Of a rack's mass on one of its four feet: they never bear alike. */
const ON_ONE_FOOT = 1 / 3

/** What a rack lays on the floor, and what the floor bears. Figures that nobody knows are NaN. */
export interface FloorLoad {
  readonly rack: string
  /** Kilograms of the rack and what stands in it, of what is known. */
  readonly mass: number
  /** How many masses nobody knows, the rack's own among them: the figures below are the least that they can be. */
  readonly unknown: number
  /** kg/m² on its foot and its share of the aisles. */
  readonly load: number
  /** kg/m² that its room's floor bears. */
  readonly loadLimit: number
  /** Kilograms on one foot. */
  readonly point: number
  /** Kilograms that a tile of its room bears at one point. */
  readonly pointLimit: number
  /** Kilograms that it may still take by both, of what is known; infinite where neither limit is known. */
  readonly left: number
}

/** The loads of racks on the floors that they stand on. */
export class FloorLoads {
  readonly #rooms = new Map<string, Room | undefined>()
  readonly #clearances = new Map<string, Clearances>()

  constructor(private readonly estate: Estate) {}

  /**
   * IBM's rule for what a machine lays on a floor: its mass, 75 kg/m² of traffic on its share of the aisles, and 50 kg/m² of raised floor
   * on all of it, over its foot and that share, which is half of the clearance before and behind it, 0.76 m at most. A third of the mass is on
   * one foot (Power Systems, "Floor construction and floor loading"). Rack PDUs have no mass in the estate and are not counted.
   */
  of(rack: Rack): FloorLoad {
    const room = this.#roomOf(rack)
    let mass: number = rack.weight ?? 0
    let unknown = rack.weight === undefined ? 1 : 0
    for (const child of this.estate.children(rack.path)) {
      if (child.kind !== 'device') continue
      const weight = this.estate.deviceType(child.type)?.weight
      if (weight === undefined) unknown++
      else mass += weight
    }
    const { width, depth } = rack.placement.size
    const aisles = width * this.#sharesOf(rack, room)
    const area = width * depth + aisles
    const loadLimit = room?.floorLoad ?? Number.NaN
    const pointLimit = room?.pointLoad ?? Number.NaN
    const lefts = [(loadLimit - RAISED_FLOOR) * area - TRAFFIC * aisles - mass, pointLimit / ON_ONE_FOOT - mass].filter(
      (left) => !Number.isNaN(left),
    )
    return {
      ...{ rack: rack.path, mass, unknown, loadLimit, pointLimit },
      load: (mass + TRAFFIC * aisles) / area + RAISED_FLOOR,
      point: mass * ON_ONE_FOOT,
      left: Math.min(Number.POSITIVE_INFINITY, ...lefts),
    }
  }

  #roomOf(rack: Rack): Room | undefined {
    const parent = this.estate.parent(rack)
    const key = parent?.path ?? ''
    if (!this.#rooms.has(key)) {
      let above = parent
      while (above && above.kind !== 'room') above = this.estate.parent(above)
      this.#rooms.set(key, above)
    }
    return this.#rooms.get(key)
  }

  /** Metres before and behind it that help to carry it. */
  #sharesOf(rack: Rack, room: Room | undefined): number {
    const key = room?.path ?? ''
    let clearances = this.#clearances.get(key)
    if (!clearances) {
      const racks = this.estate.ofKind('rack').filter((one) => this.#roomOf(one) === room)
      clearances = clearanceShares(racks, room?.footprint ?? [])
      this.#clearances.set(key, clearances)
    }
    const { front, rear } = clearances(rack)
    return front + rear
  }
}
