import type { Metric } from '../../protocol/metric.ts'
import type { LiveColumns } from './columns.ts'

/** Columns of which one is not as it is, but as it would be; all others are live. */
export class OverlaidColumns implements LiveColumns {
  constructor(
    private readonly live: LiveColumns,
    private readonly metric: Metric,
    private readonly column: Float32Array,
  ) {}

  valuesOf(metric: Metric): Float32Array {
    return metric === this.metric ? this.column : this.live.valuesOf(metric)
  }

  valueOf(metric: Metric, index: number): number {
    return metric === this.metric ? (this.column[index] ?? Number.NaN) : this.live.valueOf(metric, index)
  }

  newestAt(metric: Metric): number {
    return this.live.newestAt(metric)
  }

  atOf(metric: Metric, index: number): number {
    return this.live.atOf(metric, index)
  }

  revisionOf(metric: Metric): number {
    return metric === this.metric ? 0 : this.live.revisionOf(metric)
  }

  subscribe(listener: () => void): () => void {
    return this.live.subscribe(listener)
  }
}
