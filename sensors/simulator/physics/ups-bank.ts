import type { Ups } from '../../../twin/model/things.ts'

export type UpsMode = 'on' | 'on-battery' | 'off'

/** Exponent of Peukert's law for valve-regulated lead-acid batteries (assumed): half the load lasts more than twice as long. */
const PEUKERT = 1.15
/** Charging takes a tenth of the capacity in an hour, less when nearly full, with this efficiency (assumed). */
const CHARGE_RATE = 0.1
const CHARGE_EFFICIENCY = 0.92
/** A 480 V battery: 240 cells in series. */
const CELLS = 240
/** Of what is in a battery, what it gives in the autonomy at full load (assumed). */
const GIVEN_AT_FULL_LOAD = 0.9

/** A double-conversion UPS with its battery. Watts, watt-hours, seconds. */
export class UpsBank {
  /** Where the estate gives none, what its battery can carry for the autonomy at full load (assumed). */
  readonly rating: number
  /** Energy in a full battery; at least what the autonomy at full load asks for. */
  readonly capacity: number
  readonly #autonomy: number
  readonly #efficiency: number
  mode: UpsMode = 'on'
  /** The rectifier refuses its input (a fault). */
  isInputRefused = false
  stored: number
  secondsOnBattery = 0
  output = 0
  input = 0
  losses = 0
  chargePower = 0
  batteryTemperature = 22

  constructor(thing: Ups) {
    this.#autonomy = thing.battery.autonomyAtFullLoad
    this.rating = thing.rating ?? (thing.battery.capacity * GIVEN_AT_FULL_LOAD * 3600) / this.#autonomy
    this.#efficiency = thing.efficiency
    this.capacity = Math.max(thing.battery.capacity, (this.rating * this.#autonomy) / 3600 / GIVEN_AT_FULL_LOAD)
    this.stored = this.capacity
  }

  /** Decides where the output comes from, before the load of this step is known. Returns whether the output lives. */
  choose(isInputLive: boolean): boolean {
    if (isInputLive && !this.isInputRefused) this.mode = 'on'
    else this.mode = this.stored > 0 ? 'on-battery' : 'off'
    return this.mode !== 'off'
  }

  /** Carries `output` watts for `seconds`; afterwards `input` is what the source must give. */
  carry(output: number, seconds: number): void {
    this.output = this.mode === 'off' ? 0 : output
    const use = this.output / this.rating
    // The maker's efficiency holds at full load; a quarter of the losses is there at no load.
    const conversion = this.rating * (1 / this.#efficiency - 1) * (0.25 + 0.35 * use + 0.4 * use * use)
    if (this.mode === 'on') {
      const room = (this.capacity - this.stored) / this.capacity
      this.chargePower = room <= 0 ? 0 : this.capacity * CHARGE_RATE * Math.min(1, 0.02 + room * 8)
      const kept = Math.min(this.capacity - this.stored, (this.chargePower * CHARGE_EFFICIENCY * seconds) / 3600)
      this.chargePower = (kept * 3600) / seconds / CHARGE_EFFICIENCY
      this.stored += kept
      this.losses = conversion + this.chargePower * (1 - CHARGE_EFFICIENCY)
      this.input = this.output + conversion + this.chargePower
      this.secondsOnBattery = 0
    } else {
      const before = this.stored
      if (this.mode === 'on-battery') {
        this.secondsOnBattery += seconds
        this.stored = Math.max(0, this.stored * (1 - seconds / Math.max(seconds, this.runtime)))
      }
      this.losses = ((before - this.stored) * 3600) / seconds - this.output
      this.input = 0
      this.chargePower = 0
    }
    const warm = 22 + 6 * (this.mode === 'on-battery' ? use : 0) + 2 * (this.chargePower > 0 ? 1 : 0)
    this.batteryTemperature += (warm - this.batteryTemperature) * Math.min(1, seconds / 1800)
  }

  /** Seconds that the battery would carry the present load. */
  get runtime(): number {
    const use = Math.max(0.02, this.output / this.rating)
    return (this.#autonomy * this.charge) / use ** PEUKERT
  }

  /** 0 to 1. */
  get charge(): number {
    return this.stored / this.capacity
  }

  /** Volts: 2.25 V a cell on float, sagging from 2.05 to 1.67 V while it gives. */
  get batteryVoltage(): number {
    if (this.mode === 'on') return CELLS * (this.chargePower > 0 ? 2.2 + 0.05 * this.charge : 2.25)
    return CELLS * (1.67 + 0.38 * this.charge ** 0.6)
  }

  /** Amperes, negative while it charges. */
  get batteryCurrent(): number {
    const watts = this.mode === 'on-battery' ? this.output + Math.max(0, this.losses) : -this.chargePower
    return watts / this.batteryVoltage
  }
}
