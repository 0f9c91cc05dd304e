import type { HistoryAnswer } from '../../../protocol/rest.ts'

export type Series = HistoryAnswer['series'][number]

/** The series on one time axis, as uPlot and the table take them: seconds, then a column of means a series. */
export interface AlignedHistory {
  /** Epoch seconds, rising. */
  readonly seconds: readonly number[]
  /** One column a series; null where it has no value at that time. */
  readonly means: readonly (readonly (number | null)[])[]
}

/** When the first bucket with a value begins, in epoch milliseconds; undefined where none has one. */
export function firstRecorded(series: readonly Series[]): number | undefined {
  const firsts = series.flatMap(({ at, count }) => at.find((_, row) => (count[row] ?? 0) > 0) ?? [])
  return firsts.length === 0 ? undefined : Math.min(...firsts)
}

export function alignSeries(series: readonly Series[]): AlignedHistory {
  const times = [...new Set(series.flatMap(({ at }) => at))].sort((one, other) => one - other)
  const row = new Map(times.map((time, at) => [time, at]))
  const means = series.map(({ at, mean }) => {
    const column: (number | null)[] = new Array(times.length).fill(null)
    at.forEach((time, index) => {
      column[row.get(time) ?? 0] = mean[index] ?? null
    })
    return column
  })
  return { seconds: times.map((time) => time / 1000), means }
}
