import type { Estate } from '../../../twin/model/estate.ts'
import type { Site, Solar } from '../../../twin/model/things.ts'
import { type EpochMs, epochMs } from '../../../twin/model/units.ts'
import { ChilledWater, type ChillerUnit, chillerUnit } from './chilled-water.ts'
import { CrahUnit, SUPPLY_SETPOINT } from './crah-unit.ts'
import { ItLoad } from './it-load.ts'
import { PduLoad } from './pdu-load.ts'
import { PowerNet } from './power-net.ts'
import { planProbes } from './probe-plan.ts'
import { type ProbeState, probeShare } from './probe-state.ts'
import type { RackAir } from './rack-air.ts'
import type { RoomAir } from './room-air.ts'
import { planRooms } from './room-plan.ts'
import { solarShare, sunHeight } from './sun.ts'
import { type Weather, weatherAt } from './weather.ts'

/** No step is longer: the exchange of air within a room is explicit. */
const LONGEST_STEP_MS = 2000
/** A world that slept longer than this (a laptop's lid) does not catch up; it goes on from now. */
const LONGEST_SLEEP_MS = 120_000
/** °C of the air that comes back in a technical room (assumed). */
const TECHNICAL_RETURN = 25
const SETTLING_SECONDS = 300
/** Devices change their draw this often, and at once when power comes or goes. */
const LOAD_SECONDS = 5

export interface WorldOptions {
  readonly seed: number
  readonly at: EpochMs
}

/** Panels on a roof: their power is used on the site before the utility's. */
export interface SolarField {
  readonly thing: Solar
  readonly site: Site | undefined
  power: number
  wattHours: number
}

/** All rooms, their power and their weather. Time and seed are arguments: the same ones give the same world. */
export class World {
  now: EpochMs
  weather: Weather
  readonly power: PowerNet
  readonly pdus: ReadonlyMap<string, PduLoad>
  readonly it: ItLoad
  readonly crahs: ReadonlyMap<string, CrahUnit>
  readonly chillers: ReadonlyMap<string, ChillerUnit>
  readonly waters: readonly ChilledWater[]
  readonly rooms: readonly RoomAir[]
  readonly probes: ReadonlyMap<string, ProbeState>
  readonly solar: readonly SolarField[]
  readonly #seed: number
  #loadAge = LOAD_SECONDS
  readonly #waterOf = new Map<CrahUnit, ChilledWater>()
  /** Air handlers of rooms without racks: they keep a technical room at its temperature. */
  readonly #elsewhere: readonly CrahUnit[]
  readonly #racks = new Map<string, RackAir>()
  readonly #rackOfDevice: readonly (RackAir | undefined)[]

  constructor(estate: Estate, { seed, at }: WorldOptions) {
    this.#seed = seed
    this.now = epochMs(at - SETTLING_SECONDS * 1000)
    this.weather = weatherAt(this.now, seed)
    this.power = new PowerNet(estate, seed)
    this.pdus = new Map(
      estate.ofKind('rack-pdu').flatMap((thing) => {
        const node = this.power.node(thing.path)
        return node ? [[thing.path, new PduLoad(thing, node, seed)]] : []
      }),
    )
    this.it = new ItLoad(estate, this.pdus, seed)
    this.crahs = new Map(
      estate
        .ofKind('crah')
        // Liquid is not simulated: the heat of liquid-cooled devices goes to the air.
        .filter(({ type }) => type !== 'cdu')
        .map((thing) => [thing.path, new CrahUnit(thing, this.power.node(thing.path))]),
    )
    this.chillers = new Map(
      estate.ofKind('chiller').map((thing) => [thing.path, chillerUnit(thing, this.power.node(thing.path))]),
    )
    this.waters = planWaters([...this.crahs.values()], this.chillers)
    for (const water of this.waters) for (const coil of water.coils) this.#waterOf.set(coil, water)
    this.rooms = planRooms(estate, [...this.crahs.values()], seed)
    const inRooms = new Set(this.rooms.flatMap((room) => room.crahs))
    this.#elsewhere = [...this.crahs.values()].filter((crah) => !inRooms.has(crah))
    const places = { rooms: this.rooms, weather: () => this.weather }
    this.probes = new Map(planProbes(estate, places, seed).map((state) => [state.probe.path, state]))
    this.solar = estate.ofKind('solar').map((thing) => ({ thing, site: siteOf(thing, estate), power: 0, wattHours: 0 }))
    for (const room of this.rooms) {
      for (const aisle of room.aisles) for (const rack of aisle.racks) this.#racks.set(rack.rack.path, rack)
    }
    this.#rackOfDevice = this.it.devices.map((load) => this.#racks.get(load.rack ?? ''))
    this.#settle(at)
  }

  /** The air of a rack, by the rack's path. */
  rackAir(path: string): RackAir | undefined {
    return this.#racks.get(path)
  }

  /** Lives on until `to`, in steps of at most two seconds; after a long sleep it goes on from there without catching up. */
  advance(to: EpochMs): void {
    if (to - this.now > LONGEST_SLEEP_MS) this.now = epochMs(to - LONGEST_STEP_MS)
    while (this.now < to) {
      const step = Math.min(LONGEST_STEP_MS, to - this.now)
      this.now = epochMs(this.now + step)
      this.#step(step / 1000)
    }
  }

  #step(seconds: number): void {
    this.weather = weatherAt(this.now, this.#seed)
    const hasChanged = this.power.energise(this.now, seconds)
    this.#loadAge += seconds
    if (hasChanged || this.#loadAge >= LOAD_SECONDS) this.#load()
    for (const pdu of this.pdus.values()) pdu.carry(seconds)
    for (const room of this.rooms) {
      room.step(this.weather, (crah) => this.#waterOf.get(crah)?.temperature ?? 14, seconds)
    }
    for (const crah of this.#elsewhere)
      crah.step(0, TECHNICAL_RETURN, this.#waterOf.get(crah)?.temperature ?? 14, seconds)
    for (const water of this.waters) {
      water.step(this.weather, seconds)
      water.settle(seconds)
    }
    for (const crah of this.crahs.values()) crah.settle(seconds)
    this.power.carry(seconds)
    this.#shine(seconds)
    const share = probeShare(seconds)
    for (const probe of this.probes.values()) probe.step(this.now, share)
  }

  /** The draw of every device, and what it loads and heats; held until the next time. */
  #load(): void {
    for (const pdu of this.pdus.values()) pdu.begin()
    this.it.step(this.now, this.#loadAge)
    for (const pdu of this.pdus.values()) pdu.settle()
    this.#loadAge = 0
    for (const room of this.rooms) for (const aisle of room.aisles) for (const rack of aisle.racks) rack.watts = 0
    for (const [number, load] of this.it.devices.entries()) {
      const rack = this.#rackOfDevice[number]
      if (rack) rack.watts += load.watts
    }
  }

  #shine(seconds: number): void {
    for (const field of this.solar) {
      const { latitude = 44, longitude = 20.9 } = field.site ?? {}
      const height = sunHeight(this.now, latitude, longitude)
      field.power = field.thing.rating * solarShare(height, this.weather.clearness)
      field.wattHours += (field.power * seconds) / 3600
    }
  }

  /** From a good guess to the state that these loads and this weather lead to; counters begin afterwards where they were. */
  #settle(at: EpochMs): void {
    for (const room of this.rooms) {
      for (const crah of room.crahs) crah.supply = SUPPLY_SETPOINT
    }
    while (this.now < at) {
      this.now = epochMs(Math.min(at, this.now + LONGEST_STEP_MS))
      this.#step(LONGEST_STEP_MS / 1000)
      for (const room of this.rooms) {
        // Walls are slow: they begin where the hot air is.
        room.structure += (room.hot - room.structure) * 0.05
      }
    }
    for (const probe of this.probes.values()) probe.settle()
  }
}

function siteOf(thing: Solar, estate: Estate): Site | undefined {
  const site = estate.find(thing.path.split('/')[0] ?? '')
  return site?.kind === 'site' ? site : undefined
}

/** Units that share a chiller hang on one loop. */
function planWaters(crahs: readonly CrahUnit[], chillers: ReadonlyMap<string, ChillerUnit>): ChilledWater[] {
  const loops: { chillers: Set<ChillerUnit>; coils: CrahUnit[] }[] = []
  for (const crah of crahs) {
    const own = crah.thing.chilledBy.flatMap((path) => chillers.get(path) ?? [])
    const joined = loops.filter((loop) => own.some((chiller) => loop.chillers.has(chiller)))
    const loop = joined[0] ?? { chillers: new Set(), coils: [] }
    for (const other of joined.slice(1)) {
      for (const chiller of other.chillers) loop.chillers.add(chiller)
      loop.coils.push(...other.coils)
      loops.splice(loops.indexOf(other), 1)
    }
    for (const chiller of own) loop.chillers.add(chiller)
    loop.coils.push(crah)
    if (joined.length === 0) loops.push(loop)
  }
  return loops.map((loop) => new ChilledWater([...loop.chillers], loop.coils))
}
