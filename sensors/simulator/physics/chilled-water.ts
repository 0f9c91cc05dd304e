import type { Chiller } from '../../../twin/model/things.ts'
import type { CrahUnit } from './crah-unit.ts'
import type { PowerNode } from './power-node.ts'
import type { Weather } from './weather.ts'

/** Assumed: supply setpoint, water in the loop, restart delay of a compressor, the weather that a catalogue's COP is for. */
export const WATER_SETPOINT = 14
const LITRES_PER_KILOWATT = 12
const WATER_HEAT = 4186
const RESTART_SECONDS = 90
const CATALOGUE_OUTSIDE = 35

/** One chiller with two compressors and a free-cooling coil. */
export interface ChillerUnit {
  readonly thing: Chiller
  readonly node: PowerNode | undefined
  /** Stopped by a fault. */
  isFailed: boolean
  state: 'off' | 'on' | 'standby' | 'fault'
  /** Since it could run again, seconds. */
  ready: number
  cooling: number
  power: number
  wattHours: number
  coolingWattHours: number
}

export function chillerUnit(thing: Chiller, node: PowerNode | undefined): ChillerUnit {
  const idle = { cooling: 0, power: 0, wattHours: 0, coolingWattHours: 0 }
  return { thing, node, isFailed: false, state: 'standby', ready: RESTART_SECONDS, ...idle }
}

/** Chillers and the coils that hang on them: one body of water. Without chillers the building's water is taken as it is. */
export class ChilledWater {
  readonly chillers: readonly ChillerUnit[]
  readonly coils: readonly CrahUnit[]
  readonly heatCapacity: number
  temperature = WATER_SETPOINT
  #running = 1

  constructor(chillers: readonly ChillerUnit[], coils: readonly CrahUnit[]) {
    this.chillers = chillers
    this.coils = coils
    const capacity = chillers.reduce((sum, unit) => sum + unit.thing.capacity, 0)
    this.heatCapacity = Math.max(1, (capacity / 1000) * LITRES_PER_KILOWATT * WATER_HEAT)
  }

  get load(): number {
    let watts = 0
    for (const coil of this.coils) watts += coil.cooling
    return watts
  }

  /** m³/s through the coils. */
  get flow(): number {
    let flow = 0
    for (const coil of this.coils) flow += coil.waterFlow
    return flow
  }

  get returnTemperature(): number {
    const flow = this.flow
    return flow > 0 ? this.temperature + this.load / (flow * WATER_HEAT * 1000) : this.temperature
  }

  step(weather: Weather, seconds: number): void {
    const load = this.load
    if (this.chillers.length === 0) return
    const able = this.chillers.filter((unit) => this.#isAble(unit, seconds))
    const capacity = able.reduce((sum, unit) => sum + unit.thing.capacity, 0)
    const mean = able.length > 0 ? capacity / able.length : 1
    // One more below nine tenths, one less only when the rest would carry three quarters.
    if (load > 0.9 * mean * this.#running) this.#running++
    else if (load < 0.75 * mean * (this.#running - 1)) this.#running--
    this.#running = Math.min(Math.max(1, this.#running), Math.max(1, able.length))
    const started = able.slice(0, this.#running)
    const most = started.reduce((sum, unit) => sum + unit.thing.capacity, 0)
    // Load followed, and the error of the water's temperature worked off within two minutes.
    const correction = ((this.temperature - WATER_SETPOINT) * this.heatCapacity) / 120
    const wanted = Math.min(most, Math.max(0, load + correction))
    for (const unit of this.chillers) {
      const isOn = started.includes(unit)
      unit.state = unit.isFailed ? 'fault' : isOn ? 'on' : able.includes(unit) ? 'standby' : 'off'
      unit.cooling = isOn && most > 0 ? (wanted * unit.thing.capacity) / most : 0
      unit.power = isOn ? unit.cooling / cop(unit.thing.cop, weather.temperature) + 0.004 * unit.thing.capacity : 0
    }
    this.temperature += ((load - wanted) * seconds) / this.heatCapacity
  }

  /** Counts energy and loads the power chain's nodes. */
  settle(seconds: number): void {
    for (const unit of this.chillers) {
      unit.wattHours += (unit.power * seconds) / 3600
      unit.coolingWattHours += (unit.cooling * seconds) / 3600
      unit.node?.watts.fill(unit.power / 3)
      unit.node?.voltAmperes.fill(unit.power / 3 / 0.92)
    }
  }

  #isAble(unit: ChillerUnit, seconds: number): boolean {
    unit.ready = unit.isFailed || unit.node?.isLive === false ? 0 : unit.ready + seconds
    return unit.ready >= RESTART_SECONDS
  }
}

/** Falls by 2.5 % a kelvin of warmer weather; below 8 °C the weather cools the water by itself (assumed shape). */
function cop(catalogue: number, outside: number): number {
  const lift = catalogue * Math.min(2.2, Math.max(0.6, 1 + 0.025 * (CATALOGUE_OUTSIDE - outside)))
  if (outside >= 12) return lift
  const free = Math.max(lift, 18)
  return outside <= 8 ? free : lift + ((free - lift) * (12 - outside)) / 4
}
