import type { Keep } from '../../../twin/model/store.ts'

const BUSY_FIRST_MS = 250
const BUSY_MOST_MS = 30_000
const FAULT_FIRST_MS = 1_000
const FAULT_MOST_MS = 60_000
/** A store that is busy so many times in a row is one that does not answer. */
const BUSY_TRIES = 5

/**
 * When to send again after a store took nothing. Closed: all is well, or the store is busy for a moment. Open: it refuses for a reason that
 * waiting does not mend, or has not answered for long; then one try now and then (half-open while it runs).
 */
export class Circuit {
  #state: 'closed' | 'open' | 'half-open' = 'closed'
  #reason: string | undefined
  #failures = 0

  constructor(private readonly random: () => number) {}

  get state(): 'closed' | 'open' | 'half-open' {
    return this.#state
  }

  /** Why the last try failed; undefined after one that did not. */
  get reason(): string | undefined {
    return this.#reason
  }

  get failures(): number {
    return this.#failures
  }

  /** A try begins. */
  begin(): void {
    if (this.#state === 'open') this.#state = 'half-open'
  }

  succeeded(): void {
    this.#state = 'closed'
    this.#reason = undefined
    this.#failures = 0
  }

  /**
   * @returns milliseconds to wait: exponential with full jitter (each client draws from the whole span, so that many of them do not come
   * back together), never less than the store asked for
   */
  failed({ kind, reason, retryAfterMs }: Pick<Keep, 'kind' | 'reason' | 'retryAfterMs'>): number {
    this.#failures += 1
    this.#reason = reason
    this.#state = kind === 'fault' || this.#failures >= BUSY_TRIES ? 'open' : 'closed'
    const [first, most] = kind === 'fault' ? [FAULT_FIRST_MS, FAULT_MOST_MS] : [BUSY_FIRST_MS, BUSY_MOST_MS]
    const span = Math.min(most, first * 2 ** Math.min(this.#failures - 1, 20))
    return Math.max(retryAfterMs, span * this.random())
  }
}
