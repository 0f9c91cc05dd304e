import { type DayMeasure, startOfDay } from '../../analysis/forecast/daily-series.ts'
import { type DailyMeans, HISTORY_DAYS } from './daily-means.ts'

/** A day counts where so much of what had been read before it was read. */
const LEAST_SHARE = 0.9

/**
 * Daily means of a group of points, summed, over whole days in UTC before `today`. Before its first reading a point draws nothing; later days without one are made up by the mean of
 * the others, where nine tenths of them were read, else the day is a gap.
 * @throws what the store throws
 */
export async function dailyDraw(means: DailyMeans, points: readonly number[], today: number): Promise<DayMeasure[]> {
  const first = today - HISTORY_DAYS
  const sum = new Float64Array(HISTORY_DAYS)
  const read = new Uint32Array(HISTORY_DAYS)
  const begun = new Uint32Array(HISTORY_DAYS)
  for (const column of await means.of(points, today)) {
    let hasBegun = false
    for (const [place, mean] of column.entries()) {
      const isRead = !Number.isNaN(mean)
      hasBegun ||= isRead
      if (hasBegun) begun[place] = (begun[place] ?? 0) + 1
      if (!isRead) continue
      sum[place] = (sum[place] ?? 0) + mean
      read[place] = (read[place] ?? 0) + 1
    }
  }
  return Array.from(sum, (total, place) => {
    const [known, all] = [read[place] ?? 0, begun[place] ?? 0]
    const value = known > 0 && known >= LEAST_SHARE * all ? (total * all) / known : null
    return { from: startOfDay(first + place), to: startOfDay(first + place + 1), value }
  })
}
