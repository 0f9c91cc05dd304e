import type { Day } from '../../../model/day.ts'
import { daysBetween } from '../foreign-dates.ts'

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
/** No calendar is looked at further. */
const LONGEST_DAYS = 40_000

/**
 * Days on which an exception comes, in order; undefined for a kind that is not known. Weeks begin on Sunday, whatever the project says: so MS Project lays them out
 * itself where it writes such days one by one for older programs.
 */
export function recurringDays(rule: MsRecurrence): readonly Day[] | undefined {
  const { from, type, until } = rule
  const isOn = DAYS[type]
  if (!isOn || !(rule.period >= 1)) return undefined
  const first = new Date(`${from}T00:00:00Z`)
  return daysBetween(from, until, LONGEST_DAYS).filter((day, at) => {
    const date = new Date(`${day}T00:00:00Z`)
    const month = (date.getUTCFullYear() - first.getUTCFullYear()) * MONTHS + date.getUTCMonth() - first.getUTCMonth()
    return isOn(rule, { date, at, month, week: Math.floor((at + first.getUTCDay()) / WEEK) })
  })
}

/** A day, and how many days, weeks and months after the first one it lies. */
interface Counted {
  readonly date: Date
  readonly at: number
  readonly week: number
  readonly month: number
}

const DAYS: Readonly<Record<number, (rule: MsRecurrence, day: Counted) => boolean>> = {
  1: () => true,
  2: ({ month, monthDay }, { date }) => date.getUTCMonth() === month && date.getUTCDate() === monthDay,
  3: (rule, { date }) => date.getUTCMonth() === rule.month && isAtPlace(rule, date),
  4: ({ monthDay, period }, { date, month }) => month % period === 0 && date.getUTCDate() === monthDay,
  5: (rule, { date, month }) => month % rule.period === 0 && isAtPlace(rule, date),
  6: ({ daysOfWeek, period }, { date, week }) => week % period === 0 && ((daysOfWeek >> date.getUTCDay()) & 1) === 1,
  7: ({ period }, { at }) => at % period === 0,
}

/** Is it the first, second, third, fourth or last such day of its month? */
function isAtPlace({ monthItem, monthPosition }: MsRecurrence, date: Date): boolean {
  if (!isItem(monthItem, date.getUTCDay())) return false
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()]
  const length = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  const such = Array.from({ length }, (_, at) => at + 1).filter((day) =>
    isItem(monthItem, new Date(Date.UTC(year, month, day)).getUTCDay()),
  )
  const place = monthPosition === LAST ? such.at(-1) : such[monthPosition]
  return place === date.getUTCDate()
}

function isItem(item: number, weekday: number): boolean {
  const isFree = weekday === 0 || weekday === 6
  if (item === 0) return true
  if (item === 1 || item === 2) return isFree === (item === 2)
  return weekday === item - 3
}
