import type { Metric } from '../../protocol/metric.ts'

/**
 * The newest values, outside React: one column a metric, indexed by thing (by point for `point`). Readers look when told, at
 * most once an animation frame.
 */
export interface LiveColumns {
  /** NaN is no data, infinity has no maximum to be compared with. Ask again after each notice: a column that grew is a new array. */
  valuesOf(metric: Metric): Float32Array
  valueOf(metric: Metric, index: number): number
  /** Epoch milliseconds of the newest value in the column; NaN when nothing came yet. */
  newestAt(metric: Metric): number
  /** About when the newest value that was measured since the page looks came, epoch milliseconds; NaN when none did. */
  atOf(metric: Metric, index: number): number
  /** Counts up with every change of the column. */
  revisionOf(metric: Metric): number
  /** `listener` is called at most once an animation frame, when any column changed. Returns the way out. */
  subscribe(listener: () => void): () => void
}

/** Values that came together: `ids` are indexes of things (of points for `point`). */
export interface ColumnUpdate {
  readonly metric: Metric
  readonly at: number
  readonly ids: Uint32Array
  readonly values: Float32Array
  /** The values were there before, however old: `at` is not theirs. @default false */
  readonly known?: boolean
}

/** Calls its argument soon, once: `requestAnimationFrame` in the page. */
export type Schedule = (run: () => void) => void

interface Column {
  values: Float32Array
  /** When each value came: the time of the newest value that came with it. No data is no value that came. */
  times: Float64Array
  at: number
  revision: number
}

const NOTHING = new Float32Array(0)
const NEVER = new Float64Array(0)

/** The columns and the way to fill them. */
export class ColumnStore implements LiveColumns {
  readonly #columns = new Map<Metric, Column>()
  readonly #listeners = new Set<() => void>()
  readonly #schedule: Schedule
  #noticeDue = false

  constructor(schedule: Schedule) {
    this.#schedule = schedule
  }

  valuesOf(metric: Metric): Float32Array {
    return this.#columns.get(metric)?.values ?? NOTHING
  }

  valueOf(metric: Metric, index: number): number {
    return this.#columns.get(metric)?.values[index] ?? Number.NaN
  }

  newestAt(metric: Metric): number {
    return this.#columns.get(metric)?.at ?? Number.NaN
  }

  atOf(metric: Metric, index: number): number {
    return this.#columns.get(metric)?.times[index] ?? Number.NaN
  }

  revisionOf(metric: Metric): number {
    return this.#columns.get(metric)?.revision ?? 0
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Overwrites the values named. */
  apply({ metric, at, ids, values, known = false }: ColumnUpdate): void {
    if (ids.length === 0) return
    let highest = 0
    for (const id of ids) if (id > highest) highest = id
    const column = this.#columnFor(metric, highest + 1)
    for (let row = 0; row < ids.length; row++) {
      const id = ids[row] ?? 0
      const value = values[row] ?? Number.NaN
      column.values[id] = value
      if (!known && !Number.isNaN(value)) column.times[id] = at
    }
    column.at = Number.isNaN(column.at) ? at : Math.max(column.at, at)
    column.revision++
    this.#notify()
  }

  /** Forgets everything, for another estate. */
  clear(): void {
    this.#columns.clear()
    this.#notify()
  }

  #columnFor(metric: Metric, length: number): Column {
    const column = this.#columns.get(metric) ?? { values: NOTHING, times: NEVER, at: Number.NaN, revision: 0 }
    if (column.values.length < length) {
      const size = Math.max(length, Math.ceil(column.values.length * 1.5))
      const values = new Float32Array(size).fill(Number.NaN)
      values.set(column.values)
      const times = new Float64Array(size).fill(Number.NaN)
      times.set(column.times)
      column.values = values
      column.times = times
    }
    this.#columns.set(metric, column)
    return column
  }

  #notify(): void {
    if (this.#noticeDue) return
    this.#noticeDue = true
    this.#schedule(() => {
      this.#noticeDue = false
      for (const listener of this.#listeners) listener()
    })
  }
}
