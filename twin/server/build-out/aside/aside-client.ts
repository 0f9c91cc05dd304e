import { Worker } from 'node:worker_threads'
import { DiagnosedError } from '../../../kit/diagnosed-error.ts'
import { type Question, ThreadCalls } from '../../../kit/thread-calls.ts'
import type { KnownProgramme } from '../../../model/programme-book.ts'
import { ServerProblem } from '../../errors.ts'
import { tooManyWait } from '../too-many-wait.ts'
import type { FileWork, FromAside, ToAside } from './aside-messages.ts'
import type { BuildOutSource, DocumentAsked, SupplyAsked, ViewAsked } from './build-out-source.ts'

type Calls = ThreadCalls<ToAside, unknown, Error>

/** Answers that may wait for each other; each takes up to a second of a large programme. */
const MOST_WAITING = 16

/**
 * The build-out in a thread of its own, which begins with the first question: reading a large file, the plans of other days, and the arithmetic over thousands of activities
 * take a second or two, in which the server must not stand still.
 */
export class AsideClient<Files extends FileWork> implements BuildOutSource {
  #calls: Calls | undefined
  #isStopped = false
  #told: string | undefined
  #waiting = 0

  /** @param program the built twin/server/build-out/aside/main.ts; beside this program where absent */
  constructor(private readonly program: URL = new URL('./aside.mjs', import.meta.url)) {}

  view(known: KnownProgramme, asked: ViewAsked, signal?: AbortSignal): Promise<string> {
    return this.#about(known, { call: 'view', asked }, signal)
  }

  supply(known: KnownProgramme, asked: SupplyAsked, signal?: AbortSignal): Promise<string> {
    return this.#about(known, { call: 'supply', asked }, signal)
  }

  document(known: KnownProgramme, asked: DocumentAsked, signal?: AbortSignal): Promise<string> {
    return this.#about(known, { call: 'document', asked }, signal)
  }

  /**
   * Works on files there.
   * @param name of the work
   * @throws DiagnosedError with the words of what it throws; Error where the thread ends meanwhile
   */
  async file<Name extends keyof Files & string>(
    name: Name,
    ...given: Parameters<Files[Name]>
  ): Promise<Awaited<ReturnType<Files[Name]>>> {
    return (await this.#ask({ call: 'file', name, given })) as Awaited<ReturnType<Files[Name]>>
  }

  /** Ends the thread, with what it has not answered yet. */
  async stop(): Promise<void> {
    this.#isStopped = true
    await this.#calls?.stop({ call: 'stop' })
  }

  async #about(known: KnownProgramme, question: Question<ToAside>, signal?: AbortSignal): Promise<string> {
    if (this.#waiting >= MOST_WAITING) throw tooManyWait('answers of the build-out', this.#waiting)
    this.#waiting++
    try {
      this.#tell(known)
      return (await this.#ask(question, signal)) as string
    } finally {
      this.#waiting--
    }
  }

  /** A large programme is sent once, not with each question. */
  #tell(known: KnownProgramme): void {
    const key = JSON.stringify([known.version, known.fault])
    if (this.#calls && this.#told === key) return
    const told = this.#ask({ call: 'tell', known })
    this.#told = key
    told.catch(() => {
      if (this.#told === key) this.#told = undefined
    })
  }

  #ask(question: Question<ToAside>, signal?: AbortSignal): Promise<unknown> {
    if (this.#isStopped) return Promise.reject(new Error('the thread of the build-out was stopped'))
    this.#calls ??= this.#begin()
    return this.#calls.call(question, signal)
  }

  #begin(): Calls {
    // A thread that is begun anew knows nothing of what the one before was told.
    this.#told = undefined
    const worker = new Worker(this.program)
    const calls: Calls = new ThreadCalls(worker, {
      name: 'the thread of the build-out',
      advice: 'ask again.',
      stopMs: 1_000,
      failure: (message, options) => new Error(message, options),
    })
    worker.on('message', (message: FromAside) => {
      if (message.type === 'result') calls.answer(message.id, message.value)
      else if (message.type === 'problem') calls.refuse(message.id, new ServerProblem(message.code, message.detail))
      else calls.refuse(message.id, new DiagnosedError(message.message))
    })
    void calls.ended.then(() => {
      if (this.#calls === calls) this.#calls = undefined
    })
    return calls
  }
}
