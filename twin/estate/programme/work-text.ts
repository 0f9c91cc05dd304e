import type { Link, LinkType } from '../../model/programme.ts'

const WORK = /^(-?)(\d{1,5}(?:\.\d{1,2})?) ?(d|w|h)$/
const LINK = /^([a-z0-9][a-z0-9-]*)(?: (FS|SS|FF|SF))?(?: ?([+-] ?\d{1,5}(?:\.\d{1,2})? ?[dwh]))?$/

/** Work in days or weeks of a calendar, or in hours, until it is known how long a day of that calendar is. */
export interface WrittenWork {
  readonly amount: number
  readonly unit: 'd' | 'w' | 'h'
}

/** `20 d`, `3 w`, `16 h`; undefined for anything else. */
export function readWork(text: string): WrittenWork | undefined {
  const [, sign, amount, unit] = WORK.exec(text) ?? []
  if (unit === undefined) return undefined
  return { amount: (sign === '-' ? -1 : 1) * Number(amount), unit: unit as WrittenWork['unit'] }
}

/** Minutes of work in a whole working day and in a whole week of a calendar. */
export interface WorkLengths {
  readonly day: number
  readonly week: number
}

export function minutesOf({ amount, unit }: WrittenWork, { day, week }: WorkLengths): number {
  const one = unit === 'h' ? 60 : unit === 'd' ? day : week
  return Math.round(amount * one)
}

export interface WrittenLink extends Pick<Link, 'from'> {
  readonly type: LinkType
  readonly lag: WrittenWork
}

/** `excavation`, `excavation SS + 10 d`, `cables FF -2 d`; undefined for anything else. */
export function readLink(text: string): WrittenLink | undefined {
  const [, from, type = 'FS', lag = '+0 d'] = LINK.exec(text) ?? []
  const work = readWork(lag.replaceAll(' ', '').replace('+', ''))
  return from === undefined || !work ? undefined : { from, type: type as LinkType, lag: work }
}
