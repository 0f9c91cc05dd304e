import type { Day } from '../../../model/day.ts'

/** When an exception of a calendar comes again, in the numbers of MS Project (MSPDI, elements of Exception). */
export interface MsRecurrence {
  /** 1 each day; 2 and 3 yearly; 4 and 5 monthly; by the day of the month, or by its place; 6 weekly; 7 each so many days. */
  readonly type: number
  readonly from: Day
  readonly until: Day
  /** Each so many days, weeks or months. @default 1 */
  readonly period: number
  /** Bits from Sunday. */
  readonly daysOfWeek: number
  /** From 0 in January. */
  readonly month: number
  readonly monthDay: number
  /** 0 any day, 1 Monday to Friday, 2 Saturday and Sunday, 3 to 9 Sunday to Saturday. */
  readonly monthItem: number
  /** 0 the first to 3 the fourth, 4 the last. */
  readonly monthPosition: number
}

const LAST = 4
const MONTHS = 12
const WEEK = 7
/** In milliseconds. */
const DAY = 86_400_000
/** No calendar is looked at further. */
const LONGEST_DAYS = 40_000

/** Days on which an exception comes, in order, and how many were looked at to find them. */
export interface RecurringDays {
  readonly days: readonly Day[]
  readonly looked: number
  /** From this day on it was not looked, though the exception goes on. */
  readonly unlooked?: Day | undefined
}

/**
 * Days on which an exception comes; undefined for a kind that is not known. Weeks begin on Sunday, whatever the project says: so MS Project lays them out itself
 * where it writes such days one by one for older programs.
 * @param most after so many it is looked no further
 * @param since those before are not asked for; the exception is counted from its own first day all the same
 */
export function recurringDays(rule: MsRecurrence, most: number, since: Day = rule.from): RecurringDays | undefined {
  const { from, type, until } = rule
  const isOn = DAYS[type]
  if (!isOn || !(rule.period >= 1)) return undefined
  const first = new Date(`${from}T00:00:00Z`)
  const begin = Math.max(first.getTime(), Date.parse(`${since}T00:00:00Z`))
  const end = Date.parse(`${until}T00:00:00Z`)
  const last = Math.min(end, begin + (LONGEST_DAYS - 1) * DAY)
  const days: Day[] = []
  let looked = 0
  for (let time = begin; time <= last && days.length < most; looked++) {
    const date = new Date(time)
    const [year, monthOfYear] = [date.getUTCFullYear(), date.getUTCMonth()]
    const month = (year - first.getUTCFullYear()) * MONTHS + monthOfYear - first.getUTCMonth()
    if (!isInMonth(rule, month, monthOfYear)) {
      time = Date.UTC(year, monthOfYear + 1, 1)
      continue
    }
    const at = (time - first.getTime()) / DAY
    if (isOn(rule, { date, at, week: Math.floor((at + first.getUTCDay()) / WEEK) })) days.push(dayOf(time))
    time += DAY
  }
  return { days, looked, ...(last < end && days.length < most && { unlooked: dayOf(last + DAY) }) }
}

function dayOf(time: number): Day {
  return new Date(time).toISOString().slice(0, 10) as Day
}

/** Comes a yearly or monthly exception in a month at all? */
function isInMonth({ month, period, type }: MsRecurrence, fromFirst: number, monthOfYear: number): boolean {
  if (type === 2 || type === 3) return monthOfYear === month
  return (type !== 4 && type !== 5) || fromFirst % period === 0
}

/** A day of a month in which it may be, and how many days and weeks after the first one it lies. */
interface Counted {
  readonly date: Date
  readonly at: number
  readonly week: number
}

const DAYS: Readonly<Record<number, (rule: MsRecurrence, day: Counted) => boolean>> = {
  1: () => true,
  2: ({ monthDay }, { date }) => date.getUTCDate() === monthDay,
  3: (rule, { date }) => isAtPlace(rule, date),
  4: ({ monthDay }, { date }) => date.getUTCDate() === monthDay,
  5: (rule, { date }) => isAtPlace(rule, date),
  6: ({ daysOfWeek, period }, { date, week }) => week % period === 0 && ((daysOfWeek >> date.getUTCDay()) & 1) === 1,
  7: ({ period }, { at }) => at % period === 0,
}

/** Is it the first, second, third, fourth or last such day of its month? */
function isAtPlace({ monthItem, monthPosition }: MsRecurrence, date: Date): boolean {
  if (!isItem(monthItem, date.getUTCDay())) return false
  const own = date.getUTCDate()
  const length = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  // Five weeks more keep the number of the weekday above nothing.
  const weekdayOf = (day: number) => (date.getUTCDay() + day - own + 5 * WEEK) % WEEK
  const such = Array.from({ length }, (_, at) => at + 1).filter((day) => isItem(monthItem, weekdayOf(day)))
  return own === (monthPosition === LAST ? such.at(-1) : such[monthPosition])
}

function isItem(item: number, weekday: number): boolean {
  const isFree = weekday === 0 || weekday === 6
  if (item === 0) return true
  if (item === 1 || item === 2) return isFree === (item === 2)
  return weekday === item - 3
}
