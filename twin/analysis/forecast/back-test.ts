import { quantile } from './robust.ts'
import { fitSeasonalTrend, TWO_YEARS, valueAt } from './seasonal-trend.ts'

/** Days of history before the first forecast of the past, where no year's season is fitted. */
const FIRST_ORIGIN = 28
/** Short histories are asked oftener than weekly, for about so many origins. */
const ORIGINS = 40
/** A year's season is used once so many days after two years can judge it. */
const YEAR_JUDGED = 56
const HORIZONS = [1, 2, 4, 7, 14, 28, 56, 91, 182]
/** A horizon with fewer outcomes calibrates nothing. */
const FEWEST = 5
const SHARE = 0.8

/** Half of the P10–P90 fan, by days ahead. */
export interface Spread {
  readonly days: number
  readonly half: number
}

/** How forecasts made in the past came out. */
export interface BackTest {
  readonly spreads: readonly Spread[]
  /** Share of outcomes inside the fan as it was known at that time; null where too few can be judged. */
  readonly held: number | null
  readonly judged: number
  /** Median of the absolute errors, by days ahead, in the unit of the series. */
  readonly errors: readonly { readonly days: number; readonly medianError: number }[]
}

/**
 * Forecasts from each week of the past (from more days of a short one) what came later (rolling origin, Tashman 2000). Half the fan at a horizon is the conformal 80 % quantile of
 * the absolute errors there (Vovk 2005: rank ⌈0.8·(n+1)⌉), never less than at a shorter one. Whether it held is judged with errors only
 * that had come before each origin, so the judged days took no part in the fan that judges them.
 */
export function backTest(values: readonly number[]): BackTest {
  const errors = HORIZONS.map(() => [] as { origin: number; error: number }[])
  const yearly = knowsYear(values)
  const first = yearly ? TWO_YEARS : FIRST_ORIGIN
  const stride = Math.min(7, Math.max(1, Math.floor((values.length - first) / ORIGINS)))
  for (let count = values.length - 1; count >= first; count -= stride) {
    const fit = fitSeasonalTrend(values, count, yearly)
    if (Number.isNaN(fit.level)) continue
    HORIZONS.forEach((days, at) => {
      const day = count - 1 + days
      const value = values[day]
      if (value === undefined || Number.isNaN(value)) return
      errors[at]?.unshift({ origin: count - 1, error: Math.abs(value - valueAt(fit, day)) })
    })
  }
  let inside = 0
  let judged = 0
  const spreads: Spread[] = []
  const shown: { days: number; medianError: number }[] = []
  HORIZONS.forEach((days, at) => {
    const all = errors[at] ?? []
    if (all.length < FEWEST) return
    const sizes = all.map(({ error }) => error)
    spreads.push({ days, half: Math.max(conformal(sizes), spreads.at(-1)?.half ?? 0) })
    shown.push({ days, medianError: quantile(sizes, 0.5) })
    for (const { origin, error } of all) {
      const known = all.filter((past) => past.origin + days <= origin).map((past) => past.error)
      if (known.length < FEWEST) continue
      judged++
      if (error <= conformal(known)) inside++
    }
  })
  return { spreads, held: judged === 0 ? null : inside / judged, judged, errors: shown }
}

/** Whether a year's season is fitted: two years are there, and eight weeks more to judge it by. */
export function knowsYear(values: readonly number[]): boolean {
  return values.length >= TWO_YEARS + YEAR_JUDGED
}

/** Half of the fan at a number of days ahead: on a line between horizons; beyond the last one it grows in proportion to time, as an error of slope does. */
export function halfFan(spreads: readonly Spread[], days: number): number {
  let before: Spread | undefined
  for (const spread of spreads) {
    if (days <= spread.days) {
      if (before === undefined) return spread.half
      return before.half + ((spread.half - before.half) * (days - before.days)) / (spread.days - before.days)
    }
    before = spread
  }
  return before === undefined ? Number.NaN : (before.half * days) / before.days
}

function conformal(sizes: readonly number[]): number {
  const sorted = Float64Array.from(sizes).sort()
  const rank = Math.min(sorted.length, Math.ceil(SHARE * (sorted.length + 1)))
  return sorted[rank - 1] as number
}
