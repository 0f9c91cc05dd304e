import type { Point2 } from '../../../twin/model/geometry.ts'
import type { Room } from '../../../twin/model/things.ts'
import { AIR_HEAT, humidityRatio, saturationPressure } from './air.ts'
import type { CrahUnit } from './crah-unit.ts'
import { RACK_HEAT, type RackAir } from './rack-air.ts'
import type { Weather } from './weather.ts'

/** A cold aisle: the air in front of the racks that face it. */
export interface ColdAisle {
  readonly racks: readonly RackAir[]
  readonly centre: Point2
  temperature: number
  /** m³/s that its racks draw from the aisle itself. */
  need: number
  supplied: number
  /** Σ of supplied flow × its temperature. */
  suppliedHeat: number
  recirculated: number
  bypassed: number
}

/** Assumed: leakage past the racks, fresh air, heat stored, reach of a unit under a raised floor. */
const BYPASS_SHARE = 0.05
const SUPPLY_MARGIN = 1.08
const REACH_METRES = 9
const ENVELOPE_PER_M2 = 0.35
const STRUCTURE_PER_M2 = 350_000
const STRUCTURE_COUPLING_PER_M2 = 6
/** Air carries its fittings' heat along (cables, tiles, containment): two and a half times its own capacity. */
const AIR_MASS_FACTOR = 2.5
const FRESH_AIR_CHANGES = 0.05 / 3600
const LEAST_DEW_RATIO = humidityRatio(5.5, 100)

/** The air and the walls of one room. One step conserves heat exactly: what leaves one part enters another or is counted. */
export class RoomAir {
  readonly room: Room
  readonly aisles: readonly ColdAisle[]
  readonly crahs: readonly CrahUnit[]
  readonly area: number
  hot = 32
  structure = 28
  humidityRatio = humidityRatio(21, 45)
  /** Through the envelope into the room, W. */
  envelopeHeat = 0
  /** Set by an open door of the room. */
  isDoorOpen = false
  readonly #hotHeat: number
  readonly #aisleHeat: number
  readonly #reach: Float64Array[]

  constructor(room: Room, aisles: readonly ColdAisle[], crahs: readonly CrahUnit[]) {
    this.room = room
    this.aisles = aisles
    this.crahs = crahs
    this.area = Math.max(20, polygonArea(room.footprint))
    const airHeat = this.area * room.height * AIR_HEAT * AIR_MASS_FACTOR
    const rated = crahs.reduce((sum, crah) => sum + crah.thing.airflow, 0)
    // At least eight seconds of air: the exchange with the aisles is explicit and must stay stable in dense rooms.
    this.#hotHeat = Math.max(airHeat * 0.6, 8 * AIR_HEAT * rated)
    this.#aisleHeat = (airHeat * 0.4) / Math.max(1, aisles.length)
    this.#reach = crahs.map((crah) => reachOf(crah, aisles))
  }

  get heatOfRacks(): number {
    let watts = 0
    for (const aisle of this.aisles) for (const rack of aisle.racks) watts += rack.watts
    return watts
  }

  get meanCold(): number {
    let sum = 0
    for (const aisle of this.aisles) sum += aisle.temperature
    return this.aisles.length > 0 ? sum / this.aisles.length : this.hot
  }

  /** Heat in air, racks and structure above 0 °C, J. */
  get storedHeat(): number {
    let heat = this.#hotHeat * this.hot + STRUCTURE_PER_M2 * this.area * this.structure
    for (const aisle of this.aisles) {
      heat += this.#aisleHeat * aisle.temperature
      for (const rack of aisle.racks) heat += RACK_HEAT * rack.exhaust
    }
    return heat
  }

  /** W/K between the room's structure and the weather. */
  get envelopeConductance(): number {
    return this.area * ENVELOPE_PER_M2 + (this.isDoorOpen ? 400 : 0)
  }

  step(weather: Weather, waterAt: (crah: CrahUnit) => number, seconds: number): void {
    const need = this.#breathe()
    this.#cool(need, waterAt, seconds)
    const supplied = this.#distribute(need)
    this.#mix(supplied, weather, seconds)
    this.#dampen(weather, seconds)
  }

  #breathe(): number {
    let total = 0
    for (const aisle of this.aisles) {
      aisle.need = 0
      for (const rack of aisle.racks) {
        rack.breathe()
        aisle.need += (1 - rack.share) * rack.airflow
      }
      total += aisle.need
    }
    return total
  }

  #cool(need: number, waterAt: (crah: CrahUnit) => number, seconds: number): void {
    let rated = 0
    for (const crah of this.crahs) if (crah.isRunning) rated += crah.thing.airflow
    const demand = rated > 0 ? (need * SUPPLY_MARGIN) / rated : 1
    const inlet = this.meanCold
    for (const crah of this.crahs) {
      crah.step(demand, this.hot, waterAt(crah), seconds)
      crah.rackInlet = inlet
    }
  }

  /** Half of a unit's air spreads with the demand, half goes to what stands near. Returns m³/s supplied in all. */
  #distribute(need: number): number {
    for (const aisle of this.aisles) {
      aisle.supplied = 0
      aisle.suppliedHeat = 0
    }
    let supplied = 0
    for (const [number, crah] of this.crahs.entries()) {
      const near = this.#reach[number]
      supplied += crah.airflow
      const even = crah.thing.type === 'in-row' ? 0 : 0.5
      for (const [at, aisle] of this.aisles.entries()) {
        const share = even * (need > 0 ? aisle.need / need : 1 / this.aisles.length) + (1 - even) * (near?.[at] ?? 0)
        aisle.supplied += share * crah.airflow
        aisle.suppliedHeat += share * crah.airflow * crah.supply
      }
    }
    return supplied
  }

  /** Implicit in each part's own temperature; hot air that is drawn back is taken at its temperature before the step. */
  #mix(supplied: number, weather: Weather, seconds: number): void {
    const before = this.hot
    const store = this.#hotHeat / seconds
    let heatIn = store * before
    let backFlow = 0
    for (const aisle of this.aisles) {
      const usable = aisle.supplied * (1 - BYPASS_SHARE)
      aisle.bypassed = Math.max(aisle.supplied * BYPASS_SHARE, aisle.supplied - aisle.need)
      aisle.recirculated = Math.max(0, aisle.need - usable)
      const own = this.#aisleHeat / seconds
      const inflow = AIR_HEAT * (aisle.supplied + aisle.recirculated)
      aisle.temperature =
        (own * aisle.temperature + AIR_HEAT * (aisle.suppliedHeat + aisle.recirculated * before)) / (own + inflow)
      backFlow += aisle.recirculated
      heatIn += AIR_HEAT * aisle.bypassed * aisle.temperature
      for (const rack of aisle.racks) {
        rack.step(aisle.temperature, before, seconds)
        heatIn += AIR_HEAT * rack.airflow * rack.exhaust
        backFlow += rack.share * rack.airflow
      }
    }
    // The air handlers took their return air at the temperature before the step, so that is what leaves here.
    heatIn -= AIR_HEAT * (backFlow + supplied) * before
    const wall = this.area * STRUCTURE_COUPLING_PER_M2
    this.hot = (heatIn + wall * this.structure) / (store + wall)
    const mass = (STRUCTURE_PER_M2 * this.area) / seconds
    const envelope = this.envelopeConductance
    const toWall = wall * (this.hot - this.structure)
    this.envelopeHeat = envelope * (weather.temperature - this.structure)
    this.structure += (toWall + this.envelopeHeat) / mass
  }

  /** Fresh air brings the weather's water, wet coils take it out, a humidifier keeps a dew point of 5.5 °C. */
  #dampen(weather: Weather, seconds: number): void {
    const changes = FRESH_AIR_CHANGES * (this.isDoorOpen ? 20 : 1)
    this.humidityRatio += (weather.humidityRatio - this.humidityRatio) * Math.min(1, changes * seconds)
    let coldest = Number.POSITIVE_INFINITY
    for (const crah of this.crahs) if (crah.airflow > 0) coldest = Math.min(coldest, crah.waterIn + 1.5)
    if (Number.isFinite(coldest)) {
      const wet = (0.622 * saturationPressure(coldest)) / (101_325 - saturationPressure(coldest))
      if (this.humidityRatio > wet) this.humidityRatio += (wet - this.humidityRatio) * Math.min(1, seconds / 600)
    }
    if (this.humidityRatio < LEAST_DEW_RATIO) {
      this.humidityRatio += (LEAST_DEW_RATIO - this.humidityRatio) * Math.min(1, seconds / 900)
    }
  }
}

function reachOf(crah: CrahUnit, aisles: readonly ColdAisle[]): Float64Array {
  const weights = new Float64Array(aisles.length)
  const squared = aisles.map(({ centre }) => {
    const x = centre.x - crah.thing.placement.at.x
    const y = centre.y - crah.thing.placement.at.y
    return x * x + y * y
  })
  const least = Math.min(...squared)
  let sum = 0
  for (const [at, distance] of squared.entries()) {
    const weight =
      crah.thing.type === 'in-row' ? Number(distance === least) : Math.exp((least - distance) / (2 * REACH_METRES ** 2))
    weights[at] = weight
    sum += weight
  }
  for (let at = 0; at < weights.length; at++) weights[at] = (weights[at] ?? 0) / sum
  return weights
}

/** m², by the shoelace formula. */
function polygonArea(corners: readonly Point2[]): number {
  let twice = 0
  for (const [at, corner] of corners.entries()) {
    const next = corners[(at + 1) % corners.length] ?? corner
    twice += corner.x * next.y - next.x * corner.y
  }
  return Math.abs(twice) / 2
}
