import { Worker } from 'node:worker_threads'
import type { FailureSummary } from '../analysis/answers/failure-summary.ts'
import type { PlaceFigures } from '../analysis/answers/place-figures.ts'
import type { Basis, ChainFigure, LabelPeak, PlaceCapacity, Planner } from '../analysis/answers/planner.ts'
import type { MeasuredRoom } from '../analysis/cooling/measured-room.ts'
import type { Relief } from '../analysis/placement/relief.ts'
import type { Corded, PlacementAnswer, PlacementRequest, Unborne } from '../analysis/placement/request.ts'
import type { Measurement } from '../analysis/reconcile/measurement.ts'
import type { Releases } from '../analysis/release/release.ts'
import { type Question, ThreadCalls } from '../kit/thread-calls.ts'
import type { Period } from '../model/day.ts'
import type { DatedEdit } from '../model/reservation.ts'
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
export class PlannerClient implements Planner {
  #calls: Calls | undefined
  #isStopped = false
  #edits: readonly DatedEdit[] = []
  #taken: Question<ToPlanner> | undefined

  /** @param program the built twin/planner/main.ts; beside this program where absent */
  constructor(
    private readonly settings: PlannerSettings,
    private readonly program: URL = new URL('./planner.mjs', import.meta.url),
  ) {}

  async fail(paths: readonly string[], period?: Period, signal?: AbortSignal): Promise<FailureSummary> {
    return (await this.#ask({ call: 'fail', paths, period }, signal)) as FailureSummary
  }

  async capacity(paths: readonly string[], period?: Period, signal?: AbortSignal): Promise<readonly PlaceCapacity[]> {
    return (await this.#ask({ call: 'capacity', paths, period }, signal)) as readonly PlaceCapacity[]
  }

  async chain(path: string, signal?: AbortSignal): Promise<readonly ChainFigure[]> {
    return (await this.#ask({ call: 'chain', path }, signal)) as readonly ChainFigure[]
  }

  async place(request: PlacementRequest, period?: Period, signal?: AbortSignal): Promise<PlacementAnswer> {
    return (await this.#ask({ call: 'place', request, period }, signal)) as PlacementAnswer
  }

  async unborne(watts: number, devices: readonly Corded[], period: Period): Promise<Unborne | undefined> {
    return (await this.#ask({ call: 'unborne', watts, devices, period })) as Unborne | undefined
  }

  async relieve(request: PlacementRequest, period?: Period, signal?: AbortSignal): Promise<readonly Relief[]> {
    return (await this.#ask({ call: 'relieve', request, period }, signal)) as readonly Relief[]
  }

  async release(path: string, peaks: readonly LabelPeak[], period?: Period, signal?: AbortSignal): Promise<Releases> {
    return (await this.#ask({ call: 'release', path, peaks, period }, signal)) as Releases
  }

  async reserve(edits: readonly DatedEdit[]): Promise<void> {
    this.#edits = edits
    await this.#ask({ call: 'reserve', edits })
  }

  async take(
    measurements: readonly Measurement[],
    rooms: readonly MeasuredRoom[] = [],
    lost: readonly string[] = [],
  ): Promise<void> {
    const taken = { call: 'take', measurements, rooms, lost } as const
    await this.#ask(taken)
    this.#taken = taken
  }

  async basis(): Promise<Basis> {
    return (await this.#ask({ call: 'basis' })) as Basis
  }

  async figures(): Promise<PlaceFigures> {
    return (await this.#ask({ call: 'figures' })) as PlaceFigures
  }

  /** Ends the thread, with what it has not answered yet. */
  async stop(): Promise<void> {
    this.#isStopped = true
    await this.#calls?.stop({ call: 'stop' })
  }

  #ask(question: Question<ToPlanner>, signal?: AbortSignal): Promise<PlannerAnswer> {
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
