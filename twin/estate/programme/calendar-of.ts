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
export function calendarOf(written: WrittenCalendar, dataDate: Day): WorkCalendar {
  const { exceptions, holidays, id, name } = written
  const odd = new Map<Day, readonly Shift[]>()
  if (holidays === 'serbia') for (const free of holidaysAround(dataDate)) odd.set(free, [])
  for (const { from, shifts: own, until = from } of exceptions)
    for (let at = from as Day, count = 0; at <= until && count < LONGEST_EXCEPTION_DAYS; at = dayAfter(at), count++)
      odd.set(at, own.map(shiftOf))
  return { id, name, week: weekOf(written), exceptions: odd }
}

/** The shifts of Monday to Sunday. */
export function weekOf({ days, shifts, workdays }: WrittenCalendar): WorkCalendar['week'] {
  const day = shifts.map(shiftOf)
  return WEEK.map((weekday) => days[weekday]?.map(shiftOf) ?? (workdays.includes(weekday) ? day : []))
}

/** The holidays of Serbia of all years that a calendar keeps. */
export function holidaysAround(dataDate: Day): readonly Day[] {
  const year = Number(dataDate.slice(0, 4))
  return Array.from({ length: YEARS_BEFORE + YEARS_AFTER + 1 }, (_, at) => [
    ...serbianHolidays(year - YEARS_BEFORE + at),
  ]).flat()
}

function shiftOf(written: string): Shift {
  return readShift(written) ?? { from: 0, until: 0 }
}
