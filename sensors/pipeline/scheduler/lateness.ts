/** Buckets of a quarter of an octave: a quantile is right to 19 %. */
const STEPS = 4
const BUCKETS = 96

/** How late polls began, over the last one to two spans, in fixed memory. */
export class Lateness {
  #now = new Uint32Array(BUCKETS)
  #before = new Uint32Array(BUCKETS)
  #turnedAt: number

  constructor(
    now: number,
    private readonly spanMs = 60_000,
  ) {
    this.#turnedAt = now
  }

  add(lateMs: number, now: number): void {
    this.#turn(now)
    const bucket = lateMs <= 1 ? 0 : Math.min(BUCKETS - 1, Math.ceil(Math.log2(lateMs) * STEPS))
    this.#now[bucket] = (this.#now[bucket] as number) + 1
  }

  /** The bound in milliseconds below which the share `q` of the polls began; 0 where there was none. */
  quantile(q: number, now: number): number {
    this.#turn(now)
    let total = 0
    for (let at = 0; at < BUCKETS; at++) total += (this.#now[at] as number) + (this.#before[at] as number)
    let below = 0
    for (let at = 0; at < BUCKETS && total > 0; at++) {
      below += (this.#now[at] as number) + (this.#before[at] as number)
      if (below >= q * total) return 2 ** (at / STEPS)
    }
    return 0
  }

  #turn(now: number): void {
    const spans = Math.floor((now - this.#turnedAt) / this.spanMs)
    if (spans <= 0) return
    const spare = this.#before
    this.#before = spans === 1 ? this.#now : spare.fill(0)
    this.#now = (spans === 1 ? spare : this.#now).fill(0)
    this.#turnedAt += spans * this.spanMs
  }
}
