import { Worker } from 'node:worker_threads'
import { type Question, ThreadCalls } from '../../../kit/thread-calls.ts'
import type { BuildOutRiskView } from '../../../protocol/build-out.ts'
import { tooManyWait } from '../too-many-wait.ts'
import { OneAtATime } from './one-at-a-time.ts'
import type { FromRisk, RiskAnswer, ToRisk } from './risk-messages.ts'
import type { RiskAsked, RiskSource } from './risk-source.ts'

type Calls = ThreadCalls<ToRisk, RiskAnswer, Error>

/** Besides the one that is computed; ten thousand runs of a large programme take ten seconds. */
const MOST_WAITING = 8

interface RiskThread {
  readonly calls: Calls
  readonly worker: Worker
}

/** Programmes run again and again in a thread of their own, which begins with the first question: ten thousand runs take a second or ten, in which the server must not stand still. */
export class RiskClient implements RiskSource {
  readonly #door = new OneAtATime()
  #thread: RiskThread | undefined
  #isStopped = false

  /** @param program the built twin/server/build-out/risk/main.ts; beside this program where absent */
  constructor(private readonly program: URL = new URL('./risk.mjs', import.meta.url)) {}

  /** @throws ServerProblem unavailable where too many wait; the reason of the signal; Error where the thread ends meanwhile */
  async risk(ask: () => RiskAsked, signal?: AbortSignal) {
    if (this.#door.waiting >= MOST_WAITING) throw tooManyWait('the risk of a programme', this.#door.waiting)
    return this.#door.do(async () => {
      const { outOfSequence, programme, runs, seed } = ask()
      const asked = { call: 'risk', programme, runs, seed, outOfSequence } as const
      try {
        return (await this.#ask(asked, signal)) as BuildOutRiskView | undefined
      } finally {
        // It hears nothing while it computes: what nobody waits for any more is ended with it, and the next question begins another.
        if (signal?.aborted) this.#end()
      }
    }, signal)
  }

  /** Ends the thread, with what it has not answered yet. */
  async stop(): Promise<void> {
    this.#isStopped = true
    await this.#thread?.calls.stop({ call: 'stop' })
  }

  #ask(question: Question<ToRisk>, signal?: AbortSignal): Promise<RiskAnswer> {
    if (this.#isStopped) return Promise.reject(new Error('the thread of programmes was stopped'))
    this.#thread ??= this.#begin()
    return this.#thread.calls.call(question, signal)
  }

  #end(): void {
    void this.#thread?.worker.terminate()
    this.#thread = undefined
  }

  #begin(): RiskThread {
    const worker = new Worker(this.program)
    const calls: Calls = new ThreadCalls(worker, {
      name: 'the thread of programmes',
      advice: 'ask again.',
      stopMs: 1_000,
      failure: (message, options) => new Error(message, options),
    })
    const thread = { calls, worker }
    worker.on('message', (message: FromRisk) => {
      if (message.type === 'result') calls.answer(message.id, message.value)
      else calls.refuse(message.id, new Error(message.message))
    })
    void calls.ended.then(() => {
      if (this.#thread === thread) this.#thread = undefined
    })
    return thread
  }
}
