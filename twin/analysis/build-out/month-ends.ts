import { type Day, markOf } from '../../model/day.ts'
import type { Baseline } from '../../model/programme.ts'

/** Of two hundred years: what lasts longer is told until then. */
const MOST_MONTHS = 2_400

/** The day before a day, then the last day of each month until another day is reached. */
export function monthEnds(first: Day, last: Day): readonly Day[] {
  const [year = 0, month = 1] = first.split('-').map(Number)
  const ends: Day[] = [dayOf(markOf(first) - 86_400_000)]
  for (let count = 0; count < MOST_MONTHS && (ends.length === 1 || (ends.at(-1) ?? last) < last); count++)
    ends.push(dayOf(Date.UTC(year, month + count, 0)))
  return ends
}

/** The same from the beginning of a baseline, until both its end and the data date are passed. */
export function baselineEnds(baseline: Baseline, dataDate: Day): readonly Day[] {
  const last = [...baseline.dates.values()].reduce((most, { finish }) => (finish > most ? finish : most), dataDate)
  return monthEnds(firstDayOf(baseline), last)
}

/** The first day of a baseline; a day that never comes where it has none. */
export function firstDayOf({ dates }: Baseline): Day {
  return [...dates.values()].reduce((least, { start }) => (start < least ? start : least), '9999-12-31' as Day)
}

function dayOf(mark: number): Day {
  return new Date(mark).toISOString().slice(0, 10) as Day
}
