import type { Day } from '../../model/day.ts'
import type { Baseline, Programme, ProgrammeActivity, WallMinute } from '../../model/programme.ts'
import { beginOf, endOf } from '../../model/wall-minute.ts'
import { WorkClock } from '../schedule/work-clock.ts'
import { firstDayOf } from './month-ends.ts'
import { lastReports, leftOf, type ProgrammeStatus } from './programme-status.ts'
import { type Measure, type Readiness, type ReadyStep, readyBy } from './readiness.ts'

/** A cumulative amount by the end of a day. */
export type AmountByDay = (day: Day) => number

/** Money that a baseline plans: evenly over the working time of each activity. */
export function moneyPlan({ activities, calendars }: Programme, baseline: Baseline): AmountByDay {
  const first = beginOf(firstDayOf(baseline))
  const clocks = new Map(calendars.map((calendar) => [calendar.id, new WorkClock(calendar, first)]))
  const parts = activities.flatMap(({ budget, calendar, id }): readonly Spread[] => {
    const planned = baseline.dates.get(id)
    const clock = clocks.get(calendar)
    if (!planned || !clock || !budget) return []
    const [from, until] = [clock.workAt(beginOf(planned.start)), clock.workAt(endOf(planned.finish))]
    return [{ amount: budget.amount, clock, from, until, finish: planned.finish }]
  })
  return spread(parts, first)
}

/** Money that the reports of a baseline's activities say is earned. */
export function moneyEarned(programme: Programme, { dates }: Pick<Baseline, 'dates'>): AmountByDay {
  const measured = programme.activities.filter(({ budget, id }) => budget !== undefined && dates.has(id))
  return earnedOf(programme, measured)
}

/** Money that the schedule leads to: until the data date what reports say, then what is left of each activity, evenly over its working time. */
export function moneyExpected(
  { dates, programme, reports }: ProgrammeStatus,
  has: (id: string) => boolean,
): AmountByDay {
  const { calendars, dataDate } = programme
  const measured = programme.activities.filter(({ budget, id }) => budget !== undefined && has(id))
  const now = endOf(dataDate)
  const clocks = new Map(calendars.map((calendar) => [calendar.id, new WorkClock(calendar, now)]))
  const parts = measured.flatMap((activity): readonly Spread[] => {
    const row = dates.get(activity.id)
    const clock = clocks.get(activity.calendar)
    const report = reports.get(activity.id)
    const rest = (activity.budget?.amount ?? 0) * (1 - (report?.done ?? 0))
    if (!row || !clock || report?.finished !== undefined) return []
    const until = clock.workAt(Math.max(now, row.earlyFinish) as WallMinute)
    const from = Math.max(0, until - leftOf(activity, report))
    return [{ amount: rest, clock, from, until, finish: row.finishDay }]
  })
  const past = earnedOf(programme, measured)
  const later = spread(parts, now)
  const done = past(dataDate)
  return (day) => (day <= dataDate ? past(day) : done + later(day))
}

/**
 * All cost that reports tell of a baseline's activities; undefined where one that has begun by the data date tells none, since a part is not the whole. Of a day
 * before that, what was told last by then.
 */
export function moneySpent(programme: Programme, { dates }: Pick<Baseline, 'dates'>): AmountByDay | undefined {
  const paid = programme.activities.filter(
    ({ budget, id }) => budget !== undefined && budget.amount > 0 && dates.has(id),
  )
  const known = lastReports(programme, programme.dataDate)
  const begun = paid.filter(({ id }) => (known.get(id)?.started ?? known.get(id)?.finished) !== undefined)
  if (begun.some(({ id }) => known.get(id)?.cost === undefined)) return undefined
  const priced = { ...programme, reports: programme.reports.filter(({ cost }) => cost !== undefined) }
  return (day) => {
    const reports = lastReports(priced, day)
    return begun.reduce((sum, { id }) => sum + (reports.get(id)?.cost ?? 0), 0)
  }
}

/** What is ready of a measure, of the steps that `has` lets through. */
export function handedOver(
  { steps }: Readiness,
  measure: Measure,
  has: (step: ReadyStep) => boolean = () => true,
): AmountByDay {
  const own = steps.filter((step) => step.measure === measure && has(step))
  return (day) => readyBy({ steps: own, untested: [] }, measure, day)
}

function earnedOf(programme: Programme, measured: readonly ProgrammeActivity[]): AmountByDay {
  return (day) => {
    const reports = lastReports(programme, day)
    return measured.reduce((sum, { budget, id }) => sum + (budget?.amount ?? 0) * (reports.get(id)?.done ?? 0), 0)
  }
}

/** An amount over work from one place of a clock to another. */
interface Spread {
  readonly amount: number
  readonly clock: WorkClock
  readonly from: number
  readonly until: number
  readonly finish: Day
}

function spread(parts: readonly Spread[], first: WallMinute): AmountByDay {
  return (day) => {
    const at = Math.max(endOf(day), first) as WallMinute
    const work = new Map<WorkClock, number>()
    for (const { clock } of parts) if (!work.has(clock)) work.set(clock, clock.workAt(at))
    let sum = 0
    for (const { amount, clock, finish, from, until } of parts) {
      // On days without work only, it comes with its last day.
      if (until <= from) sum += finish <= day ? amount : 0
      else sum += amount * Math.min(1, Math.max(0, ((work.get(clock) ?? 0) - from) / (until - from)))
    }
    return sum
  }
}
