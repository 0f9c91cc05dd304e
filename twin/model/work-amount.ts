import type { WorkCalendar } from './programme.ts'

const WORK = /^(-?)(\d{1,5}(?:\.\d{1,2})?) ?(d|w|h)$/

/** Work in days or weeks of a calendar, or in hours, until it is known how long a day of that calendar is. */
export interface WrittenWork {
  readonly amount: number
  readonly unit: 'd' | 'w' | 'h'
}

/** Minutes of work in a whole working day and in a whole week of a calendar. */
export interface WorkLengths {
  readonly day: number
  readonly week: number
}

/** `20 d`, `3 w`, `16 h`; undefined for anything else. */
export function readWork(text: string): WrittenWork | undefined {
  const [, sign, amount, unit] = WORK.exec(text) ?? []
  if (unit === undefined) return undefined
  return { amount: (sign === '-' ? -1 : 1) * Number(amount), unit: unit as WrittenWork['unit'] }
}

export function minutesOf({ amount, unit }: WrittenWork, { day, week }: WorkLengths): number {
  const one = unit === 'h' ? 60 : unit === 'd' ? day : week
  return Math.round(amount * one)
}

/** In whole weeks or days where it is so many, else in hours. */
export function writtenWork(minutes: number, { day, week }: WorkLengths): WrittenWork {
  if (week > 0 && minutes % week === 0 && minutes !== 0) return { amount: minutes / week, unit: 'w' }
  if (day > 0 && minutes % day === 0) return { amount: minutes / day, unit: 'd' }
  return { amount: Number((minutes / 60).toFixed(2)), unit: 'h' }
}

/** The text that `readWork` and `minutesOf` make the same minutes of. */
export function workText(minutes: number, lengths: WorkLengths): string {
  const { amount, unit } = writtenWork(minutes, lengths)
  return `${amount} ${unit}`
}

/** What a day and a week of work are by a calendar: its longest day, and all days of its week. */
export function lengthsOf({ week }: Pick<WorkCalendar, 'week'>): WorkLengths {
  const days = week.map((shifts) => shifts.reduce((sum, { from, until }) => sum + until - from, 0))
  return { day: Math.max(0, ...days), week: days.reduce((sum, day) => sum + day, 0) }
}
