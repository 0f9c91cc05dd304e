import type { Day } from '../../model/day.ts'
import type { Shift, WallMinute, WorkCalendar, WorkMinutes } from '../../model/programme.ts'

/** A minute on the wall, said as `2026-11-09T08:00`. */
export function minute(text: string): WallMinute {
  return (Date.parse(`${text}:00Z`) / 60_000) as WallMinute
}

/** Days of eight hours. */
export const days = (count: number) => (count * 480) as WorkMinutes

const OFFICE: readonly Shift[] = [
  { from: 8 * 60, until: 12 * 60 },
  { from: 13 * 60, until: 17 * 60 },
]

/** Monday to Friday, 8 to 12 and 13 to 17. */
export function officeCalendar(holidays: readonly Day[] = []): WorkCalendar {
  return {
    ...{ id: 'office', name: 'Office hours' },
    week: [OFFICE, OFFICE, OFFICE, OFFICE, OFFICE, [], []],
    exceptions: new Map(holidays.map((day) => [day, []])),
  }
}
