import type { Rack } from '../../../twin/model/things.ts'
import { AIR_HEAT } from './air.ts'
import { hashUnit } from './noise.ts'

/** What the fronts of the servers warm up to, K, and the least air that leaks through a rack, m³/s (assumed). */
const RACK_RISE = 12
const LEAST_AIRFLOW = 0.03
/** Heat that the hot parts of a rack's devices store, J/K (assumed): exhaust follows the load in about two minutes. */
export const RACK_HEAT = 60_000

/** One rack in the air of its room. Temperatures in °C, airflow in m³/s. */
export class RackAir {
  readonly rack: Rack
  /** Share of its intake that comes back over and around the rack. */
  readonly recirculation: number
  /** Set by an open door in front of it. */
  extraRecirculation = 0
  watts = 0
  airflow = LEAST_AIRFLOW
  intake = 22
  exhaust = 32

  constructor(rack: Rack, isAtEnd: boolean, seed: number) {
    this.rack = rack
    // Most racks are tight, a few are not, and air comes around the ends of a row (assumed).
    this.recirculation = 0.02 + 0.08 * hashUnit(seed, rack.index, 3) ** 2 + (isAtEnd ? 0.04 : 0)
  }

  get share(): number {
    return Math.min(0.6, this.recirculation + this.extraRecirculation)
  }

  /** Server fans follow the load, and turn faster from 25 °C at the intake on. */
  breathe(): void {
    const faster = 1 + 0.4 * Math.min(1, Math.max(0, (this.intake - 25) / 10))
    this.airflow = Math.max(LEAST_AIRFLOW, (this.watts / (AIR_HEAT * RACK_RISE)) * faster)
  }

  /** Mixes the intake and warms it; the stored heat is in the exhaust's temperature (implicit, so stable at any step). */
  step(cold: number, hot: number, seconds: number): void {
    this.intake = cold + this.share * (hot - cold)
    const flow = this.airflow * AIR_HEAT
    const store = RACK_HEAT / seconds
    this.exhaust = (store * this.exhaust + this.watts + flow * this.intake) / (store + flow)
  }

  /** °C at a height, 0 the foot and 1 the top: warm air comes over the top. The mean over the height is `intake`. */
  intakeAt(height: number, cold: number, hot: number): number {
    return cold + this.share * (0.4 + 1.2 * height) * (hot - cold)
  }
}
