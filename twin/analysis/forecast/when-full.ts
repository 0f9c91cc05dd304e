import type { EpochMs } from '../../model/units.ts'
import type { Forecast, Refusal } from './forecast.ts'

/** What can run out: its forecast and how much there is of it. */
export interface Constraint {
  readonly name: string
  readonly limit: number
  readonly forecast: Forecast | Refusal
}

/** Dates on which a constraint is first full: `p10` with a chance of one in ten by then, `p90` of nine in ten; null beyond five years. */
export interface FullDates {
  readonly name: string
  readonly p10: EpochMs | null
  readonly p50: EpochMs | null
  readonly p90: EpochMs | null
}

/** When each constraint is full, what runs out first in front. What was refused is left out, and so is what has no known limit. */
export function whenFull(constraints: readonly Constraint[]): FullDates[] {
  const dates = constraints.flatMap(({ name, limit, forecast }) => {
    if (forecast.kind === 'refused' || !Number.isFinite(limit)) return []
    const first = (of: 'p10' | 'p50' | 'p90') => forecast.days.find((day) => day[of] >= limit)?.at ?? null
    return [{ name, p10: first('p90'), p50: first('p50'), p90: first('p10') }]
  })
  const never = Number.POSITIVE_INFINITY
  const order = (a: EpochMs | null, b: EpochMs | null) =>
    (a ?? never) === (b ?? never) ? 0 : (a ?? never) - (b ?? never)
  return dates.sort((a, b) => order(a.p50, b.p50) || order(a.p10, b.p10))
}
