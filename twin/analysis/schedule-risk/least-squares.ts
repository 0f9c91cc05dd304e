/** Sums over runs for lines of least squares of one value by many. */
export class LeastSquares {
  #count = 0
  #value = 0
  #valueSquared = 0
  readonly #work: Float64Array
  readonly #workSquared: Float64Array
  readonly #product: Float64Array
  /** Taken from each, so that squares of near values keep their digits. */
  #base: Float64Array | undefined
  #valueBase = 0

  constructor(count: number) {
    this.#work = new Float64Array(count)
    this.#workSquared = new Float64Array(count)
    this.#product = new Float64Array(count)
  }

  add(work: Float64Array, value: number): void {
    if (!this.#base) {
      this.#base = work.slice()
      this.#valueBase = value
    }
    const base = this.#base
    const v = value - this.#valueBase
    this.#count++
    this.#value += v
    this.#valueSquared += v * v
    for (let at = 0; at < work.length; at++) {
      const w = (work[at] ?? 0) - (base[at] ?? 0)
      this.#work[at] = (this.#work[at] ?? 0) + w
      this.#workSquared[at] = (this.#workSquared[at] ?? 0) + w * w
      this.#product[at] = (this.#product[at] ?? 0) + w * v
    }
  }

  lineOf(at: number): { readonly slope: number; readonly correlation: number } {
    const n = this.#count
    const work = this.#work[at] ?? 0
    const ofWork = n * (this.#workSquared[at] ?? 0) - work * work
    const ofValue = n * this.#valueSquared - this.#value * this.#value
    const ofBoth = n * (this.#product[at] ?? 0) - work * this.#value
    if (ofWork <= 0 || ofValue <= 0) return { slope: 0, correlation: 0 }
    return { slope: ofBoth / ofWork, correlation: ofBoth / Math.sqrt(ofWork * ofValue) }
  }
}
