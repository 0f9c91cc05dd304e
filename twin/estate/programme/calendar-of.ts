import { serbianHolidays } from '../../analysis/schedule/serbian-holidays.ts'
import { type Day, dayAfter } from '../../model/day.ts'
import type { Shift, WorkCalendar } from '../../model/programme.ts'
import { readShift, WEEK, type WrittenCalendar } from './programme-schema.ts'

/** Years before and after the data date for which holidays are laid into a calendar. */
const YEARS_BEFORE = 10
const YEARS_AFTER = 25
/** No exception is longer, so that a slip in a year does not stop all work. */
export const LONGEST_EXCEPTION_DAYS = 400

/** @param dataDate holidays are laid in around it */
export function calendarOf(
  { exceptions, holidays, id, name, shifts, workdays }: WrittenCalendar,
  dataDate: Day,
): WorkCalendar {
  const day = shifts.map(shiftOf)
  const odd = new Map<Day, readonly Shift[]>()
  const year = Number(dataDate.slice(0, 4))
  if (holidays === 'serbia')
    for (let one = year - YEARS_BEFORE; one <= year + YEARS_AFTER; one++)
      for (const free of serbianHolidays(one)) odd.set(free, [])
  for (const { from, shifts: own, until = from } of exceptions)
    for (let at = from as Day, count = 0; at <= until && count < LONGEST_EXCEPTION_DAYS; at = dayAfter(at), count++)
      odd.set(at, own.map(shiftOf))
  return { id, name, week: WEEK.map((weekday) => (workdays.includes(weekday) ? day : [])), exceptions: odd }
}

function shiftOf(written: string): Shift {
  return readShift(written) ?? { from: 0, until: 0 }
}
