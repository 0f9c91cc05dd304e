/** Frames go out at most this often. */
export const TICK_MS = 100
const SWEEP_MS = 1_000

/**
 * When to work out and send what changed: at once after a quiet while, else no sooner than 100 ms after the last time; and
 * once a second whatever comes, for what changes by the passing of time alone.
 */
export class Ticker {
  #last = Number.NEGATIVE_INFINITY
  #timer: NodeJS.Timeout | undefined
  readonly #sweep: NodeJS.Timeout
  #closed = false

  constructor(
    private readonly tick: () => void,
    sweep: () => void,
  ) {
    this.#sweep = setInterval(sweep, SWEEP_MS)
  }

  /** Something came. */
  wake(): void {
    if (this.#timer !== undefined || this.#closed) return
    const wait = Math.max(0, this.#last + TICK_MS - performance.now())
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      this.#last = performance.now()
      this.tick()
    }, wait)
  }

  close(): void {
    this.#closed = true
    clearTimeout(this.#timer)
    clearInterval(this.#sweep)
  }
}
