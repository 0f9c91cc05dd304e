/** One after the other: most cards answer a single request at a time and drop what comes meanwhile. */
export class Lane {
  #last: Promise<unknown> = Promise.resolve()
  #users = 0

  use(): void {
    this.#users++
  }

  /** Returns true when nobody uses it any more. */
  release(): boolean {
    this.#users--
    return this.#users <= 0
  }

  /** Runs when everything that was handed over before has ended, well or not. */
  run<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work, work)
    this.#last = turn.catch(() => undefined)
    return turn
  }
}
