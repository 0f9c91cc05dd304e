import { ServerProblem } from '../errors.ts'

/** Callers remembered at once; the one idle longest is forgotten first. */
const MOST_CALLERS = 10_000

/** So many calls at once, so many a second after that, for each caller. */
export class RateLimit {
  readonly #buckets = new Map<string, { left: number; at: number }>()

  constructor(
    private readonly burst: number,
    private readonly perSecond: number,
    private readonly now: () => number,
  ) {}

  /** @throws ServerProblem too-many */
  take(caller: string): void {
    const now = this.now()
    const bucket = this.#buckets.get(caller) ?? { left: this.burst, at: now }
    const left = Math.min(this.burst, bucket.left + ((now - bucket.at) / 1000) * this.perSecond)
    if (left < 1) {
      const wait = Math.ceil((1 - left) / this.perSecond)
      throw new ServerProblem('too-many', `More than ${this.burst} in a row; wait ${wait} s and try again.`, {
        retryAfterSeconds: wait,
      })
    }
    this.#buckets.delete(caller)
    this.#buckets.set(caller, { left: left - 1, at: now })
    if (this.#buckets.size > MOST_CALLERS) {
      const [oldest] = this.#buckets.keys()
      if (oldest !== undefined) this.#buckets.delete(oldest)
    }
  }
}
