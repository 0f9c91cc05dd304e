import { Worker } from 'node:worker_threads'
import { DiagnosedError } from '../../../kit/diagnosed-error.ts'
import { type Question, ThreadCalls } from '../../../kit/thread-calls.ts'
import type { Programme } from '../../../model/programme.ts'
import type { WrittenEntry } from '../../../model/programme-book.ts'
import type { BuildOutRiskView } from '../../../protocol/build-out.ts'
import type { FromRisk, RiskAnswer, ToRisk } from './risk-messages.ts'
import type { RiskAsked, RiskSource } from './risk-source.ts'

type Calls = ThreadCalls<ToRisk, RiskAnswer, Error>

/** Programmes in a thread of their own, which begins with the first question: ten thousand runs, and the reading of a large file, take a second or two in which the server must not stand still. */
export class RiskClient implements RiskSource {
  #calls: Calls | undefined
  #isStopped = false

  /** @param program the built twin/server/build-out/risk/main.ts; beside this program where absent */
  constructor(private readonly program: URL = new URL('./risk.mjs', import.meta.url)) {}

  async risk({ outOfSequence, programme, runs, seed }: RiskAsked, signal?: AbortSignal) {
    const asked = { call: 'risk', programme, runs, seed, outOfSequence } as const
    return (await this.#ask(asked, signal)) as BuildOutRiskView | undefined
  }

  /** Reads the file of a programme. @throws DiagnosedError with all that is wrong in it; Error where the thread ends meanwhile */
  async read(bytes: Uint8Array, name: string): Promise<Programme> {
    return (await this.#ask({ call: 'read', what: 'programme', bytes, name })) as Programme
  }

  /** Reads a file of progress. @throws as `read` */
  async readProgress(bytes: Uint8Array, name: string): Promise<readonly WrittenEntry[]> {
    return (await this.#ask({ call: 'read', what: 'progress', bytes, name })) as readonly WrittenEntry[]
  }

  /** Ends the thread, with what it has not answered yet. */
  async stop(): Promise<void> {
    this.#isStopped = true
    await this.#calls?.stop({ call: 'stop' })
  }

  #ask(question: Question<ToRisk>, signal?: AbortSignal): Promise<RiskAnswer> {
    if (this.#isStopped) return Promise.reject(new Error('the thread of programmes was stopped'))
    this.#calls ??= this.#begin()
    return this.#calls.call(question, signal)
  }

  #begin(): Calls {
    const worker = new Worker(this.program)
    const calls: Calls = new ThreadCalls(worker, {
      name: 'the thread of programmes',
      advice: 'ask again.',
      stopMs: 1_000,
      failure: (message, options) => new Error(message, options),
    })
    worker.on('message', (message: FromRisk) => {
      if (message.type === 'result') calls.answer(message.id, message.value)
      else calls.refuse(message.id, new DiagnosedError(message.message))
    })
    void calls.ended.then(() => {
      if (this.#calls === calls) this.#calls = undefined
    })
    return calls
  }
}
