import type { EpochMs } from './units.ts'

declare const brand: unique symbol

/** A day of the calendar, `2027-03-01`, wherever that day is; two of them compare as texts. */
export type Day = string & { readonly [brand]: 'Day' }

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/
const DAY_MS = 86_400_000

/** The day that a text says, in the manner of ISO 8601; undefined where the calendar has no such day. */
export function readDay(text: string): Day | undefined {
  const [, year, month, date] = DAY.exec(text) ?? []
  if (year === undefined || Number(year) < 1970) return undefined
  const at = new Date(Date.UTC(Number(year), Number(month) - 1, Number(date)))
  return at.toISOString().slice(0, 10) === text ? (text as Day) : undefined
}

/** The day that it is at an instant in a time zone of the IANA database. */
export function dayIn(at: EpochMs, timeZone: string): Day {
  const parts = new Intl.DateTimeFormat('en', {
    ...{ timeZone, calendar: 'gregory', numberingSystem: 'latn' },
    ...{ year: 'numeric', month: '2-digit', day: '2-digit' },
  }).formatToParts(at)
  const part = (type: 'year' | 'month' | 'day') => parts.find((one) => one.type === type)?.value ?? ''
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}` as Day
}

/** The day after it. */
export function dayAfter(day: Day): Day {
  return new Date(markOf(day) + DAY_MS).toISOString().slice(0, 10) as Day
}

/** The instant that stands for a day where days are counted in UTC, as series of days are: its beginning there. */
export function markOf(day: Day): EpochMs {
  return Date.parse(`${day}T00:00:00Z`) as EpochMs
}

/** From a day on, until another that is in it no more; without end where that is left out. */
export interface Period {
  readonly from: Day
  readonly until?: Day | undefined
}

/** Have two periods a day in common? */
export function overlap(one: Period, other: Period): boolean {
  return (other.until === undefined || one.from < other.until) && (one.until === undefined || other.from < one.until)
}
