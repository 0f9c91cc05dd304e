import { type Day, markOf } from '../../model/day.ts'
import type {
  DurationEstimate,
  Programme,
  ProgrammeActivity,
  ProgressReport,
  WorkMinutes,
} from '../../model/programme.ts'
import type { SupposedDelay } from '../../model/programme-book.ts'
import { lengthsOf, minutesOf, readWork } from '../../model/work-amount.ts'
import { lastReports, leftOf, type ProgrammeStatus } from './programme-status.ts'

/** Why a delay cannot be supposed. */
export type DelayFault =
  | { readonly kind: 'unreadable'; readonly text: string }
  | { readonly kind: 'unknown'; readonly activity: string }
  | { readonly kind: 'finished'; readonly activity: string; readonly on: Day }
  /** It lasts as long as what it is linked to. */
  | { readonly kind: 'level-of-effort'; readonly activity: string }
  /** Faster by more than all that is left, in minutes of work. */
  | { readonly kind: 'too-fast'; readonly activity: string; readonly left: number }
  /** All delays together come to more weeks of work than anybody can mean. */
  | { readonly kind: 'too-long'; readonly weeks: number; readonly most: number }

/** Twenty years: a schedule that ends in another age has curves of as many months. */
const MOST_WEEKS = 1_040

const DELAY = /^([a-z0-9][a-z0-9-]*):(-?\d{1,7}|-?\d{1,5}(?:\.\d{1,2})?[dwh])$/

/** Delays as links and commands write them: `shell:6w`, `shell:10d`, `shell:-16h`, `shell:4800` in minutes; of the calendar of the activity. */
export function readDelays(
  { activities, calendars }: Programme,
  texts: readonly string[],
): { readonly delays: readonly SupposedDelay[]; readonly faults: readonly DelayFault[] } {
  const calendarOf = new Map(activities.map(({ calendar, id }) => [id, calendars.find((one) => one.id === calendar)]))
  const delays: SupposedDelay[] = []
  const faults: DelayFault[] = []
  for (const text of texts) {
    const [, activity = '', amount = ''] = DELAY.exec(text) ?? []
    const calendar = calendarOf.get(activity)
    const work = readWork(amount)
    if (activity === '') faults.push({ kind: 'unreadable', text })
    else if (!calendar) faults.push({ kind: 'unknown', activity })
    else
      delays.push({ activity, minutes: (work ? minutesOf(work, lengthsOf(calendar)) : Number(amount)) as WorkMinutes })
  }
  return { delays, faults }
}

/** Several delays of one activity are one after the other. */
export function joinedDelays(delays: readonly SupposedDelay[]): readonly SupposedDelay[] {
  const sums = new Map<string, number>()
  for (const { activity, minutes } of delays) sums.set(activity, (sums.get(activity) ?? 0) + minutes)
  return Array.from(sums, ([activity, minutes]) => ({ activity, minutes: minutes as WorkMinutes }))
}

/**
 * The programme in which work comes on top of some activities. What is done stays done: of one that has begun it comes on top of what is left. Baselines and
 * budgets stay, since they were agreed on.
 * @returns every delay that cannot be, and then no programme
 */
export function withDelays(
  programme: Programme,
  delays: readonly SupposedDelay[],
): { readonly programme: Programme } | { readonly faults: readonly DelayFault[] } {
  const reports = lastReports(programme, programme.dataDate)
  const activities = new Map(programme.activities.map((activity) => [activity.id, activity]))
  const joined = joinedDelays(delays)
  const faults: DelayFault[] = joined.flatMap((delay) =>
    faultOf(delay, activities.get(delay.activity), reports.get(delay.activity)),
  )
  const weeks = faults.length > 0 ? 0 : weeksOf(programme, joined)
  if (weeks > MOST_WEEKS) faults.push({ kind: 'too-long', weeks, most: MOST_WEEKS })
  if (faults.length > 0) return { faults }
  const minutesOfActivity = new Map(joined.map(({ activity, minutes }) => [activity, minutes]))
  return {
    programme: {
      ...programme,
      activities: programme.activities.map((activity) => {
        const minutes = minutesOfActivity.get(activity.id)
        return minutes === undefined ? activity : longer(activity, minutes)
      }),
      reports: programme.reports.map((report) => {
        const minutes = minutesOfActivity.get(report.activity)
        const activity = activities.get(report.activity)
        if (minutes === undefined || !activity || report.started === undefined) return report
        return { ...report, remaining: atLeastNothing(leftOf(activity, report) + minutes) }
      }),
    },
  }
}

/** By how many calendar days each finish of a schedule comes after that of another; nothing of what stays. */
export function movedBy({ dates }: ProgrammeStatus, before: ProgrammeStatus): ReadonlyMap<string, number> {
  const moved = new Map<string, number>()
  for (const [id, { finishDay }] of dates) {
    const was = before.dates.get(id)?.finishDay
    if (was === undefined) continue
    const days = Math.round((markOf(finishDay) - markOf(was)) / 86_400_000)
    if (days !== 0) moved.set(id, days)
  }
  return moved
}

function faultOf(
  { activity: id, minutes }: SupposedDelay,
  activity: ProgrammeActivity | undefined,
  report: ProgressReport | undefined,
): readonly DelayFault[] {
  if (!activity) return [{ kind: 'unknown', activity: id }]
  if (activity.kind === 'level-of-effort') return [{ kind: 'level-of-effort', activity: id }]
  if (report?.finished !== undefined) return [{ kind: 'finished', activity: id, on: report.finished }]
  const left = leftOf(activity, report?.started === undefined ? undefined : report)
  return left + minutes < 0 ? [{ kind: 'too-fast', activity: id, left }] : []
}

/** Weeks of work that delays add, each by the calendar of its activity. */
function weeksOf({ activities, calendars }: Programme, delays: readonly SupposedDelay[]): number {
  const weekOf = new Map(calendars.map((calendar) => [calendar.id, lengthsOf(calendar).week]))
  const calendarOf = new Map(activities.map(({ calendar, id }) => [id, calendar]))
  const weeks = delays.map(({ activity, minutes }) => {
    return Math.max(0, minutes) / Math.max(1, weekOf.get(calendarOf.get(activity) ?? '') ?? 0)
  })
  return Math.ceil(weeks.reduce((sum, more) => sum + more, 0))
}

function longer(activity: ProgrammeActivity, minutes: number): ProgrammeActivity {
  const { duration, estimate } = activity
  return {
    ...activity,
    duration: atLeastNothing(duration + minutes),
    ...(estimate && { estimate: shifted(estimate, minutes) }),
  }
}

function shifted({ high, likely, low }: DurationEstimate, minutes: number): DurationEstimate {
  return {
    low: atLeastNothing(low + minutes),
    likely: atLeastNothing(likely + minutes),
    high: atLeastNothing(high + minutes),
  }
}

function atLeastNothing(minutes: number): WorkMinutes {
  return Math.max(0, minutes) as WorkMinutes
}
