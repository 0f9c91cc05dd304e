interface Shared<T> {
  readonly answer: Promise<T>
  readonly control: AbortController
  waiting: number
  isDone: boolean
}

/** The last few answers, by key, and all that are on their way. Who asks the same meanwhile waits for the same; it ends when nobody waits for it any more. What failed is asked anew. */
export class SharedAnswers<T> {
  /** The one that was asked last at the end. */
  readonly #all = new Map<string, Shared<T>>()

  constructor(private readonly most: number) {}

  /**
   * @param signal whoever asks wants it no more: rejects with its reason
   * @throws what `make` throws
   */
  async ask(key: string, signal: AbortSignal, make: (signal: AbortSignal) => Promise<T>): Promise<T> {
    signal.throwIfAborted()
    const shared = this.#all.get(key) ?? this.#begin(key, make)
    this.#all.delete(key)
    this.#all.set(key, shared)
    this.#trim()
    shared.waiting++
    let leave = () => undefined as unknown
    const gone = new Promise<never>((_, reject) => {
      leave = () => reject(signal.reason)
    })
    signal.addEventListener('abort', leave, { once: true })
    try {
      return await Promise.race([shared.answer, gone])
    } finally {
      signal.removeEventListener('abort', leave)
      if (--shared.waiting === 0 && !shared.isDone) {
        this.#drop(key, shared)
        shared.control.abort(signal.reason)
      }
    }
  }

  #begin(key: string, make: (signal: AbortSignal) => Promise<T>): Shared<T> {
    const control = new AbortController()
    const shared: Shared<T> = { answer: make(control.signal), control, waiting: 0, isDone: false }
    shared.answer.then(
      () => {
        shared.isDone = true
        this.#trim()
      },
      () => this.#drop(key, shared),
    )
    return shared
  }

  /** What is on its way counts for nothing: it may fail, and whoever asks for it meanwhile must find it. */
  #trim(): void {
    const done = [...this.#all].filter(([, { isDone }]) => isDone)
    for (const [oldest] of done.slice(0, -this.most)) this.#all.delete(oldest)
  }

  #drop(key: string, shared: Shared<T>): void {
    if (this.#all.get(key) === shared) this.#all.delete(key)
  }
}
