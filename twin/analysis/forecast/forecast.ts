import type { EpochMs } from '../../model/units.ts'
import { type BackTest, backTest, halfFan, knowsYear } from './back-test.ts'
import { type DailySeries, dayOf, startOfDay } from './daily-series.ts'
import { fitSeasonalTrend, valueAt } from './seasonal-trend.ts'

/** Fewer measured days than eight weeks of them say nothing. */
const FEWEST_DAYS = 56
/** Beyond five years no date is told. */
export const HORIZON_DAYS = 1826

/** A reservation or a planned change: from its date on it adds (or frees) an amount of what the series measures. */
export interface Step {
  readonly at: EpochMs
  readonly amount: number
  readonly name: string
  readonly nameSr?: string
}

/** A forecast of one day. */
export interface FanDay {
  readonly at: EpochMs
  readonly p10: number
  readonly p50: number
  readonly p90: number
}

export interface Forecast {
  readonly kind: 'forecast'
  readonly days: readonly FanDay[]
  /** What the last fortnight comes to, without the week's and the year's season. */
  readonly level: number
  /** Trend of the past, a day. */
  readonly perDay: number
  readonly measuredDays: number
  readonly backTest: BackTest
}

/** Why nothing is foretold. */
export interface Refusal {
  readonly kind: 'refused'
  readonly reason: 'under-eight-weeks' | 'cannot-be-back-tested' | 'not-built-yet' | 'beyond-five-years'
  readonly measuredDays: number
  readonly neededDays: number
}

/** Foretells a series of what is never less than nothing day by day for five years: trend, week, year where two are known, dated steps, and the fan that past errors give. */
export function forecastSeries(series: DailySeries, steps: readonly Step[]): Forecast | Refusal {
  const { values, firstDay } = series
  const measuredDays = values.filter((value) => !Number.isNaN(value)).length
  const refusal = { kind: 'refused', measuredDays, neededDays: FEWEST_DAYS } as const
  if (measuredDays < FEWEST_DAYS) return { ...refusal, reason: 'under-eight-weeks' }
  const test = backTest(values)
  if (test.spreads.length === 0) return { ...refusal, reason: 'cannot-be-back-tested' }
  const fit = fitSeasonalTrend(values, values.length, knowsYear(values))
  const lastDay = firstDay + fit.lastDay
  const ahead = steps.map(({ at, amount }) => ({ day: dayOf(at), amount })).filter(({ day }) => day > lastDay)
  const days = Array.from({ length: HORIZON_DAYS }, (_, i): FanDay => {
    const day = lastDay + 1 + i
    const added = ahead.reduce((sum, step) => (step.day <= day ? sum + step.amount : sum), 0)
    const p50 = valueAt(fit, fit.lastDay + 1 + i) + added
    const half = halfFan(test.spreads, i + 1)
    return {
      at: startOfDay(day),
      p10: atLeastNothing(p50 - half),
      p50: atLeastNothing(p50),
      p90: atLeastNothing(p50 + half),
    }
  })
  return { kind: 'forecast', days, level: fit.level, perDay: fit.perDay, measuredDays, backTest: test }
}

/** Of a place that comes on a day to come: nothing was measured there. */
export const NOT_BUILT_YET: Refusal = {
  ...{ kind: 'refused', reason: 'not-built-yet', measuredDays: 0, neededDays: FEWEST_DAYS },
}

/** The same forecast from a later day on, on which its level is what is then foretold. */
export function forecastFrom(forecast: Forecast | Refusal, from: EpochMs): Forecast | Refusal {
  if (forecast.kind === 'refused') return forecast
  const days = forecast.days.filter(({ at }) => at >= from)
  const [first] = days
  if (first) return { ...forecast, days, level: first.p50 }
  const { measuredDays } = forecast
  return { kind: 'refused', reason: 'beyond-five-years', measuredDays, neededDays: FEWEST_DAYS }
}

function atLeastNothing(value: number): number {
  return Math.max(0, value)
}
