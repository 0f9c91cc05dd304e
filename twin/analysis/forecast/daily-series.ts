import type { EpochMs } from '../../model/units.ts'

const DAY_MS = 86_400_000

/** What was measured over one period of about a day: a mean of that time, or null where nothing was. */
export interface DayMeasure {
  readonly from: EpochMs
  readonly to: EpochMs
  readonly value: number | null
}

/** One value a day without holes in time: `values[i]` is of day `firstDay + i`, NaN where nothing was measured. */
export interface DailySeries {
  /** Days since 1970-01-01. */
  readonly firstDay: number
  readonly values: readonly number[]
}

/**
 * Puts periods on days. A period belongs to the day of its middle, so a local day of 23 or 25 hours, and one with a leap second, falls on one day and none
 * is skipped. Periods of the same day are averaged by their length; one of no length, or that ends before it begins, says nothing.
 */
export function dailySeries(measures: readonly DayMeasure[]): DailySeries {
  const sums = new Map<number, { sum: number; time: number }>()
  let first = Number.POSITIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  for (const { from, to, value } of measures) {
    const time = to - from
    if (!(time > 0) || value === null || !Number.isFinite(value)) continue
    const day = Math.floor((from + time / 2) / DAY_MS)
    const of = sums.get(day) ?? { sum: 0, time: 0 }
    sums.set(day, { sum: of.sum + value * time, time: of.time + time })
    first = Math.min(first, day)
    last = Math.max(last, day)
  }
  if (sums.size === 0) return { firstDay: 0, values: [] }
  const values = Array.from({ length: last - first + 1 }, (_, i) => {
    const of = sums.get(first + i)
    return of === undefined ? Number.NaN : of.sum / of.time
  })
  return { firstDay: first, values }
}

/** The instant at which a day since 1970-01-01 begins, in UTC. */
export function startOfDay(day: number): EpochMs {
  return (day * DAY_MS) as EpochMs
}

/** The day since 1970-01-01 in which an instant falls, in UTC. */
export function dayOf(at: EpochMs): number {
  return Math.floor(at / DAY_MS)
}
