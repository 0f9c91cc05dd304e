import type { Estate } from '../../model/estate.ts'
import { isWithin } from '../../model/path.ts'
import type { Device, Rack, Thing } from '../../model/things.ts'
import { EstateCooling, type PlaceCooling } from '../cooling/estate-cooling.ts'
import { heatByRack } from '../cooling/heat-split.ts'
import { Losses, settledWith } from '../failover/settled.ts'
import { type NodeFigures, pathOfLoss, worstUses } from '../failover/worst-uses.ts'
import type { PowerLoads } from '../power/loads.ts'
import type { PowerGraph } from '../power/power-graph.ts'
import type { Use } from '../power/use.ts'
import { type FloorLoad, FloorLoads } from '../space/floor-load.ts'
import { type NetworkPorts, placePorts, rackPorts } from '../space/network-ports.ts'
import { type PlaceFloor, placeFloor } from '../space/place-floor.ts'
import { type CountedSpace, countSpace, type PlaceSpace, placeSpace } from '../space/place-space.ts'
import { type OwnLimit, type PowerRoom, PowerRooms } from './power-room.ts'

/** A sum of which parts may not be known: then it is the least that it can be. */
export interface Sum {
  readonly value: number
  /** How many parts nobody knows. */
  readonly unknown: number
}

export interface Capacity {
  readonly path: string
  readonly kind: Thing['kind']
  readonly racks: number
  readonly space: PlaceSpace
  /** Kilograms; of the limit, `unknown` is the number of racks that say none. */
  readonly weight: { readonly used: Sum; readonly limit: Sum }
  /** What the racks lay on the floor that they stand on. */
  readonly floor: PlaceFloor
  readonly ports: NetworkPorts
  readonly power: {
    readonly draws: Sum
    /** Watts that may still be drawn without any single loss overloading anything. NaN where a limit is not known. */
    readonly free: number
    /** Loads that nobody knows rest there too: it is less by what they draw. */
    readonly atMost: boolean
    /** What allows no more in most of the racks, with its three figures; a place by its own limit has none. Undefined where nothing limits. */
    readonly full:
      | {
          readonly path: string
          /** All banks of its outlets together are full before it is: the figures are its own. */
          readonly banks?: true
          readonly now?: Use
          readonly worst?: Use
          readonly by?: string
        }
      | undefined
  }
  /** Of its zones without the greatest unit of each, and of their chillers without the greatest; undefined where no unit cools it. */
  readonly cooling: PlaceCooling | undefined
  /** What is used up first when more of what stands here comes. */
  readonly binding: 'space' | 'weight' | 'power' | 'cooling' | 'unknown'
  /** What cannot be used because something else is used up first, at the watts and kilograms a unit of what stands here. */
  readonly stranded: {
    readonly watts: number
    readonly units: number
    /** Watts of cooling; absent where no unit cools the place. */
    readonly cooling?: number
  }
}

interface RackCount {
  readonly rack: Rack
  readonly pdus: readonly number[]
  readonly space: CountedSpace
  readonly draws: Sum
  readonly weight: Sum
  readonly ports: NetworkPorts
  readonly floor: FloorLoad
  readonly limits: readonly OwnLimit[]
}

/** What is used and left of an estate, at every place in it. Declared loads until others are given. */
export class Capacities {
  readonly #rooms: PowerRooms
  readonly #draws: Map<string, Sum>
  readonly #floors: FloorLoads
  /** Watts that places with an IT capacity of their own have left; less than none where they are beyond it. */
  readonly #leftOf = new Map<string, number>()
  /** Of a rack: every place that it stands in counts it too. */
  readonly #counts = new Map<string, RackCount>()
  /** What cools it, under the same loads. */
  readonly cooling: EstateCooling

  constructor(
    private readonly estate: Estate,
    private readonly graph: PowerGraph,
    loads: PowerLoads,
    onLoss?: (done: number, of: number) => void,
  ) {
    const before = settledWith(graph, loads, { nodes: new Set(), banks: new Set(), batteries: true })
    const losses = new Losses(graph, loads, before)
    const worst = worstUses(graph, before, losses, (done) => onLoss?.(done, graph.nodes.length))
    this.#rooms = new PowerRooms(graph, before, loads, worst)
    this.#draws = new Map()
    this.#floors = new FloorLoads(estate)
    for (const [number, device] of graph.devices.devices.entries()) {
      const rack = estate.parent(device)?.path ?? ''
      const watts = loads.devices[number] ?? Number.NaN
      this.#draws.set(rack, plus(this.#draws.get(rack) ?? NOTHING, watts))
    }
    for (const [path, { value }] of this.#draws) {
      for (const { itCapacity, path: holder } of this.#holdersOf(path))
        this.#leftOf.set(holder, (this.#leftOf.get(holder) ?? itCapacity) - value)
    }
    this.cooling = new EstateCooling(estate, heatByRack(estate, graph.devices, loads.devices))
  }

  /** The three figures of each node of the graph. */
  get figures(): readonly NodeFigures[] {
    return this.#rooms.worst.nodes
  }

  /** The three figures of each bank of outlets of the graph. */
  get bankFigures(): readonly NodeFigures[] {
    return this.#rooms.worst.banks
  }

  /** A rack, or anything that holds racks. */
  of(thing: Thing): Capacity {
    const racks = this.#racksIn(thing)
    const counts = racks.map((rack) => this.#count(rack))
    const room = this.#rooms.of(counts)
    const draws = counts.reduce((sum, count) => together(sum, count.draws), NOTHING)
    const free = room.watts
    const space = placeSpace(counts.map((count) => count.space))
    const used = counts.reduce((sum, count) => together(sum, count.weight), NOTHING)
    const limit = racks.reduce((sum, rack) => plus(sum, rack.weightLimit ?? Number.NaN), NOTHING)
    const cooling = this.cooling.of(thing.path)
    return {
      path: thing.path,
      kind: thing.kind,
      racks: racks.length,
      space,
      weight: { used, limit },
      floor: placeFloor(counts.map((count) => count.floor)),
      ports: placePorts(counts.map((count) => count.ports)),
      power: { draws, free, full: this.#fullAt(room.full), atMost: this.#isAtMost(room, draws) },
      cooling,
      ...bindingOf(space, draws, used, kilogramsLeft(counts), free, cooling?.free),
    }
  }

  #racksIn(thing: Thing): readonly Rack[] {
    if (thing.kind === 'rack') return [thing]
    return this.estate.ofKind('rack').filter(({ path }) => isWithin(path, thing.path))
  }

  #count(rack: Rack): RackCount {
    const known = this.#counts.get(rack.path)
    if (known) return known
    const count = this.#counted(rack)
    this.#counts.set(rack.path, count)
    return count
  }

  #counted(rack: Rack): RackCount {
    const inside = this.estate.children(rack.path)
    const devices = inside.filter((child): child is Device => child.kind === 'device')
    const pdus = inside.flatMap(({ kind, path }) => (kind === 'rack-pdu' ? [this.graph.at.get(path) ?? -1] : []))
    const typeOf = (slug: string) => this.estate.deviceType(slug)
    let weight = NOTHING
    for (const device of devices) weight = plus(weight, typeOf(device.type)?.weight ?? Number.NaN)
    const draws = this.#draws.get(rack.path) ?? NOTHING
    return {
      rack,
      pdus,
      space: countSpace(rack, inside, typeOf),
      draws,
      weight,
      ports: rackPorts(devices, typeOf),
      floor: this.#floors.of(rack),
      limits: this.#limitsOf(rack, draws),
    }
  }

  /** The rack's own limit, and those of all that it stands in. */
  #limitsOf(rack: Rack, draws: Sum): readonly OwnLimit[] {
    const around = this.#holdersOf(rack.path).map(({ itCapacity, path }) => {
      return { path, left: Math.max(0, this.#leftOf.get(path) ?? itCapacity) }
    })
    const { path, powerLimit } = rack
    return powerLimit === undefined ? around : [{ path, left: Math.max(0, powerLimit - draws.value) }, ...around]
  }

  /** What a thing stands in that says an IT capacity. */
  #holdersOf(path: string): readonly { readonly path: string; readonly itCapacity: number }[] {
    const thing = this.estate.find(path)
    const found: { readonly path: string; readonly itCapacity: number }[] = []
    for (let above = thing && this.estate.parent(thing); above; above = this.estate.parent(above))
      if ('itCapacity' in above && above.itCapacity !== undefined)
        found.push({ path: above.path, itCapacity: above.itCapacity })
    return found
  }

  /** Loads that nobody knows stand there, or rest on what is full first: there is less. */
  #isAtMost({ full }: PowerRoom, { unknown }: Sum): boolean {
    return unknown > 0 || (typeof full === 'number' && (this.figures[full]?.worst?.atLeast ?? false))
  }

  #fullAt(number: PowerRoom['full']): Capacity['power']['full'] {
    if (number === undefined) return undefined
    if (typeof number === 'string') return { path: number }
    const figures = this.figures[number]
    const by = pathOfLoss(this.graph, figures?.by)
    return {
      path: this.graph.nodes[number]?.thing.path ?? '',
      ...(this.#rooms.banksBind(number) && { banks: true as const }),
      ...(figures?.now && { now: figures.now }),
      ...(figures?.worst && { worst: figures.worst }),
      ...(by !== undefined && { by }),
    }
  }
}

const NO_BOUND = Number.POSITIVE_INFINITY
const NOTHING: Sum = { value: 0, unknown: 0 }

function plus({ value, unknown }: Sum, more: number): Sum {
  return Number.isNaN(more) ? { value, unknown: unknown + 1 } : { value: value + more, unknown }
}

function together(one: Sum, other: Sum): Sum {
  return { value: one.value + other.value, unknown: one.unknown + other.unknown }
}

/** Kilograms that may come, by the racks' own limits and by their floors; NaN where of some rack neither is known. */
function kilogramsLeft(counts: readonly RackCount[]): number {
  return counts.reduce((sum, { floor, rack, weight }) => {
    const lefts = [
      ...(rack.weightLimit === undefined || weight.unknown > 0 ? [] : [rack.weightLimit - weight.value]),
      ...(floor.left === NO_BOUND || floor.unknown > 0 ? [] : [floor.left]),
    ]
    return sum + (lefts.length === 0 ? Number.NaN : Math.max(0, Math.min(...lefts)))
  }, 0)
}

/** How many more units of what stands here each limit admits; the least binds, and what the others would still give is stranded. */
function bindingOf(
  space: Capacity['space'],
  draws: Sum,
  weight: Sum,
  kilograms: number,
  power: number,
  cooling: number | undefined,
): Pick<Capacity, 'binding' | 'stranded'> {
  const perUnit = draws.value / space.taken
  if (!(perUnit > 0) || Number.isNaN(power)) return { binding: 'unknown', stranded: { watts: 0, units: 0 } }
  const admits = [
    ['space', space.free],
    ['power', power / perUnit],
    ...(cooling === undefined ? [] : ([['cooling', cooling / perUnit]] as const)),
    ...(Number.isNaN(kilograms) || weight.unknown > 0 || weight.value === 0
      ? []
      : ([['weight', kilograms / (weight.value / space.taken)]] as const)),
  ] as const
  const [binding, units] = admits.reduce((least, one) => (one[1] < least[1] ? one : least))
  const beyond = (left: number) => Math.max(0, left - units * perUnit)
  return {
    binding,
    stranded: {
      watts: beyond(power),
      units: Math.max(0, space.free - units),
      ...(cooling !== undefined && { cooling: beyond(cooling) }),
    },
  }
}
