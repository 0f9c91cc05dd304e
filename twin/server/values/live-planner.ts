import type { FailureSummary } from '../../analysis/answers/failure-summary.ts'
import type { PlaceFigures } from '../../analysis/answers/place-figures.ts'
import type { Basis, ChainFigure, Planner } from '../../analysis/answers/planner.ts'
import type { Capacity } from '../../analysis/capacity/capacity.ts'
import type { PlacementAnswer, PlacementRequest } from '../../analysis/placement/request.ts'
import { type Measurement, STALE_AFTER_SECONDS } from '../../analysis/reconcile/measurement.ts'

/** Loads change slowly, and all that rests on them is computed anew. */
const TAKE_EVERY_SECONDS = 60
/** On a large estate an answer from nothing takes long: measurements are renewed in a tenth of the time at most. */
const LEAST_REST = 10

/** A planner that is given what is measured, when a question comes and what it has is old. */
export class LivePlanner implements Planner {
  #takenAt = Number.NEGATIVE_INFINITY
  #cost = 0
  #taking: Promise<void> | undefined

  /**
   * @param measured the newest measurements
   * @param seconds a clock that never jumps
   */
  constructor(
    private readonly planner: Planner,
    private readonly measured: () => readonly Measurement[],
    private readonly seconds: () => number,
  ) {}

  fail(paths: readonly string[]): Promise<FailureSummary> {
    return this.#answer(() => this.planner.fail(paths))
  }

  capacity(paths: readonly string[]): Promise<readonly Capacity[]> {
    return this.#answer(() => this.planner.capacity(paths))
  }

  chain(path: string): Promise<readonly ChainFigure[]> {
    return this.#answer(() => this.planner.chain(path))
  }

  place(request: PlacementRequest): Promise<PlacementAnswer> {
    return this.#answer(() => this.planner.place(request))
  }

  figures(): Promise<PlaceFigures> {
    return this.#answer(() => this.planner.figures())
  }

  basis(): Promise<Basis> {
    return this.planner.basis()
  }

  take(measurements: readonly Measurement[]): Promise<void> {
    return this.planner.take(measurements)
  }

  async #answer<T>(ask: () => Promise<T>): Promise<T> {
    this.#taking ??= this.#renew().finally(() => {
      this.#taking = undefined
    })
    await this.#taking
    const began = this.seconds()
    const answer = await ask()
    this.#cost = Math.max(this.#cost, this.seconds() - began)
    return answer
  }

  async #renew(): Promise<void> {
    const now = this.seconds()
    if (now - this.#takenAt < Math.max(TAKE_EVERY_SECONDS, this.#cost * LEAST_REST)) return
    const fresh = this.measured().filter(({ ageSeconds }) => ageSeconds <= STALE_AFTER_SECONDS)
    await this.planner.take(fresh)
    this.#takenAt = now
    this.#cost = 0
  }
}
