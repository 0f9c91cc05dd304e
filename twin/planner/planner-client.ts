import { Worker } from 'node:worker_threads'
import type { DatedPlanner, Planner } from '../analysis/answers/planner.ts'
import type { EstateState } from '../analysis/build-out/estate-state.ts'
import type { MeasuredRoom } from '../analysis/cooling/measured-room.ts'
import type { Measurement } from '../analysis/reconcile/measurement.ts'
import { type Question, ThreadCalls } from '../kit/thread-calls.ts'
import type { DatedEdit } from '../model/reservation.ts'
import { AskedPlanner } from './asked-planner.ts'
import type { FromPlanner, PlannerAnswer, PlannerSettings, ToPlanner } from './worker-messages.ts'

/** The planner's thread ended, or could not answer. */
export class PlannerError extends Error {
  override readonly name = 'PlannerError'
}

type Calls = ThreadCalls<ToPlanner, PlannerAnswer, PlannerError>

/**
 * The planner in a thread of its own, which begins with the first question: on a large estate an answer takes seconds, in which the
 * server must not stand still. A thread that has ended is begun anew by the next question.
 */
export class PlannerClient extends AskedPlanner implements DatedPlanner {
  #calls: Calls | undefined
  #isStopped = false
  #edits: readonly DatedEdit[] = []
  #taken: Question<ToPlanner> | undefined

  /** @param program the built twin/planner/main.ts; beside this program where absent */
  constructor(
    private readonly settings: PlannerSettings,
    private readonly program: URL = new URL('./planner.mjs', import.meta.url),
  ) {
    super()
  }

  on(state: EstateState): Planner {
    return new PlannerOfDay(state, (question, signal) => this.ask(question, signal))
  }

  override async reserve(edits: readonly DatedEdit[]): Promise<void> {
    this.#edits = edits
    await super.reserve(edits)
  }

  override async take(
    measurements: readonly Measurement[],
    rooms: readonly MeasuredRoom[] = [],
    lost: readonly string[] = [],
  ): Promise<void> {
    await super.take(measurements, rooms, lost)
    this.#taken = { call: 'take', measurements, rooms, lost }
  }

  /** Ends the thread, with what it has not answered yet. */
  async stop(): Promise<void> {
    this.#isStopped = true
    await this.#calls?.stop({ call: 'stop' })
  }

  protected ask(question: Question<ToPlanner>, signal?: AbortSignal): Promise<PlannerAnswer> {
    if (this.#isStopped) return Promise.reject(new PlannerError('the planner was stopped'))
    if (!this.#calls) {
      this.#calls = this.#begin()
      // A thread that is begun anew knows nothing of what the one before was told.
      if (this.#taken) void this.#calls.call(this.#taken).catch(() => undefined)
      if (this.#edits.length > 0) void this.#calls.call({ call: 'reserve', edits: this.#edits }).catch(() => undefined)
    }
    return this.#calls.call(question, signal)
  }

  #begin(): Calls {
    const worker = new Worker(this.program, { workerData: this.settings })
    const calls: Calls = new ThreadCalls(worker, {
      name: "the planner's thread",
      advice: 'ask again.',
      stopMs: 1_000,
      failure: (message, options) => new PlannerError(message, options),
    })
    worker.on('message', (message: FromPlanner) => {
      if (message.type === 'result') calls.answer(message.id, message.value)
      else calls.refuse(message.id, new PlannerError(message.message))
    })
    void calls.ended.then(() => {
      if (this.#calls === calls) this.#calls = undefined
    })
    return calls
  }
}

/** Asks the same thread about the estate of another day. */
class PlannerOfDay extends AskedPlanner {
  constructor(
    private readonly state: EstateState,
    private readonly put: (question: Question<ToPlanner>, signal?: AbortSignal) => Promise<PlannerAnswer>,
  ) {
    super()
  }

  protected ask(question: Question<ToPlanner>, signal?: AbortSignal): Promise<PlannerAnswer> {
    return this.put({ ...question, state: this.state } as Question<ToPlanner>, signal)
  }
}
