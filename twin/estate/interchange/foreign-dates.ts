import { type Day, readDay } from '../../model/day.ts'
import type { WallMinute } from '../../model/programme.ts'
import { beginOf } from '../../model/wall-minute.ts'

const MOMENT = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/
/** Later ones are slips, and tables of working days would be laid until then. */
const LAST_YEAR = 2199

/** `2027-03-01 08:00` and `2027-03-01T08:00:00` as minutes on the wall; undefined for anything else. What a file says of a time zone is not asked: a schedule has that of its site. */
export function readMoment(text: string): WallMinute | undefined {
  const [, date = '', hour = '00', minute = '00'] = MOMENT.exec(text.trim()) ?? []
  const day = readDay(date)
  if (day === undefined || Number(date.slice(0, 4)) > LAST_YEAR) return undefined
  const of = Number(hour) * 60 + Number(minute)
  return of > 1_440 || Number(minute) > 59 ? undefined : ((beginOf(day) + of) as WallMinute)
}

/** `2027-03-01T08:00:00`. */
export function isoMoment(at: WallMinute): string {
  return new Date(at * 60_000).toISOString().slice(0, 19)
}

/** `2027-03-01 08:00`. */
export function xerMoment(at: WallMinute): string {
  return isoMoment(at).slice(0, 16).replace('T', ' ')
}

/** The minute of the day that a clock says: `08:00` or `08:00:00`, 24:00 among them; undefined for anything else. */
export function readClock(text: string): number | undefined {
  const [, hour, minute] = /^(\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?$/.exec(text.trim()) ?? []
  const at = Number(hour) * 60 + Number(minute)
  return hour === undefined || at > 1_440 || Number(minute) > 59 ? undefined : at
}

/** `08:00:00`. */
export function clockText(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}:00`
}

/** The day of each weekday index from 0 on Monday, of a list that begins on Sunday. */
export function fromSunday<T>(days: readonly T[]): readonly T[] {
  return [...days.slice(1), ...days.slice(0, 1)]
}

/** Days from one until another, both in it; none more than so many. */
export function daysBetween(from: Day, until: Day, most: number): readonly Day[] {
  const days: Day[] = []
  for (let at = beginOf(from); at <= beginOf(until) && days.length < most; at = (at + 1_440) as WallMinute)
    days.push(isoMoment(at).slice(0, 10) as Day)
  return days
}
