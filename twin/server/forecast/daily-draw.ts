import { type DayMeasure, dayOf, startOfDay } from '../../analysis/forecast/daily-series.ts'
import type { TelemetryStore } from '../../model/store.ts'
import { epochMs } from '../../model/units.ts'

/** Whole days before today that are looked at. */
export const HISTORY_DAYS = 800
const POINTS_AT_ONCE = 128
/** A day counts where so much of what had been read before it was read. */
const LEAST_SHARE = 0.9

class DailySum {
  readonly #sum = new Float64Array(HISTORY_DAYS)
  readonly #read = new Uint32Array(HISTORY_DAYS)
  readonly #begun = new Uint32Array(HISTORY_DAYS)

  /** @param means a day each, NaN where nothing was read */
  add(means: Float64Array): void {
    let hasBegun = false
    for (const [place, mean] of means.entries()) {
      const isRead = !Number.isNaN(mean)
      hasBegun ||= isRead
      if (hasBegun) this.#begun[place] = (this.#begun[place] ?? 0) + 1
      if (!isRead) continue
      this.#sum[place] = (this.#sum[place] ?? 0) + mean
      this.#read[place] = (this.#read[place] ?? 0) + 1
    }
  }

  from(first: number): DayMeasure[] {
    return Array.from(this.#sum, (total, place) => {
      const [known, all] = [this.#read[place] ?? 0, this.#begun[place] ?? 0]
      const value = known > 0 && known >= LEAST_SHARE * all ? (total * all) / known : null
      return { from: startOfDay(first + place), to: startOfDay(first + place + 1), value }
    })
  }
}

/**
 * Daily means of points, summed by group, over whole days in UTC before `today`. Before its first reading a point draws nothing; later days without one are made up by the mean of
 * the group's others, where nine tenths of them were read, else the day is a gap.
 * @param groups indexes of points; a point may be in several
 * @throws what the store throws
 */
export async function dailyDraw(
  store: Pick<TelemetryStore, 'history'>,
  groups: readonly ReadonlySet<number>[],
  today: number,
): Promise<DayMeasure[][]> {
  const first = today - HISTORY_DAYS
  const sums = groups.map(() => new DailySum())
  const points = [...new Set(groups.flatMap((group) => [...group]))]
  for (let start = 0; start < points.length; start += POINTS_AT_ONCE) {
    const some = points.slice(start, start + POINTS_AT_ONCE)
    const query = { points: some, from: startOfDay(first), to: startOfDay(today), buckets: HISTORY_DAYS }
    for (const { at, count, mean, point } of await store.history(query)) {
      const means = new Float64Array(HISTORY_DAYS).fill(Number.NaN)
      for (const [row, when] of at.entries()) {
        const place = dayOf(epochMs(when)) - first
        if ((count[row] ?? 0) > 0 && place >= 0 && place < HISTORY_DAYS) means[place] = mean[row] ?? Number.NaN
      }
      for (const [index, group] of groups.entries()) if (group.has(point)) sums[index]?.add(means)
    }
  }
  return sums.map((sum) => sum.from(first))
}
