/** Things by the instant at which they are due, the earliest first: a binary heap. */
export class DueQueue<T> {
  readonly #dues: number[] = []
  readonly #things: T[] = []

  get size(): number {
    return this.#things.length
  }

  /** The earliest instant; undefined where nothing waits. */
  get next(): number | undefined {
    return this.#dues[0]
  }

  push(due: number, thing: T): void {
    let at = this.#dues.length
    this.#dues.push(due)
    this.#things.push(thing)
    while (at > 0) {
      const above = (at - 1) >> 1
      if ((this.#dues[above] as number) <= due) break
      this.#swap(at, above)
      at = above
    }
  }

  /** Takes the earliest out. */
  pop(): { readonly due: number; readonly thing: T } | undefined {
    const due = this.#dues[0]
    if (due === undefined) return undefined
    const thing = this.#things[0] as T
    const lastDue = this.#dues.pop() as number
    const lastThing = this.#things.pop() as T
    if (this.#dues.length > 0) {
      this.#dues[0] = lastDue
      this.#things[0] = lastThing
      this.#sink()
    }
    return { due, thing }
  }

  #sink(): void {
    const size = this.#dues.length
    let at = 0
    for (;;) {
      let least = at
      for (const below of [2 * at + 1, 2 * at + 2]) {
        if (below < size && (this.#dues[below] as number) < (this.#dues[least] as number)) least = below
      }
      if (least === at) return
      this.#swap(at, least)
      at = least
    }
  }

  #swap(a: number, b: number): void {
    const [due, thing] = [this.#dues[a] as number, this.#things[a] as T]
    this.#dues[a] = this.#dues[b] as number
    this.#things[a] = this.#things[b] as T
    this.#dues[b] = due
    this.#things[b] = thing
  }
}
