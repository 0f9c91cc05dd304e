import { Worker } from 'node:worker_threads'
import { ThreadCalls } from '../../../kit/thread-calls.ts'
import type { BuildOutRiskView } from '../../../protocol/build-out.ts'
import type { FromRisk, ToRisk } from './risk-messages.ts'
import type { RiskAsked, RiskSource } from './risk-source.ts'

type Calls = ThreadCalls<ToRisk, BuildOutRiskView | undefined, Error>

/** The risk of a programme in a thread of its own, which begins with the first question: ten thousand runs take a second, in which the server must not stand still. */
export class RiskClient implements RiskSource {
  #calls: Calls | undefined
  #isStopped = false

  /** @param program the built twin/server/build-out/risk/main.ts; beside this program where absent */
  constructor(private readonly program: URL = new URL('./risk.mjs', import.meta.url)) {}

  risk({ outOfSequence, programme, runs, seed }: RiskAsked, signal?: AbortSignal) {
    if (this.#isStopped) return Promise.reject(new Error("the risk's thread was stopped"))
    this.#calls ??= this.#begin()
    return this.#calls.call({ call: 'risk', programme, runs, seed, outOfSequence }, signal)
  }

  /** Ends the thread, with what it has not answered yet. */
  async stop(): Promise<void> {
    this.#isStopped = true
    await this.#calls?.stop({ call: 'stop' })
  }

  #begin(): Calls {
    const worker = new Worker(this.program)
    const calls: Calls = new ThreadCalls(worker, {
      name: "the risk's thread",
      advice: 'ask again.',
      stopMs: 1_000,
      failure: (message, options) => new Error(message, options),
    })
    worker.on('message', (message: FromRisk) => {
      if (message.type === 'result') calls.answer(message.id, message.value)
      else calls.refuse(message.id, new Error(message.message))
    })
    void calls.ended.then(() => {
      if (this.#calls === calls) this.#calls = undefined
    })
    return calls
  }
}
