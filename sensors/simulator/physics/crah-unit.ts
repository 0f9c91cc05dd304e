import type { Crah } from '../../../twin/model/things.ts'
import { AIR_HEAT } from './air.ts'
import type { PowerNode } from './power-node.ts'

/** Assumed settings of every unit. Its capacity is that for 28 °C return air over a coil with 14 °C water. */
export const SUPPLY_SETPOINT = 21
const DESIGN_DIFFERENCE = 28 - 14
const WATER_HEAT = 4.186e6
/** Water warms by 6 K in the coil at full duty. */
const DESIGN_WATER_RISE = 6
const COIL_SECONDS = 8
const VALVE_RATE = 0.02
const FAN_RATE = 0.03
const LEAST_FAN = 0.3
/** Nominal fan speed (assumed). */
const FULL_SPEED_RPM = 1450

/** One room air handler: EC fans on the room's air demand, a chilled-water coil behind a valve on the supply temperature. */
export class CrahUnit {
  readonly thing: Crah
  readonly node: PowerNode | undefined
  readonly #fanRating: number
  /** Stopped by a fault. */
  isFailed = false
  hasLeak = false
  /** 0 to 1 */
  fan = 0.7
  valve = 0.4
  /** m³/s now. */
  airflow = 0
  fanPower = 0
  /** Heat taken from the air by the coil, W. */
  cooling = 0
  supply = SUPPLY_SETPOINT
  returned = 30
  rackInlet = SUPPLY_SETPOINT
  waterIn = 14
  /** m³/s */
  waterFlow = 0
  wattHours = 0

  constructor(thing: Crah, node: PowerNode | undefined) {
    this.thing = thing
    this.node = node
    // 5 % of the cooling duty where the estate says nothing (assumed).
    this.#fanRating = thing.fanPower ?? 0.05 * thing.capacity
  }

  get isRunning(): boolean {
    return !this.isFailed && (this.node?.isLive ?? true)
  }

  get fanSpeed(): number {
    return this.airflow > 0 ? this.fan * FULL_SPEED_RPM : 0
  }

  get waterOut(): number {
    return this.waterFlow > 0 ? this.waterIn + this.cooling / (this.waterFlow * WATER_HEAT) : this.waterIn
  }

  /**
   * Fans towards the share of rated airflow that the room asks for, valve towards the supply setpoint, coil after the valve
   * with its lag. `returned` and `waterIn` are the temperatures that come in.
   */
  step(demand: number, returned: number, waterIn: number, seconds: number): void {
    this.returned = returned
    this.waterIn = waterIn
    if (!this.isRunning) {
      this.fan = 0
      this.airflow = 0
      this.fanPower = 0
      this.cooling = 0
      this.waterFlow = 0
      this.supply = returned
      return
    }
    const wanted = Math.min(1, Math.max(LEAST_FAN, demand))
    this.fan += Math.min(FAN_RATE * seconds, Math.max(-FAN_RATE * seconds, wanted - this.fan))
    this.fan = Math.max(this.fan, 0.1)
    this.airflow = this.thing.airflow * this.fan
    // Fan laws: power with the cube of the speed.
    this.fanPower = this.#fanRating * this.fan ** 3
    const heatFlow = this.airflow * AIR_HEAT
    const most = this.#most(returned, waterIn)
    const error = this.supply - SUPPLY_SETPOINT
    // Integral control; the gain is scaled by what the valve can do, so that it settles alike at any load.
    const authority = Math.max(2, most / heatFlow)
    const move = (error / authority) * (seconds / 25)
    this.valve += Math.min(VALVE_RATE * seconds, Math.max(-VALVE_RATE * seconds, move))
    this.valve = Math.min(1, Math.max(0, this.valve))
    const target = this.valve * most
    this.cooling += (target - this.cooling) * (1 - Math.exp(-seconds / COIL_SECONDS))
    // No coil cools air below the water that flows in it.
    this.cooling = Math.min(this.cooling, Math.max(0, heatFlow * (returned - waterIn - 1)))
    this.supply = returned + (this.fanPower - this.cooling) / heatFlow
    this.waterFlow = (this.valve * this.thing.capacity) / (WATER_HEAT * DESIGN_WATER_RISE)
  }

  /** Counts energy and loads the power chain's node. */
  settle(seconds: number): void {
    this.wattHours += (this.fanPower * seconds) / 3600
    if (!this.node) return
    this.node.watts.fill(this.fanPower / 3)
    this.node.voltAmperes.fill(this.fanPower / 3 / 0.95)
  }

  /** What the coil can take with the valve open, W. */
  #most(returned: number, waterIn: number): number {
    const difference = Math.min(1.5, Math.max(0, (returned - waterIn) / DESIGN_DIFFERENCE))
    return this.thing.capacity * this.fan ** 0.8 * difference
  }
}
