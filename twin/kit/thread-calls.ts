import type { Worker } from 'node:worker_threads'

export interface ThreadCallsOptions<Failure extends Error> {
  /** As it is said in a sentence: "the collector's thread". */
  readonly name: string
  /** What to do, or to know, when it has ended by itself: the second half of a sentence. */
  readonly advice: string
  /** How long `stop` may take before the thread is ended by force. */
  readonly stopMs: number
  readonly failure: (message: string, options?: ErrorOptions) => Failure
}

interface Waiting<Answer> {
  readonly resolve: (answer: Answer) => void
  readonly reject: (error: Error) => void
  /** Hears no more of whether somebody still wants it. */
  readonly forget: () => void
}

/** A call without its number. Distributes over a union, which Omit does not. */
export type Question<Call> = Call extends { readonly id: number } ? Omit<Call, 'id'> : never

/** Questions to a worker thread by number, their answers, and how the thread ended. A question is always answered, or refused. */
export class ThreadCalls<Call extends { readonly id: number }, Answer, Failure extends Error> {
  /** Resolves when the thread has ended: undefined after `stop`, else why. */
  readonly ended: Promise<Failure | undefined>
  readonly #worker: Worker
  readonly #options: ThreadCallsOptions<Failure>
  readonly #waiting = new Map<number, Waiting<Answer>>()
  #count = 0
  #isStopping = false
  #end: Failure | undefined

  constructor(worker: Worker, options: ThreadCallsOptions<Failure>) {
    this.#worker = worker
    this.#options = options
    const { name, advice, failure } = options
    this.ended = new Promise((resolve) => {
      let cause: Error | undefined
      worker.once('error', (error) => {
        cause = error
      })
      worker.once('exit', (code) => {
        const why = cause ? `: ${cause.message}` : ''
        const end = this.#isStopping
          ? failure(`${name} was stopped`)
          : failure(`${name} ended with ${code}${why}; ${advice}`, { cause })
        this.#end = end
        for (const { forget, reject } of this.#waiting.values()) {
          forget()
          reject(end)
        }
        this.#waiting.clear()
        resolve(this.#isStopping ? undefined : end)
      })
    })
  }

  /**
   * Rejects with the failure where the thread has ended, or ends before it answers.
   * @param signal whoever asks wants no answer any more: the thread is told `{ id, call: 'cancel' }`
   */
  call(question: Question<Call>, signal?: AbortSignal): Promise<Answer> {
    if (this.#end) return Promise.reject(this.#end)
    if (signal?.aborted) return Promise.reject(signal.reason)
    const id = ++this.#count
    return new Promise((resolve, reject) => {
      const cancel = () => {
        this.#take(id)?.reject(signal?.reason)
        this.#worker.postMessage({ id, call: 'cancel' })
      }
      signal?.addEventListener('abort', cancel, { once: true })
      this.#waiting.set(id, { resolve, reject, forget: () => signal?.removeEventListener('abort', cancel) })
      this.#worker.postMessage({ id, ...question })
    })
  }

  answer(id: number, answer: Answer): void {
    this.#take(id)?.resolve(answer)
  }

  refuse(id: number, error: Error): void {
    this.#take(id)?.reject(error)
  }

  /** Asks the thread to end, waits until it has, and ends it by force when it takes too long. */
  async stop(question: Question<Call>): Promise<void> {
    this.#isStopping = true
    const late = setTimeout(() => void this.#worker.terminate(), this.#options.stopMs)
    this.call(question).catch(() => undefined)
    await this.ended
    clearTimeout(late)
  }

  #take(id: number): Waiting<Answer> | undefined {
    const waiting = this.#waiting.get(id)
    this.#waiting.delete(id)
    waiting?.forget()
    return waiting
  }
}
