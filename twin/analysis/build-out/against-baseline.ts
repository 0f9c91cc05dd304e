import type { Day } from '../../model/day.ts'
import type { Baseline, ProgrammeActivity } from '../../model/programme.ts'
import { endOf } from '../../model/wall-minute.ts'
import { type EarnedSchedule, earnedSchedule } from '../earned/earned-schedule.ts'
import { type EarnedValue, earnedValue } from '../earned/earned-value.ts'
import { handedOver, moneyEarned, moneyPlan, moneySpent } from './amounts-by-day.ts'
import { baselineEnds } from './month-ends.ts'
import type { ProgrammeStatus } from './programme-status.ts'
import { type Measure, plannedReadiness, type Readiness, type ReadyStep, readinessOf } from './readiness.ts'

/** What is measured: money, or what is handed over. */
export type PerformanceMeasure = 'money' | Measure

/** Where a measure stands against a baseline at the data date. */
export interface Performance {
  readonly value: EarnedValue
  readonly schedule: EarnedSchedule
  /** Cumulative plan at the end of each period; nothing at the first place. */
  readonly planned: readonly number[]
  /** What was earned by the end of each period until the data date. */
  readonly earned: readonly number[]
  /** What was spent by then; undefined where that is not known, and of measures that cost nothing by themselves. */
  readonly spent: readonly number[] | undefined
  /** The day before the baseline begins, then the days at which periods end. */
  readonly ends: readonly Day[]
}

/** Why nobody can say how a measure stands. */
export type Unmeasured =
  | { readonly why: 'nothing-planned' }
  /** Work that was to begin by the data date, of which nobody but an assumption tells how far it is. */
  | { readonly why: 'not-reported'; readonly activities: readonly string[] }

/** What all measures of a programme have in common. */
export interface Measuring {
  /** Of months, the day before the baseline begins first. */
  readonly ends: readonly Day[]
  /** As the schedule leads to, and as the baseline wanted it. */
  readonly ready: Readiness
  readonly planned: Readiness
}

function measuringOf(status: ProgrammeStatus, baseline: Baseline): Measuring {
  const { programme } = status
  return {
    ...{ ends: baselineEnds(baseline, programme.dataDate), ready: readinessOf(status) },
    planned: plannedReadiness(programme, baseline),
  }
}

/**
 * Measures a programme against a baseline by months. Money is planned evenly over the working time of each activity and earned by what reports say is done; a
 * measure of hand-overs is planned and earned in whole when it is ready.
 * @returns why not, where the baseline has nothing of that measure, or where work that was to begin has no report: then nobody knows what is earned
 */
export function performanceOf(
  status: ProgrammeStatus,
  baseline: Baseline,
  measure: PerformanceMeasure,
  { ends, planned: plan, ready }: Measuring = measuringOf(status, baseline),
): Performance | Unmeasured {
  const { programme } = status
  const { dataDate } = programme
  const planOf = measure === 'money' ? moneyPlan(programme, baseline) : handedOver(plan, measure)
  const planned = ends.map((day, place) => (place === 0 ? 0 : planOf(day)))
  const budget = planned.at(-1) ?? 0
  if (budget <= 0) return { why: 'nothing-planned' }
  const silent = unreported(status, baseline, measure)
  if (silent.length > 0) return { why: 'not-reported', activities: silent }
  const isEarned = ({ activity, isBuilt }: ReadyStep) => isBuilt && baseline.dates.has(activity)
  const earnedOf = measure === 'money' ? moneyEarned(programme, baseline) : handedOver(ready, measure, isEarned)
  const past = ends.filter((day, place) => place === 0 || day <= dataDate)
  const now = Math.min(budget, earnedOf(dataDate))
  const spentOf = measure === 'money' ? moneySpent(programme, baseline) : undefined
  return {
    value: earnedValue({
      ...{ budget, planned: Math.min(budget, planOf(dataDate)), earned: now, actual: spentOf?.(dataDate) },
    }),
    schedule: earnedSchedule(planned, now, placeIn(ends, dataDate)),
    ...{ planned, ends, earned: past.map((day, place) => (place === 0 ? 0 : Math.min(budget, earnedOf(day)))) },
    spent: spentOf && past.map(spentOf),
  }
}

/** Activities of a measure that were to begin by the data date and that no report tells of but an assumed one. */
function unreported(
  { programme, reports }: ProgrammeStatus,
  { dates }: Baseline,
  measure: PerformanceMeasure,
): readonly string[] {
  const powered = new Set(
    programme.activities.flatMap((one) => (one.handsOver?.power === undefined ? [] : [one.package])),
  )
  // Power is earned by its test of level 5 too.
  const counts = ({ budget, handsOver, level, package: of }: ProgrammeActivity) =>
    measure === 'money'
      ? budget !== undefined
      : handsOver?.[measure] !== undefined || (measure === 'power' && level === 5 && powered.has(of))
  return programme.activities
    .filter((activity) => counts(activity) && (dates.get(activity.id)?.start ?? '9999') <= programme.dataDate)
    .filter(({ id }) => (reports.get(id)?.source ?? 'assumed') === 'assumed')
    .map(({ id }) => id)
}

/** How many periods have gone by on a day, with the share of the one that it is in. */
function placeIn(ends: readonly Day[], day: Day): number {
  const next = ends.findIndex((end) => end >= day)
  if (next <= 0) return next === 0 ? 0 : ends.length - 1
  const from = endOf(ends[next - 1] as Day)
  const until = endOf(ends[next] as Day)
  return next - 1 + (endOf(day) - from) / (until - from)
}
