import { weekdayOf } from './day-number.ts'

export type TickUnit = 'decade' | 'year' | 'quarter' | 'month' | 'week' | 'day'

/** Two lines of an axis: the finer below, the one that it is counted in above; none above decades. */
export interface Tiers {
  readonly minor: TickUnit
  readonly major: TickUnit | undefined
}

/** The finest unit whose ticks stand at least so far apart, with the days that one lasts. */
const FINEST: readonly { readonly unit: TickUnit; readonly days: number; readonly least: number }[] = [
  { unit: 'day', days: 1, least: 18 },
  { unit: 'week', days: 7, least: 24 },
  { unit: 'month', days: 30.4, least: 24 },
  { unit: 'quarter', days: 91.3, least: 40 },
  { unit: 'year', days: 365.25, least: 34 },
]
const ABOVE: Readonly<Record<TickUnit, TickUnit | undefined>> = {
  ...{ day: 'month', week: 'month', month: 'year', quarter: 'year', year: 'decade', decade: undefined },
}
const DAY_MS = 86_400_000

/** The units of the axis at a scale. */
export function tiersAt(pixelsPerDay: number): Tiers {
  const minor = FINEST.find(({ days, least }) => days * pixelsPerDay >= least)?.unit ?? 'decade'
  return { minor, major: ABOVE[minor] }
}

/** The first days of all units that have a day from one day until another; weeks begin on Monday (ISO 8601). */
export function ticksOf(unit: TickUnit, from: number, until: number): readonly number[] {
  const ticks: number[] = []
  for (let day = unitStart(unit, Math.floor(from)); day < until; day = nextStart(unit, day)) ticks.push(day)
  return ticks
}

/** The first day of the unit that a day lies in. */
function unitStart(unit: TickUnit, day: number): number {
  if (unit === 'day') return day
  if (unit === 'week') return day - weekdayOf(day)
  const at = new Date(day * DAY_MS)
  const [year, month] = [at.getUTCFullYear(), at.getUTCMonth()]
  switch (unit) {
    case 'month':
      return firstOf(year, month)
    case 'quarter':
      return firstOf(year, month - (month % 3))
    case 'year':
      return firstOf(year, 0)
    case 'decade':
      return firstOf(year - (year % 10), 0)
  }
}

/** The first day of the unit after the one that begins on a day. */
export function nextStart(unit: TickUnit, start: number): number {
  if (unit === 'day') return start + 1
  if (unit === 'week') return start + 7
  const at = new Date(start * DAY_MS)
  const months = { month: 1, quarter: 3, year: 12, decade: 120 }[unit]
  return firstOf(at.getUTCFullYear(), at.getUTCMonth() + months)
}

function firstOf(year: number, month: number): number {
  return Date.UTC(year, month, 1) / DAY_MS
}
