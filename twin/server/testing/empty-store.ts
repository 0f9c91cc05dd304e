import type { TelemetryStore } from '../../model/store.ts'

/** A store in which nothing has been written yet. */
export const emptyStore: Pick<TelemetryStore, 'latest' | 'history' | 'quantiles' | 'keptSince'> = {
  latest: async (points) => points.map(() => undefined),
  history: async ({ points, from, to, buckets }) =>
    points.map((point) => ({
      point,
      resolution: 'raw' as const,
      at: Float64Array.from({ length: buckets }, (_, i) => from + ((to - from) / buckets) * i),
      min: new Float64Array(buckets).fill(Number.NaN),
      mean: new Float64Array(buckets).fill(Number.NaN),
      max: new Float64Array(buckets).fill(Number.NaN),
      last: new Float64Array(buckets).fill(Number.NaN),
      count: new Float64Array(buckets),
    })),
  quantiles: async ({ quantiles }) => new Float64Array(quantiles.length).fill(Number.NaN),
  keptSince: async () => ({ raw: undefined, '1m': undefined, '15m': undefined }),
}
