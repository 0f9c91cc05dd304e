import type { Planner } from '../../analysis/answers/planner.ts'
import type { EpochMs } from '../../model/units.ts'
import type { Metric } from '../../protocol/metric.ts'

/** Live columns that the planner computes; no reading moves them at once. */
export const PLANNED_METRICS = [
  'failover-use',
  'cooling-use',
  'free-run',
  'stranded',
  'confidence',
] as const satisfies Metric[]
export type PlannedMetric = (typeof PLANNED_METRICS)[number]

/** What it takes in changes slowly, and asking costs the planner's thread some seconds on a large estate. */
const ASK_EVERY_MS = 60_000

/** The newest answer of the planner for every place, asked for while somebody looks at it. */
export class PlannedFigures {
  readonly #columns = new Map<PlannedMetric, Float32Array>()
  #askedAt = Number.NEGATIVE_INFINITY
  #isAsking = false

  constructor(
    private readonly planner: Planner,
    private readonly log: (message: string) => void,
  ) {}

  /** NaN while nothing is known. */
  of(metric: PlannedMetric, index: number): number {
    return this.#columns.get(metric)?.[index] ?? Number.NaN
  }

  /**
   * Asks the planner where that is due.
   * @param now by a clock that may jump: a jump back asks anew
   * @returns indexes of the things whose figures moved; undefined where nothing was asked, or no answer came
   */
  async refresh(now: EpochMs): Promise<Readonly<Record<PlannedMetric, readonly number[]>> | undefined> {
    const age = now - this.#askedAt
    if (this.#isAsking || (age >= 0 && age < ASK_EVERY_MS)) return undefined
    this.#isAsking = true
    this.#askedAt = now
    try {
      const { confidence, coolingUse, failoverUse, freeRun, stranded } = await this.planner.figures()
      return {
        'failover-use': this.#take('failover-use', failoverUse),
        'cooling-use': this.#take('cooling-use', coolingUse),
        'free-run': this.#take('free-run', freeRun),
        stranded: this.#take('stranded', stranded),
        confidence: this.#take('confidence', confidence),
      }
    } catch (error) {
      this.log(`The planner gave no figures: ${error instanceof Error ? error.message : String(error)}`)
      return undefined
    } finally {
      this.#isAsking = false
    }
  }

  #take(metric: PlannedMetric, next: Float32Array): readonly number[] {
    const before = this.#columns.get(metric)
    this.#columns.set(metric, next)
    const moved: number[] = []
    for (const [index, value] of next.entries()) if (!Object.is(value, before?.[index] ?? Number.NaN)) moved.push(index)
    return moved
  }
}
