import { dayOf, startOfDay } from '../../analysis/forecast/daily-series.ts'
import type { TelemetryStore } from '../../model/store.ts'
import { epochMs } from '../../model/units.ts'

/** Whole days before today that are looked at. */
export const HISTORY_DAYS = 800
const POINTS_AT_ONCE = 512
/** Means of so many points are kept, 3 kB each; those that were asked for longest ago go first. */
const MOST_KEPT = 8000
/** Days that columns are kept of: viewers may look at past days of their own. */
const MOST_DAYS = 4
/** The last days are asked for again with each new one: readings may come late. */
const LATE_DAYS = 2

/** Of points, as they were until the end of one day; no column changes once it is made. */
type Columns = Map<number, Float32Array>

/**
 * Daily means of points over the last whole days in UTC. What was read of a store is kept, so that of the quarters of an hour of years only a new day's are read again. Readings
 * that come more than two days late are seen after a restart. Questions of several days may be asked at once.
 */
export class DailyMeans {
  /** By the day that the columns end before; the day and the point that were asked for last stand at the end. */
  readonly #kept = new Map<number, Columns>()

  constructor(private readonly store: Pick<TelemetryStore, 'history'>) {}

  /**
   * @param today days since 1970-01-01; the columns end with the day before
   * @returns a column of HISTORY_DAYS for each point, NaN where nothing was read
   * @throws what the store throws
   */
  async of(points: readonly number[], today: number): Promise<readonly Float32Array[]> {
    const kept = this.#kept.get(today)
    const known = points.map((point) => kept?.get(point))
    const read = await this.#made(
      points.filter((_, place) => !known[place]),
      today,
    )
    const columns = points.map((point, place) => known[place] ?? read.get(point) ?? unknownDays())
    this.#keep(points, columns, today)
    return columns
  }

  /** Columns that are not kept: from those of an earlier day and the days since, or all anew. */
  async #made(points: readonly number[], today: number): Promise<Columns> {
    const made: Columns = new Map()
    const earlier = new Map(points.map((point) => [point, this.#earlier(point, today)] as const))
    for (const passed of new Set([...earlier.values()].map((one) => one?.passed))) {
      const anew = passed === undefined ? HISTORY_DAYS : passed + LATE_DAYS
      const some = points.filter((point) => earlier.get(point)?.passed === passed)
      const read = await this.#read(some, today - anew, today)
      for (const point of some) {
        const column = unknownDays()
        column.set(earlier.get(point)?.column.subarray(passed) ?? [])
        column.set(read.get(point) ?? new Float32Array(anew).fill(Number.NaN), HISTORY_DAYS - anew)
        made.set(point, column)
      }
    }
    return made
  }

  /** The last column before a day, if that is not so long ago that little of it would be left. */
  #earlier(point: number, today: number): { readonly column: Float32Array; readonly passed: number } | undefined {
    const days = [...this.#kept.keys()].filter((day) => day < today && today - day <= HISTORY_DAYS / 2)
    for (const day of days.sort((one, other) => other - one)) {
      const column = this.#kept.get(day)?.get(point)
      if (column) return { column, passed: today - day }
    }
    return undefined
  }

  #keep(points: readonly number[], columns: readonly Float32Array[], today: number): void {
    const kept: Columns = this.#kept.get(today) ?? new Map()
    for (const [place, point] of points.entries()) {
      const column = columns[place]
      kept.delete(point)
      if (column) kept.set(point, column)
    }
    this.#kept.delete(today)
    this.#kept.set(today, kept)
    for (const day of [...this.#kept.keys()].slice(0, -MOST_DAYS)) this.#kept.delete(day)
    let all = [...this.#kept.values()].reduce((sum, { size }) => sum + size, 0)
    for (const some of this.#kept.values())
      for (const point of some.keys()) {
        if (all <= MOST_KEPT) return
        some.delete(point)
        all--
      }
  }

  async #read(points: readonly number[], first: number, end: number): Promise<Columns> {
    const read: Columns = new Map()
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

function unknownDays(): Float32Array {
  return new Float32Array(HISTORY_DAYS).fill(Number.NaN)
}
