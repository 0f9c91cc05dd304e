/** The best so many of all that are offered, best first: the rest is neither kept nor sorted. */
export class BestOf<T> {
  readonly #best: T[] = []

  /** @param compare negative where `a` is better than `b` */
  constructor(
    private readonly most: number,
    private readonly compare: (a: T, b: T) => number,
  ) {}

  offer(one: T): void {
    const worst = this.#best.at(-1)
    if (this.#best.length >= this.most && (worst === undefined || this.compare(worst, one) <= 0)) return
    let from = 0
    let to = this.#best.length
    while (from < to) {
      const middle = (from + to) >> 1
      if (this.compare(this.#best[middle] as T, one) <= 0) from = middle + 1
      else to = middle
    }
    this.#best.splice(from, 0, one)
    if (this.#best.length > this.most) this.#best.pop()
  }

  /** Best first. */
  get all(): readonly T[] {
    return this.#best
  }
}
