import { type Day, markOf } from '../../model/day.ts'

const DAY_MS = 86_400_000

/**
 * Days of a year on which nobody works in Serbia, by the Law on Public and Other Holidays (Zakon o državnim i drugim praznicima, Sl. glasnik RS 43/2001,
 * 101/2007, 92/2011): the state's holidays, of which one that falls on a Sunday makes the next day that would be worked free; Orthodox Christmas, and Easter from Good
 * Friday to its Monday. Days that the government moves for one year, and holidays of other confessions, are for the calendar's own exceptions.
 */
export function serbianHolidays(year: number): ReadonlySet<Day> {
  const state = ['01-01', '01-02', '02-15', '02-16', '05-01', '05-02', '11-11'].map((date) => `${year}-${date}` as Day)
  const easter = orthodoxEaster(year)
  const free = new Set<Day>([...state, `${year}-01-07` as Day, ...[-2, -1, 0, 1].map((days) => later(easter, days))])
  for (const day of state) {
    if (!isSunday(day)) continue
    let next = later(day, 1)
    while (free.has(next) || isSunday(next)) next = later(next, 1)
    free.add(next)
  }
  return free
}

/** Easter Sunday by the Julian calendar, as a day of the Gregorian one; J. Meeus, Astronomical Algorithms, chapter 8. Until 2099. */
function orthodoxEaster(year: number): Day {
  const d = (19 * (year % 19) + 15) % 30
  const e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
  const month = Math.floor((d + e + 114) / 31)
  const date = ((d + e + 114) % 31) + 1
  // The Julian calendar is thirteen days behind in this century.
  return new Date(Date.UTC(year, month - 1, date + 13)).toISOString().slice(0, 10) as Day
}

function later(day: Day, days: number): Day {
  return new Date(markOf(day) + days * DAY_MS).toISOString().slice(0, 10) as Day
}

function isSunday(day: Day): boolean {
  return new Date(markOf(day)).getUTCDay() === 0
}
