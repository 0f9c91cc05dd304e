import type { Day } from '../../model/day.ts'
import type { Baseline, Programme, ProgrammeActivity, WallMinute } from '../../model/programme.ts'
import { beginOf, endOf } from '../../model/wall-minute.ts'
import { type EarnedSchedule, earnedSchedule } from '../earned/earned-schedule.ts'
import { type EarnedValue, earnedValue } from '../earned/earned-value.ts'
import { WorkClock } from '../schedule/work-clock.ts'
import type { ProgrammeStatus } from './programme-status.ts'
import { lastReports } from './programme-status.ts'
import type { Measure } from './readiness.ts'
import { plannedReadiness, readinessOf, readyBy } from './readiness.ts'

/** What is measured: money, or what is handed over. */
export type PerformanceMeasure = 'money' | Measure

/** Where a measure stands against a baseline at the data date. */
export interface Performance {
  readonly value: EarnedValue
  readonly schedule: EarnedSchedule
  /** Cumulative plan at the end of each period; nothing at the first place, which is the beginning of the baseline. */
  readonly planned: readonly number[]
  /** What was earned by the end of each period until the data date. */
  readonly earned: readonly number[]
  /** The days at which periods end, the first of them that on which the baseline begins. */
  readonly ends: readonly Day[]
}

/** Why nobody can say how a measure stands. */
export type Unmeasured =
  | { readonly why: 'nothing-planned' }
  /** Work that was to begin by the data date, of which nobody but an assumption tells how far it is. */
  | { readonly why: 'not-reported'; readonly activities: readonly string[] }

/**
 * Measures a programme against a baseline by months. Money is planned evenly over the working time of each activity and earned by what reports say is done; a
 * measure of hand-overs is planned and earned in whole when it is ready.
 * @returns why not, where the baseline has nothing of that measure, or where work that was to begin has no report: then nobody knows what is earned
 */
export function performanceOf(
  status: ProgrammeStatus,
  baseline: Baseline,
  measure: PerformanceMeasure,
): Performance | Unmeasured {
  const { programme } = status
  const planOf = measure === 'money' ? moneyPlan(programme, baseline) : handOverPlan(programme, baseline, measure)
  const ends = monthEnds(baseline, programme.dataDate)
  const planned = ends.map((day, place) => (place === 0 ? 0 : planOf(day)))
  const budget = planned.at(-1) ?? 0
  if (budget <= 0) return { why: 'nothing-planned' }
  const silent = unreported(status, baseline, measure)
  if (silent.length > 0) return { why: 'not-reported', activities: silent }
  const earnedOf = measure === 'money' ? moneyEarned(programme, baseline) : handOverEarned(status, baseline, measure)
  const { dataDate } = programme
  const past = ends.filter((day, place) => place === 0 || day <= dataDate)
  const now = Math.min(budget, earnedOf(dataDate))
  const cost = measure === 'money' ? spent(programme) : undefined
  const elapsed = placeIn(ends, dataDate)
  return {
    value: earnedValue({ budget, planned: Math.min(budget, planOf(dataDate)), earned: now, actual: cost }),
    schedule: earnedSchedule(planned, now, elapsed),
    ...{ planned, ends, earned: past.map((day, place) => (place === 0 ? 0 : Math.min(budget, earnedOf(day)))) },
  }
}

/** Activities of a measure that were to begin by the data date and that no report tells of but an assumed one. */
function unreported(
  { programme, reports }: ProgrammeStatus,
  { dates }: Baseline,
  measure: PerformanceMeasure,
): readonly string[] {
  const counts = ({ budget, handsOver }: ProgrammeActivity) =>
    measure === 'money' ? budget !== undefined : handsOver?.[measure] !== undefined
  return programme.activities
    .filter((activity) => counts(activity) && (dates.get(activity.id)?.start ?? '9999') <= programme.dataDate)
    .filter(({ id }) => (reports.get(id)?.source ?? 'assumed') === 'assumed')
    .map(({ id }) => id)
}

function moneyPlan({ activities, calendars }: Programme, { dates }: Baseline): (day: Day) => number {
  const first = [...dates.values()].reduce((least, { start }) => (start < least ? start : least), '9999-12-31' as Day)
  const clocks = new Map(calendars.map((calendar) => [calendar.id, new WorkClock(calendar, beginOf(first))]))
  const parts = activities.flatMap((activity) => {
    const planned = dates.get(activity.id)
    const clock = clocks.get(activity.calendar)
    if (!planned || !clock || !activity.budget) return []
    const [from, until] = [clock.workAt(beginOf(planned.start)), clock.workAt(endOf(planned.finish))]
    return { amount: activity.budget.amount, clock, from, until, finish: planned.finish }
  })
  return (day) =>
    parts.reduce((sum, { amount, clock, finish, from, until }) => {
      // Planned on days without work only, it comes with its last day.
      if (until <= from) return finish <= day ? sum + amount : sum
      const work = clock.workAt(Math.max(endOf(day), beginOf(first)) as WallMinute)
      return sum + amount * Math.min(1, Math.max(0, (work - from) / (until - from)))
    }, 0)
}

function handOverPlan(programme: Programme, { id }: Baseline, measure: Measure): (day: Day) => number {
  const readiness = plannedReadiness(programme, id)
  return (day) => readyBy(readiness, measure, day)
}

function moneyEarned(programme: Programme, { dates }: Baseline): (day: Day) => number {
  const measured = programme.activities.filter(({ budget, id }) => budget !== undefined && dates.has(id))
  return (day) => {
    const reports = lastReports(programme, day)
    return measured.reduce((sum, { budget, id }) => sum + (budget?.amount ?? 0) * (reports.get(id)?.done ?? 0), 0)
  }
}

function handOverEarned(status: ProgrammeStatus, { dates }: Baseline, measure: Measure): (day: Day) => number {
  const { steps } = readinessOf(status)
  const built = steps.filter(({ activity, isBuilt }) => isBuilt && dates.has(activity))
  return (day) => readyBy({ steps: built, untested: [] }, measure, day)
}

/** All cost that reports tell until the data date; undefined where an activity that has begun tells none, since a part is not the whole. */
function spent(programme: Programme): number | undefined {
  const reports = lastReports(programme, programme.dataDate)
  let sum = 0
  for (const activity of programme.activities) {
    const report = reports.get(activity.id)
    if (!report || !hasCost(activity) || report.started === undefined) continue
    if (report.cost === undefined) return undefined
    sum += report.cost
  }
  return sum
}

function hasCost({ budget }: ProgrammeActivity): boolean {
  return budget !== undefined && budget.amount > 0
}

/** The day before the baseline begins, then the last day of each month until both its end and the data date are passed. */
function monthEnds({ dates }: Baseline, dataDate: Day): readonly Day[] {
  const days = [...dates.values()]
  const first = days.reduce((least, { start }) => (start < least ? start : least), '9999-12-31' as Day)
  const last = days.reduce((most, { finish }) => (finish > most ? finish : most), dataDate)
  const [year = 0, month = 1] = first.split('-').map(Number)
  const ends: Day[] = [first]
  for (let count = 0; (ends.at(-1) ?? first) < last || ends.length === 1; count++)
    ends.push(new Date(Date.UTC(year, month + count, 0)).toISOString().slice(0, 10) as Day)
  return ends
}

/** How many periods have gone by on a day, with the share of the one that it is in. */
function placeIn(ends: readonly Day[], day: Day): number {
  const next = ends.findIndex((end) => end >= day)
  if (next <= 0) return next === 0 ? 0 : ends.length - 1
  const from = next === 1 ? beginOf(ends[0] as Day) : endOf(ends[next - 1] as Day)
  const until = endOf(ends[next] as Day)
  return next - 1 + (endOf(day) - from) / (until - from)
}
