import { healthCode } from '../../model/health.ts'
import type { PlannedFiguresView } from '../../protocol/dated.ts'
import type { Metric } from '../../protocol/metric.ts'
import type { LiveColumns } from './columns.ts'

const NOTHING = new Float32Array(0)
const UNKNOWN = healthCode('unknown')

/** What is shown of another day: health that nobody knows, and what was measured on it or is reckoned with once that is here. */
export class DatedColumns implements LiveColumns {
  readonly #columns = new Map<Metric, Float32Array>()
  readonly #listeners = new Set<() => void>()
  #revision = 1

  constructor(private readonly extent: number) {
    this.#columns.set('health', new Float32Array(extent).fill(UNKNOWN))
  }

  /** The figures of the same estate; those of another one, whose indexes are others, are left out. */
  fill({ columns }: Pick<PlannedFiguresView, 'columns'>): void {
    for (const { metric, things, values } of columns) {
      const column = new Float32Array(this.extent).fill(metric === 'health' ? UNKNOWN : Number.NaN)
      for (const [place, thing] of things.entries()) column[thing] = values[place] ?? Number.NaN
      this.#columns.set(metric, column)
    }
    this.#revision++
    for (const listener of this.#listeners) listener()
  }

  valuesOf(metric: Metric): Float32Array {
    return this.#columns.get(metric) ?? NOTHING
  }

  valueOf(metric: Metric, index: number): number {
    return this.#columns.get(metric)?.[index] ?? Number.NaN
  }

  newestAt(): number {
    return Number.NaN
  }

  atOf(): number {
    return Number.NaN
  }

  revisionOf(): number {
    return this.#revision
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}
