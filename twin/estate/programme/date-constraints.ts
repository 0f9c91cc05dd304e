import { type Day, markOf } from '../../model/day.ts'
import { DAY_MINUTES, type DateConstraint, type WallMinute } from '../../model/programme.ts'
import type { WrittenActivity } from './programme-schema.ts'

/** The first minute of a day. */
export function beginOf(day: string): WallMinute {
  return (markOf(day as Day) / 60_000) as WallMinute
}

/** The minute at which a day is over. */
export function endOf(day: string): WallMinute {
  return (beginOf(day) + DAY_MINUTES) as WallMinute
}

/** Days that a file sets, as minutes: a start counts from the beginning of its day, a finish until its end. */
export function dateConstraints(written: WrittenActivity): readonly DateConstraint[] {
  const { finishNoEarlier, finishNoLater, startNoEarlier, startNoLater } = written
  return [
    ...(startNoEarlier === undefined ? [] : [{ kind: 'start-no-earlier', at: beginOf(startNoEarlier) } as const]),
    ...(startNoLater === undefined ? [] : [{ kind: 'start-no-later', at: endOf(startNoLater) } as const]),
    ...(finishNoEarlier === undefined ? [] : [{ kind: 'finish-no-earlier', at: beginOf(finishNoEarlier) } as const]),
    ...(finishNoLater === undefined ? [] : [{ kind: 'finish-no-later', at: endOf(finishNoLater) } as const]),
  ]
}
