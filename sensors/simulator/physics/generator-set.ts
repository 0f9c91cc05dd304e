import type { Generator } from '../../../twin/model/things.ts'

export type GeneratorMode = 'stopped' | 'cranking' | 'running' | 'failed'

/** Assumed where the estate says nothing: seconds to voltage, seconds of running on after the last load has left. */
const START_SECONDS = 12
const COOL_DOWN_SECONDS = 120

/** A diesel set: starts when it is wanted, runs on for a while when it is not. */
export class GeneratorSet {
  readonly #rating: number | undefined
  readonly #startSeconds: number
  readonly #litresPerHour: number
  mode: GeneratorMode = 'stopped'
  /** It will not start (a fault). */
  isStartBlocked = false
  fuel: number
  output = 0
  #seconds = 0

  constructor(thing: Generator) {
    this.#rating = thing.rating
    this.#startSeconds = thing.startTime ?? START_SECONDS
    this.fuel = thing.fuel?.litres ?? Number.POSITIVE_INFINITY
    this.#litresPerHour = thing.fuel?.litresPerHourAtFullLoad ?? 0
  }

  /** Returns whether it gives voltage. */
  choose(isWanted: boolean, seconds: number): boolean {
    this.#seconds += seconds
    if (this.isStartBlocked || this.fuel <= 0) {
      this.#enter(isWanted ? 'failed' : 'stopped')
    } else if (isWanted) {
      if (this.mode === 'stopped' || this.mode === 'failed') this.#enter('cranking')
      if (this.mode === 'cranking' && this.#seconds >= this.#startSeconds) this.#enter('running')
      if (this.mode === 'running') this.#seconds = 0
    } else if (this.mode !== 'running' || this.#seconds >= COOL_DOWN_SECONDS) {
      this.#enter('stopped')
    }
    return this.mode === 'running'
  }

  carry(output: number, seconds: number): void {
    this.output = this.mode === 'running' ? output : 0
    if (this.mode !== 'running') return
    // A diesel at idle burns about a tenth of what it burns at full load (assumed); where nobody says what that is, as at full load.
    const use = this.#rating === undefined ? 1 : this.output / this.#rating
    const burnt = this.#litresPerHour * (0.1 + 0.9 * use) * (seconds / 3600)
    this.fuel = Math.max(0, this.fuel - burnt)
  }

  #enter(mode: GeneratorMode): void {
    if (this.mode === mode) return
    this.mode = mode
    this.#seconds = 0
  }
}
