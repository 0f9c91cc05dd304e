import type { Day } from '../../model/day.ts'
import type { WallMinute } from '../../model/programme.ts'
import { finishDay, startDay } from '../../model/wall-minute.ts'
import type { ForeignBaseline } from './foreign-schedule.ts'

/** So many are told one by one. */
const MOST_TOLD = 5

/** First and last day of each activity of a baseline, by its key. Those that end on a day before they begin are no dates: they are left out, and told. */
export function baselineDates(
  { dates, name }: ForeignBaseline,
  codeOf: (key: string) => string,
  untold: string[],
): ReadonlyMap<string, { readonly start: Day; readonly finish: Day }> {
  const made = new Map<string, { readonly start: Day; readonly finish: Day }>()
  const turned: string[] = []
  for (const [key, { finish, line, start }] of dates) {
    if (startDay(start) <= startDay(finish)) made.set(key, daysOf(start, finish))
    else turned.push(`${codeOf(key)} in line ${line} (${startDay(start)} to ${startDay(finish)})`)
  }
  const more = turned.length - MOST_TOLD
  if (turned.length > 0)
    untold.push(
      `dates of the baseline ${name} that end before they begin: ${turned.slice(0, MOST_TOLD).join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
    )
  return made
}

/** First and last day of what lasts from one minute until another; what is at once has one. */
export function daysOf(start: WallMinute, finish: WallMinute): { readonly start: Day; readonly finish: Day } {
  const [first, last] = [startDay(start), finishDay(finish)]
  return { start: first, finish: last < first ? first : last }
}
