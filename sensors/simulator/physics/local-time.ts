import type { EpochMs } from '../../../twin/model/units.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** Day of the week (0 = Monday), hour of the day with its fraction, and day of the year from 0, by the clock on the wall. */
export interface LocalTime {
  readonly weekday: number
  readonly hour: number
  readonly yearDay: number
}

/**
 * Wall time in Serbia: UTC+1, in summer UTC+2 between 01:00 UTC of the last Sundays of March and October. Written out
 * rather than asked of the system, so that the rooms behave alike whatever time-zone data a machine has.
 */
export function localTime(at: EpochMs): LocalTime {
  const date = new Date(at)
  const year = date.getUTCFullYear()
  const isSummer = at >= lastSunday(year, 2) && at < lastSunday(year, 9)
  const wall = at + (isSummer ? 2 : 1) * HOUR
  const day = Math.floor(wall / DAY)
  return {
    // 1970-01-01 was a Thursday.
    weekday: (((day + 3) % 7) + 7) % 7,
    hour: (wall - day * DAY) / HOUR,
    yearDay: Math.floor((wall - Date.UTC(year, 0, 1)) / DAY),
  }
}

/** 01:00 UTC of the last Sunday of a month (0-based) that has 31 days. */
function lastSunday(year: number, month: number): number {
  const last = new Date(Date.UTC(year, month, 31))
  return Date.UTC(year, month, 31 - last.getUTCDay(), 1)
}
