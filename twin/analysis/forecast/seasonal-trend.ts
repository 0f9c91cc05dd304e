import { median, theilSen } from './robust.ts'

const WEEK = 7
const YEAR = 365.2425
/** The level is the median of so many last days. */
const LEVEL_DAYS = 14

/** A line with what repeats each week, and each year where two of them are known. */
export interface SeasonalTrend {
  /** Value without seasons at the last fitted day. */
  readonly level: number
  readonly perDay: number
  /** What the day of the week adds, by index of the day modulo 7. */
  readonly weekly: readonly number[]
  /** Cosine and sine of the first harmonic of the year; zero under two years. */
  readonly yearly: readonly [cos: number, sin: number]
  readonly lastDay: number
}

/** Days of two years: before them a year's season cannot be told from a trend. */
export const TWO_YEARS = 731

/**
 * Fits the first `count` values (NaN is a gap), of which the first is day 0. Medians, so that single wrong days do not move it. With `yearly` the slope is that
 * of equal weeks of different years (seasonal Kendall slope, Hirsch, Slack and Smith 1982).
 */
export function fitSeasonalTrend(values: readonly number[], count: number, yearly: boolean): SeasonalTrend {
  const weeks = weeklyMedians(values, count)
  const perDay = yearly ? slopeOverYears(weeks) : theilSen(weeks)
  const year = yearly ? yearOf(weeks, perDay) : ([0, 0] as const)
  const weekly = weekOf(values, count, weeks, perDay)
  const recent: number[] = []
  const lastDay = count - 1
  for (let day = lastDay; day >= 0 && recent.length < LEVEL_DAYS; day--) {
    const value = values[day] as number
    if (Number.isNaN(value)) continue
    const season = (weekly[day % WEEK] as number) + yearAt(year, day)
    recent.push(value - season + perDay * (lastDay - day))
  }
  return { level: median(recent), perDay, weekly, yearly: year, lastDay }
}

/** The value that the line and its seasons give for a day. */
export function valueAt(fit: SeasonalTrend, day: number): number {
  return fit.level + fit.perDay * (day - fit.lastDay) + (fit.weekly[day % WEEK] as number) + yearAt(fit.yearly, day)
}

function yearAt([cos, sin]: readonly [number, number], day: number): number {
  const angle = (2 * Math.PI * day) / YEAR
  return cos * Math.cos(angle) + sin * Math.sin(angle)
}

function weeklyMedians(values: readonly number[], count: number): [number, number][] {
  const weeks: [number, number][] = []
  for (let end = count; end > 0; end -= WEEK) {
    const known = values.slice(Math.max(0, end - WEEK), end).filter((value) => !Number.isNaN(value))
    if (known.length > 0) weeks.push([end - (WEEK + 1) / 2, median(known)])
  }
  return weeks.reverse()
}

function slopeOverYears(weeks: readonly (readonly [number, number])[]): number {
  const byDay = new Map(weeks)
  const slopes: number[] = []
  for (const [day, value] of weeks) {
    for (let apart = 52 * WEEK; apart <= day; apart += 52 * WEEK) {
      const before = byDay.get(day - apart)
      if (before !== undefined) slopes.push((value - before) / apart)
    }
  }
  return slopes.length === 0 ? theilSen(weeks) : median(slopes)
}

/** Least squares of the first harmonic over whole years, where cosine and sine are orthogonal to each other and to the mean. */
function yearOf(weeks: readonly (readonly [number, number])[], perDay: number): [number, number] {
  const end = (weeks.at(-1) as readonly [number, number])[0]
  const start = end - Math.floor(end / YEAR) * YEAR
  const whole = weeks.filter(([day]) => day > start)
  const middle = median(whole.map(([day, value]) => value - perDay * day))
  let cos = 0
  let sin = 0
  for (const [day, value] of whole) {
    const angle = (2 * Math.PI * day) / YEAR
    const rest = value - perDay * day - middle
    cos += (2 * rest * Math.cos(angle)) / whole.length
    sin += (2 * rest * Math.sin(angle)) / whole.length
  }
  return [cos, sin]
}

function weekOf(
  values: readonly number[],
  count: number,
  weeks: readonly (readonly [number, number])[],
  perDay: number,
): number[] {
  const rests: number[][] = Array.from({ length: WEEK }, () => [])
  for (const [centre, middle] of weeks) {
    for (let day = Math.max(0, centre - 3); day <= centre + 3 && day < count; day++) {
      const value = values[day] as number
      if (!Number.isNaN(value)) (rests[day % WEEK] as number[]).push(value - middle - perDay * (day - centre))
    }
  }
  return rests.map((rest) => (rest.length === 0 ? 0 : median(rest)))
}
