/** The last few of something, by key. */
export class LastFew<T> {
  /** The one that was asked for last at the end. */
  readonly #all = new Map<string, T>()

  constructor(private readonly most: number) {}

  get(key: string, make: () => T): T {
    const known = this.#all.get(key)
    const value = known === undefined && !this.#all.has(key) ? make() : (known as T)
    this.#all.delete(key)
    this.#all.set(key, value)
    for (const oldest of this.#all.keys()) {
      if (this.#all.size <= this.most) break
      this.#all.delete(oldest)
    }
    return value
  }

  drop(key: string): void {
    this.#all.delete(key)
  }
}
