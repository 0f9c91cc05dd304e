import { type Day, markOf } from './day.ts'
import { DAY_MINUTES, type WallMinute } from './programme.ts'

const MINUTE_MS = 60_000

/** The first minute of a day. */
export function beginOf(day: Day): WallMinute {
  return (markOf(day) / MINUTE_MS) as WallMinute
}

/** The minute at which a day is over, which is the first of the next. */
export function endOf(day: Day): WallMinute {
  return (beginOf(day) + DAY_MINUTES) as WallMinute
}

/** The day on which what starts at a minute starts. */
export function startDay(at: WallMinute): Day {
  return new Date(at * MINUTE_MS).toISOString().slice(0, 10) as Day
}

/** The day on which what is finished at a minute is finished: at midnight it was the day before. */
export function finishDay(at: WallMinute): Day {
  return startDay((at - 1) as WallMinute)
}
