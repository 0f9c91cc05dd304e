/** A door through which one goes at a time, in the order in which they came. */
export class OneAtATime {
  readonly #line: (() => void)[] = []
  #isBusy = false

  /** How many stand before the door. */
  get waiting(): number {
    return this.#line.length
  }

  /** @param signal whoever comes leaves the line: rejects with its reason @throws what `work` throws */
  async do<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    signal?.throwIfAborted()
    if (this.#isBusy) await this.#inLine(signal)
    this.#isBusy = true
    try {
      return await work()
    } finally {
      const next = this.#line.shift()
      this.#isBusy = next !== undefined
      next?.()
    }
  }

  #inLine(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        const place = this.#line.indexOf(enter)
        if (place >= 0) this.#line.splice(place, 1)
        reject(signal?.reason)
      }
      const enter = () => {
        signal?.removeEventListener('abort', leave)
        resolve()
      }
      this.#line.push(enter)
      signal?.addEventListener('abort', leave, { once: true })
    })
  }
}
