import { dayOf, startOfDay } from '../../analysis/forecast/daily-series.ts'
import type { TelemetryStore } from '../../model/store.ts'
import { epochMs } from '../../model/units.ts'

/** Whole days before today that are looked at. */
export const HISTORY_DAYS = 800
const POINTS_AT_ONCE = 512
/** Means of so many points are kept, 3 kB each; those that were asked for longest ago go first. */
const MOST_KEPT = 8000
/** The last days are asked for again with each new one: readings may come late. */
const LATE_DAYS = 2

/**
 * Daily means of points over the last whole days in UTC. What was read of a store is kept, so that of the quarters of an hour of years only a new day's are read again. Readings
 * that come more than two days late are seen after a restart.
 */
export class DailyMeans {
  readonly #kept = new Map<number, Float32Array>()
  /** The day that all kept columns end before. */
  #today = 0

  constructor(private readonly store: Pick<TelemetryStore, 'history'>) {}

  /**
   * @param today days since 1970-01-01; the columns end with the day before
   * @returns a column of HISTORY_DAYS for each point, NaN where nothing was read
   * @throws what the store throws
   */
  async of(points: readonly number[], today: number): Promise<readonly Float32Array[]> {
    if (today !== this.#today) await this.#turnTo(today)
    const missing = points.filter((point) => !this.#kept.has(point))
    const read = await this.#read(missing, today - HISTORY_DAYS, today)
    const columns = points.map((point) => {
      const column = read.get(point) ?? this.#kept.get(point) ?? new Float32Array(HISTORY_DAYS).fill(Number.NaN)
      this.#kept.delete(point)
      this.#kept.set(point, column)
      return column
    })
    for (const point of this.#kept.keys()) {
      if (this.#kept.size <= MOST_KEPT) break
      this.#kept.delete(point)
    }
    return columns
  }

  /** Moves what is kept on to a later day; after a longer time, or where the clock went back, it is forgotten. */
  async #turnTo(today: number): Promise<void> {
    const passed = today - this.#today
    if (passed < 0 || passed > HISTORY_DAYS / 2) {
      this.#kept.clear()
      this.#today = today
      return
    }
    const points = [...this.#kept.keys()]
    const anew = passed + LATE_DAYS
    const read = await this.#read(points, today - anew, today)
    // Another question may have turned it meanwhile.
    if (this.#today + passed !== today) return
    this.#today = today
    for (const [point, column] of this.#kept) {
      column.copyWithin(0, passed)
      const last = read.get(point)
      if (last) column.set(last.subarray(0, anew), HISTORY_DAYS - anew)
      else this.#kept.delete(point)
    }
  }

  async #read(points: readonly number[], first: number, end: number): Promise<Map<number, Float32Array>> {
    const read = new Map<number, Float32Array>()
    const days = end - first
    for (let start = 0; start < points.length; start += POINTS_AT_ONCE) {
      const some = points.slice(start, start + POINTS_AT_ONCE)
      const query = { points: some, from: startOfDay(first), to: startOfDay(end), buckets: days }
      for (const { at, count, mean, point } of await this.store.history(query)) {
        const column = new Float32Array(days).fill(Number.NaN)
        for (const [row, when] of at.entries()) {
          const place = dayOf(epochMs(when)) - first
          if ((count[row] ?? 0) > 0 && place >= 0 && place < days) column[place] = mean[row] ?? Number.NaN
        }
        read.set(point, column)
      }
    }
    return read
  }
}
