import type { EpochMs } from '../../model/units.ts'
import type { Forecast, Refusal } from './forecast.ts'

/** What can run out: how much there is of it, and what is foretold of its use. */
export interface Constraint {
  /** NaN where nobody knows it. */
  readonly limit: number
  readonly forecast: Forecast | Refusal
  /** It is used up already, whatever the series says. */
  readonly isUsedUp?: boolean
}

/** Days on which a constraint is first full: `p10` with a chance of one in ten by then, `p90` of nine in ten; null beyond five years. */
export interface FullDates {
  /** Nothing is left of it now. */
  readonly isFull: boolean
  readonly p10: EpochMs | null
  readonly p50: EpochMs | null
  readonly p90: EpochMs | null
}

/**
 * When each constraint is full, what runs out first in front: by even chances, then by one in ten. Those that do not fill within five years come after them; what was refused and what
 * has no known limit is last and has no dates.
 */
export function whenFull<Of extends Constraint>(constraints: readonly Of[]): (Of & { full: FullDates | undefined })[] {
  const dated = constraints.map((one) => ({ ...one, full: datesOf(one) }))
  return dated.sort((one, other) => {
    for (const key of [rank, day('p50'), day('p10'), day('p90')]) {
      const [a, b] = [key(one.full), key(other.full)]
      if (a !== b) return a - b
    }
    return 0
  })
}

function datesOf({ forecast, isUsedUp = false, limit }: Constraint): FullDates | undefined {
  if (forecast.kind === 'refused' || !Number.isFinite(limit)) return undefined
  const first = (of: 'p10' | 'p50' | 'p90') => forecast.days.find((day) => day[of] >= limit)?.at ?? null
  return { isFull: isUsedUp || forecast.level >= limit, p10: first('p90'), p50: first('p50'), p90: first('p10') }
}

function rank(full: FullDates | undefined): number {
  if (full === undefined) return 2
  return full.isFull ? 0 : 1
}

function day(of: 'p10' | 'p50' | 'p90') {
  return (full: FullDates | undefined) => full?.[of] ?? Number.POSITIVE_INFINITY
}
