import type { HistorySeries } from '../../../twin/model/store.ts'

export type ReadingRow = readonly [point: number, at: number, value: number, quality: number]

/**
 * What a series must be, computed from the rows in the order in which they were written, on the buckets that the store chose:
 * the last written row of a point and instant counts, good ones only.
 * @param to exclusive end of the last bucket
 */
export function naiveHistory(
  { point, resolution, at }: HistorySeries,
  to: number,
  rows: readonly ReadingRow[],
): HistorySeries {
  const byInstant = new Map<number, ReadingRow>()
  for (const row of rows) if (row[0] === point) byInstant.set(row[1], row)
  const good = [...byInstant.values()].filter(([, , , quality]) => quality === 0).sort((a, b) => a[1] - b[1])
  const buckets = [...at].map((start, index) => {
    const end = at[index + 1] ?? to
    return good.filter(([, instant]) => instant >= start && instant < end).map(([, , value]) => value)
  })
  const column = (figure: (values: readonly number[]) => number) =>
    Float64Array.from(buckets, (values) => (values.length === 0 ? Number.NaN : figure(values)))
  return {
    point,
    resolution,
    at,
    min: column((values) => Math.min(...values)),
    mean: column((values) => values.reduce((sum, value) => sum + value / values.length, 0)),
    max: column((values) => Math.max(...values)),
    last: column((values) => values.at(-1) ?? Number.NaN),
    count: Float64Array.from(buckets, (values) => values.length),
  }
}
