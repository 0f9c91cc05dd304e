import { type Day, dayAfter } from '../../model/day.ts'
import type { Shift, WorkCalendar } from '../../model/programme.ts'
import { holidaysAround, LONGEST_EXCEPTION_DAYS } from './calendar-of.ts'
import { WEEK } from './programme-schema.ts'

/** The value that is there most often, the first of several; undefined of none. */
export function mostOften<T>(values: readonly T[]): T | undefined {
  const counts = new Map<T, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0]
}

/** A calendar as the file of a programme has it. @param dataDate holidays are laid around it */
export function writtenCalendar({ exceptions, id, name, week }: WorkCalendar, dataDate: Day) {
  const texts = week.map((shifts) => shifts.map(shiftText))
  const usual = mostOften(texts.filter(({ length }) => length > 0).map((shifts) => shifts.join())) ?? ''
  const workdays = WEEK.filter((_, at) => texts[at]?.join() === usual)
  const days = WEEK.flatMap((weekday, at) => {
    const own = texts[at] ?? []
    return own.length === 0 || own.join() === usual ? [] : [[weekday, own] as const]
  })
  const holidays = holidaysAround(dataDate)
  const keeps = holidays.every((day) => exceptions.has(day))
  const free = new Set(keeps ? holidays : [])
  const odd = [...exceptions]
    .filter(([day, shifts]) => !(free.has(day) && shifts.length === 0))
    .sort(([one], [other]) => (one < other ? -1 : 1))
  return {
    ...{ id, name, workdays, shifts: usual.split(',') },
    ...(days.length > 0 && { days: Object.fromEntries(days) }),
    ...(!keeps && { holidays: 'none' }),
    ...(odd.length > 0 && { exceptions: exceptionRows(odd) }),
  }
}

/** Days one after the other with the same shifts in a row. */
function exceptionRows(days: readonly (readonly [Day, readonly Shift[]])[]) {
  const rows: { from: Day; until?: Day; shifts?: readonly string[] }[] = []
  let length = 0
  for (const [day, shifts] of days) {
    const texts = shifts.map(shiftText)
    const last = rows.at(-1)
    const follows = last && dayAfter(last.until ?? last.from) === day && (last.shifts ?? []).join() === texts.join()
    if (follows && length < LONGEST_EXCEPTION_DAYS) {
      last.until = day
      length++
    } else {
      rows.push({ from: day, ...(texts.length > 0 && { shifts: texts }) })
      length = 1
    }
  }
  return rows
}

function shiftText({ from, until }: Shift): string {
  const clock = (minute: number) =>
    `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
  return `${clock(from)}-${clock(until)}`
}
