const DAY_MS = 86_400_000

/** Something that ends on a day. */
export interface TimeMark {
  /** ISO. */
  readonly day: string
  /** Ids of the activities that end on it. */
  readonly activities: readonly string[]
  /** Something is handed over on it. */
  readonly handsOver: boolean
}

/** The three times that one slider keeps apart: what was recorded, what was built, what is planned. Days are ISO. */
export interface TimeMarks {
  /** Ends of the slider. */
  readonly first: string
  readonly last: string
  readonly now: string
  /** The first day of which readings are kept; undefined where nobody knows. */
  readonly recorded: string | undefined
  /** Reports count until that day; what is not done by then is planned. */
  readonly dataDate: string
  /** By day. */
  readonly built: readonly TimeMark[]
  readonly planned: readonly TimeMark[]
}

/** What the marks are made from, as the answer about the build-out has it. */
interface MarkedProgramme {
  readonly dataDate: string
  readonly activities: readonly { readonly id: string; readonly handsOver?: object | undefined }[]
  readonly milestones: readonly { readonly activity: string; readonly day: string; readonly isDone: boolean }[]
}

/** How far one press of a key or a button goes. */
export const TIME_STEPS = ['day', 'week', 'month', 'milestone'] as const
export type TimeStep = (typeof TIME_STEPS)[number]

/** @param clock today, and the first day of which readings are kept */
export function timeMarks(
  { activities, dataDate, milestones }: MarkedProgramme,
  { now, recorded }: Pick<TimeMarks, 'now' | 'recorded'>,
): TimeMarks {
  const handing = new Set(activities.flatMap(({ handsOver, id }) => (handsOver === undefined ? [] : [id])))
  const built = marksOf(milestones.filter(({ isDone }) => isDone))
  const planned = marksOf(milestones.filter(({ isDone }) => !isDone))
  const days = [now, dataDate, ...(recorded === undefined ? [] : [recorded])]
  for (const { day } of milestones) days.push(day)
  days.sort()
  return {
    first: `${days[0]?.slice(0, 4)}-01-01`,
    last: `${days.at(-1)?.slice(0, 4)}-12-31`,
    ...{ now, recorded, dataDate, built, planned },
  }

  function marksOf(done: readonly { readonly activity: string; readonly day: string }[]): readonly TimeMark[] {
    const byDay = new Map<string, string[]>()
    for (const { activity, day } of done) {
      const own = byDay.get(day)
      if (own) own.push(activity)
      else byDay.set(day, [activity])
    }
    return [...byDay]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([day, ids]) => ({ day, activities: ids, handsOver: ids.some((id) => handing.has(id)) }))
  }
}

/** Days from one to another; less than nothing back. */
export function daysBetween(from: string, until: string): number {
  return Math.round((Date.parse(until) - Date.parse(from)) / DAY_MS)
}

/** The day so many days after another, or before it. */
export function dayPlus(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10)
}

/** Where a day stands between the ends of the slider, from 0 to 1. */
export function shareOf({ first, last }: Pick<TimeMarks, 'first' | 'last'>, day: string): number {
  return Math.min(1, Math.max(0, daysBetween(first, day) / daysBetween(first, last)))
}

/** The day, or the nearest that the slider reaches. */
export function within({ first, last }: Pick<TimeMarks, 'first' | 'last'>, day: string): string {
  return day < first ? first : day > last ? last : day
}

/** One step on or back, no further than the slider reaches; a month from its last day leads to the last of the other. */
export function stepped(marks: TimeMarks, day: string, step: TimeStep, direction: 1 | -1): string {
  switch (step) {
    case 'day':
      return within(marks, dayPlus(day, direction))
    case 'week':
      return within(marks, dayPlus(day, 7 * direction))
    case 'month':
      return within(marks, monthFrom(day, direction))
    case 'milestone':
      return nextMark(marks, day, direction)?.day ?? day
  }
}

/** The next mark on or back, built or planned. */
function nextMark(marks: TimeMarks, day: string, direction: 1 | -1): TimeMark | undefined {
  const all = [...marks.built, ...marks.planned].sort((one, other) => (one.day < other.day ? -1 : 1))
  return direction === 1 ? all.find((mark) => mark.day > day) : all.findLast((mark) => mark.day < day)
}

/** The first hand-over after a day that is planned. */
export function nextHandOver({ planned }: TimeMarks, day: string): TimeMark | undefined {
  return planned.find((mark) => mark.handsOver && mark.day > day)
}

/** Beginnings of years between the ends, as many as `most` at most: every one, every second, every fifth; of quarters where the years are few. */
export function dateTicks({ first, last }: Pick<TimeMarks, 'first' | 'last'>, most: number): readonly string[] {
  const from = Number(first.slice(0, 4))
  const years = Number(last.slice(0, 4)) - from + 1
  if (4 * years <= most) {
    const quarters = ['01-01', '04-01', '07-01', '10-01']
    return Array.from({ length: 4 * years }, (_, at) => `${from + Math.floor(at / 4)}-${quarters[at % 4]}`)
  }
  const every = [1, 2, 5, 10, 25].find((step) => years / step <= most) ?? 100
  const start = Math.ceil(from / every) * every
  return Array.from(
    { length: Math.max(0, Math.ceil((from + years - start) / every)) },
    (_, at) => `${start + at * every}-01-01`,
  )
}

function monthFrom(day: string, direction: 1 | -1): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const lastOf = (of: number) => new Date(Date.UTC(year, of, 0)).getUTCDate()
  const other = month + direction
  return new Date(Date.UTC(year, other - 1, Math.min(date, lastOf(other)))).toISOString().slice(0, 10)
}
