import type { BuildOutView } from '../../../protocol/build-out.ts'
import { dayNumber, weekdayOf } from './day-number.ts'

/** Is a day (by its number) free of work by a calendar? */
export type IsFree = (day: number) => boolean

/** The free days of each calendar, by its id. */
export function freeDays(calendars: BuildOutView['calendars']): ReadonlyMap<string, IsFree> {
  return new Map(
    calendars.map(({ id, week, exceptions }) => {
      const differing = new Map(exceptions.map(([day, isWorked]) => [dayNumber(day), isWorked]))
      return [id, (day: number) => !(differing.get(day) ?? week[weekdayOf(day)] ?? true)]
    }),
  )
}

/** Free days that follow each other as pairs: from one day, until another. */
export function freeSpans(isFree: IsFree, from: number, until: number): readonly (readonly [number, number])[] {
  const spans: [number, number][] = []
  for (let day = Math.floor(from); day < until; day++) {
    if (!isFree(day)) continue
    const last = spans.at(-1)
    if (last && last[1] === day) last[1] = day + 1
    else spans.push([day, day + 1])
  }
  return spans
}
