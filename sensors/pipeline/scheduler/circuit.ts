export interface CircuitOptions {
  /** Failures in a row that open it. */
  readonly threshold: number
  /** Rest after it has opened; doubled with every probe that fails. */
  readonly firstRestMs: number
  readonly mostRestMs: number
  /** Rest after a failure that waiting cannot mend (a refused password): asking on would lock the account. */
  readonly hopelessRestMs: number
}

/**
 * Whether a device is worth asking. Closed: it is asked at every tick. Open: it rests. When the rest is over one probe goes through
 * (half-open): an answer closes the circuit, a failure opens it for twice as long.
 */
export class Circuit {
  /** In a row. */
  failures = 0
  #opened = 0
  #restUntil = Number.NEGATIVE_INFINITY

  constructor(private readonly options: CircuitOptions) {}

  get isOpen(): boolean {
    return this.#opened > 0
  }

  allows(now: number): boolean {
    return now >= this.#restUntil
  }

  succeeded(): void {
    this.failures = 0
    this.#opened = 0
    this.#restUntil = Number.NEGATIVE_INFINITY
  }

  /** @param retry whether waiting can help (DeviceError.retry) */
  failed(now: number, retry: boolean): void {
    const { threshold, firstRestMs, mostRestMs, hopelessRestMs } = this.options
    this.failures++
    if (retry && this.failures < threshold) return
    const rest = retry ? Math.min(mostRestMs, firstRestMs * 2 ** Math.min(this.#opened, 20)) : hopelessRestMs
    this.#opened++
    this.#restUntil = now + rest
  }
}
