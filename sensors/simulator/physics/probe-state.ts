import { type Quantity, type StateWord, stateCode } from '../../../twin/model/quantity.ts'
import type { Probe } from '../../../twin/model/things.ts'
import type { EpochMs } from '../../../twin/model/units.ts'
import { dewPoint, relativeHumidity } from './air.ts'
import { smoothNoise } from './noise.ts'

/** What surrounds a probe. */
export interface Surroundings {
  /** °C */
  readonly temperature: () => number
  readonly humidityRatio: () => number
  /** m³/s past a rack, Pa over a containment: where such a thing is measured. */
  readonly airflow: () => number
  readonly pressure: () => number
}

/** A thermistor in its housing follows the air with this time constant (assumed). */
const LAG_SECONDS = 25
const NOISE_MS = 9_000
const QUIET: Readonly<Record<string, StateWord>> = {
  door: 'closed',
  leak: 'dry',
  smoke: 'clear',
  'fire-suppression': 'normal',
}

/** How far a probe follows its surroundings in a step, 0 to 1: the same for all, so worked out once a step. */
export function probeShare(seconds: number): number {
  return 1 - Math.exp(-seconds / LAG_SECONDS)
}

/** A probe: it follows what surrounds it late and with a little noise. Faults make it freeze or lie. */
export class ProbeState {
  readonly probe: Probe
  readonly #around: Surroundings
  readonly #seed: number
  /** The word of a state probe. */
  word: StateWord
  isLying = false
  #frozen: { readonly temperature: number; readonly humidity: number; readonly at: EpochMs } | undefined
  #temperature: number
  #at = 0

  constructor(probe: Probe, around: Surroundings, seed: number) {
    this.probe = probe
    this.#around = around
    this.#seed = seed
    this.word = QUIET[probe.role] ?? 'normal'
    this.#temperature = around.temperature()
  }

  get isFrozen(): boolean {
    return this.#frozen !== undefined
  }

  /** @param at the time to which its noise stands still, or undefined to let it go on */
  freeze(at: EpochMs | undefined): void {
    this.#frozen = at === undefined ? undefined : { temperature: this.temperature, humidity: this.humidity, at }
  }

  /** @param share of the way to its surroundings that it goes in this step, see `probeShare` */
  step(at: EpochMs, share: number): void {
    this.#temperature += (this.#around.temperature() - this.#temperature) * share
    this.#at = at
  }

  /** Kelvins; worked out when it is read. */
  get #noise(): number {
    return 0.06 * smoothNoise(this.#seed, this.probe.index, this.#at / NOISE_MS)
  }

  /** Jumps to its surroundings, for the beginning. */
  settle(): void {
    this.#temperature = this.#around.temperature()
  }

  get temperature(): number {
    if (this.#frozen) return this.#frozen.temperature
    return this.#temperature + this.#noise + (this.isLying ? 9 : 0)
  }

  get humidity(): number {
    if (this.#frozen) return this.#frozen.humidity
    const true_ = relativeHumidity(this.#temperature, this.#around.humidityRatio())
    return Math.min(100, Math.max(0, true_ + 8 * this.#noise + (this.isLying ? 30 : 0)))
  }

  /** The quiet word of its role: what it says when nothing happens. */
  get quietWord(): StateWord {
    return QUIET[this.probe.role] ?? 'normal'
  }

  /** In the quantity's unit; NaN for what this probe does not measure. */
  value(quantity: Quantity): number {
    if (quantity === 'temperature') return this.temperature
    if (quantity === 'humidity') return this.humidity
    if (quantity === 'dew-point') return dewPoint(this.#around.humidityRatio()) + this.#noise
    if (quantity === 'airflow') return this.#around.airflow()
    if (quantity === 'differential-pressure') return this.#around.pressure()
    if (quantity === 'state') return stateCode(this.word)
    return Number.NaN
  }
}
