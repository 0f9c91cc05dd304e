import type { Clock } from '../clock.ts'

/**
 * How many points a device may bring into being: so many in all, and of them so many a minute. Without a bound a device that invents names
 * fills memory, disk and store, for an index once given is never taken back.
 */
export class NewPointLimit {
  #given = 0
  #tokens: number
  #refilledAt: number

  constructor(
    private readonly clock: Clock,
    private readonly most: number,
    private readonly perMinute: number,
  ) {
    this.#tokens = perMinute
    this.#refilledAt = clock.monotonic()
  }

  /** Takes one; false where the bound is reached. */
  take(): boolean {
    const now = this.clock.monotonic()
    this.#tokens = Math.min(this.perMinute, this.#tokens + ((now - this.#refilledAt) / 60_000) * this.perMinute)
    this.#refilledAt = now
    if (this.#given >= this.most || this.#tokens < 1) return false
    this.#tokens--
    this.#given++
    return true
  }
}
