import { Worker } from 'node:worker_threads'
import type { EstateState } from '../../twin/analysis/build-out/estate-state.ts'
import { type Question, ThreadCalls } from '../../twin/kit/thread-calls.ts'
import type { DeclaredCloud, JudgedPlan, PendingPlan } from '../../twin/model/cloud.ts'
import type { CloudAnswer, CloudSettings, FromCloud, ToCloud } from './cloud-messages.ts'

/** The thread of the cloud ended, or could not answer. */
export class CloudError extends Error {
  override readonly name = 'CloudError'
}

type Calls = ThreadCalls<ToCloud, CloudAnswer, CloudError>

/** A thread that nobody asks holds an estate for nothing. */
const IDLE_MS = 30_000
/** A plan that takes longer keeps all later ones waiting; the largest of the shipped estate takes seconds. */
const JUDGE_MS = 120_000

/**
 * Catalogue and gate in a thread of their own, which begins with the first question and ends when none came for a while: they take seconds of a processor and an estate
 * of their own.
 */
export class CloudClient {
  #calls: Calls | undefined
  #declared: Promise<DeclaredCloud> | undefined
  #asked = 0
  #idle: NodeJS.Timeout | undefined
  #isStopped = false

  /** @param program the built infra/cloud/main.ts; beside this program where absent */
  constructor(
    private readonly settings: CloudSettings,
    private readonly program: URL = new URL('./cloud.mjs', import.meta.url),
  ) {}

  /** Read once: neither the estate nor the catalogue changes while a server runs. */
  declared(): Promise<DeclaredCloud> {
    this.#declared ??= this.#ask({ call: 'declared' }).then(
      (answer) => answer as DeclaredCloud,
      (error: unknown) => {
        this.#declared = undefined
        throw error
      },
    )
    return this.#declared
  }

  /**
   * For the estate of another day; read whenever it is asked for.
   * @throws CloudError where the files of what is planned are wrong, with everything that is
   */
  async declaredOn(state: EstateState): Promise<DeclaredCloud> {
    return (await this.#ask({ call: 'declared', state })) as DeclaredCloud
  }

  /** Gives up after two minutes: the thread, which does nothing else meanwhile, is ended, and the next question begins a new one. */
  async judge(plan: PendingPlan): Promise<JudgedPlan | { readonly wrong: string }> {
    const asked = this.#ask({ call: 'judge', plan }) as Promise<JudgedPlan | { readonly wrong: string }>
    const calls = this.#calls
    let late: NodeJS.Timeout | undefined
    const tooLate = new Promise<{ readonly wrong: string }>((resolve) => {
      late = setTimeout(() => {
        if (this.#calls === calls) this.#calls = undefined
        void calls?.stop({ call: 'stop' })
        resolve({
          wrong: `judging it took longer than ${JUDGE_MS / 1_000} s and was given up; split it into smaller plans`,
        })
      }, JUDGE_MS)
      late.unref()
    })
    try {
      return await Promise.race([asked, tooLate])
    } finally {
      clearTimeout(late)
    }
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    clearTimeout(this.#idle)
    await this.#calls?.stop({ call: 'stop' })
  }

  async #ask(question: Question<ToCloud>): Promise<CloudAnswer> {
    if (this.#isStopped) throw new CloudError('the thread of the cloud was stopped')
    clearTimeout(this.#idle)
    this.#calls ??= this.#begin()
    const calls = this.#calls
    this.#asked++
    try {
      return await calls.call(question)
    } finally {
      this.#asked--
      if (this.#asked === 0 && !this.#isStopped) this.#endWhenIdle()
    }
  }

  #endWhenIdle(): void {
    this.#idle = setTimeout(() => {
      const calls = this.#calls
      this.#calls = undefined
      void calls?.stop({ call: 'stop' })
    }, IDLE_MS)
    this.#idle.unref()
  }

  #begin(): Calls {
    const worker = new Worker(this.program, { workerData: this.settings })
    const calls: Calls = new ThreadCalls(worker, {
      name: 'the thread of the cloud',
      advice: 'ask again.',
      stopMs: 1_000,
      failure: (message, options) => new CloudError(message, options),
    })
    worker.on('message', (message: FromCloud) => {
      if (message.type === 'result') calls.answer(message.id, message.value)
      else calls.refuse(message.id, new CloudError(message.message))
    })
    void calls.ended.then(() => {
      if (this.#calls === calls) this.#calls = undefined
    })
    return calls
  }
}
