import type { HistorySeries } from '../../../twin/model/store.ts'
import type { HistoryGrid } from './history-grid.ts'

/** Figures of the good readings of a bucket or a roll-up; `lastAt` orders lasts when several are merged. */
export interface BucketFigures {
  readonly min: number
  readonly mean: number
  readonly max: number
  readonly last: number
  readonly lastAt: number
  readonly count: number
}

/** A series under construction: roll-ups and raw readings are merged into the grid's buckets in any order. */
export class HistoryColumns {
  readonly #grid: HistoryGrid
  readonly #series: HistorySeries
  readonly #lastAt: Float64Array

  constructor(point: number, grid: HistoryGrid) {
    this.#grid = grid
    const column = (fill: number) => new Float64Array(grid.count).fill(fill)
    this.#series = {
      point,
      resolution: grid.resolution,
      at: Float64Array.from({ length: grid.count }, (_, bucket) => grid.from + bucket * grid.width),
      min: column(Number.NaN),
      mean: column(Number.NaN),
      max: column(Number.NaN),
      last: column(Number.NaN),
      count: column(0),
    }
    this.#lastAt = column(Number.NEGATIVE_INFINITY)
  }

  /** Merges figures whose time is `at`; what lies outside the grid is not the query's and is left out. */
  merge(at: number, figures: BucketFigures): void {
    if (at >= this.#grid.to) return
    this.mergeInto(Math.floor((at - this.#grid.from) / this.#grid.width), figures)
  }

  mergeInto(bucket: number, figures: BucketFigures): void {
    const { min, mean, max, last, count } = this.#series
    const before = count[bucket]
    if (before === undefined || figures.count === 0) return
    const total = before + figures.count
    min[bucket] = before === 0 ? figures.min : Math.min(min[bucket] ?? figures.min, figures.min)
    max[bucket] = before === 0 ? figures.max : Math.max(max[bucket] ?? figures.max, figures.max)
    // Weighted means rather than sums: a sum of large counters loses digits, and 1e308 twice would overflow.
    const share = figures.count / total
    mean[bucket] = before === 0 ? figures.mean : (mean[bucket] ?? 0) * (1 - share) + figures.mean * share
    count[bucket] = total
    if (figures.lastAt >= (this.#lastAt[bucket] ?? 0)) {
      last[bucket] = figures.last
      this.#lastAt[bucket] = figures.lastAt
    }
  }

  series(): HistorySeries {
    return this.#series
  }
}
