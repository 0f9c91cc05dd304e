import type { Performance } from '../../analysis/build-out/against-baseline.ts'
import { hasRisk } from '../../analysis/build-out/build-out-risk.ts'
import { curvesOf, type MeasureCurve } from '../../analysis/build-out/curves.ts'
import { milestonesOf } from '../../analysis/build-out/milestones.ts'
import type { ProgrammeStatus } from '../../analysis/build-out/programme-status.ts'
import { foreseenReadiness, readinessOf } from '../../analysis/build-out/readiness.ts'
import type { ScheduledActivity } from '../../analysis/schedule/schedule.ts'
import type { Day } from '../../model/day.ts'
import type { Programme, ProgrammeActivity } from '../../model/programme.ts'
import type { KnownProgramme, Scenario } from '../../model/programme-book.ts'
import { beginOf, finishDay, startDay } from '../../model/wall-minute.ts'
import { lengthsOf } from '../../model/work-amount.ts'
import type {
  BuildOutActivity,
  BuildOutCurve,
  BuildOutMilestone,
  BuildOutView,
  ScenarioView,
} from '../../protocol/build-out.ts'
import type { SupposedProgramme } from './supposed-programme.ts'

/** All that the API tells of a programme. */
export function buildOutView(
  known: KnownProgramme,
  supposed: SupposedProgramme,
  scenario: string | undefined,
): Omit<BuildOutView, 'version'> {
  const { baseline, delays, moved, status } = supposed
  const { programme } = status
  const { steps, untested } = readinessOf(status)
  const milestones = milestonesOf(status, baseline)
  return {
    ...{ currency: programme.currency, dataDate: programme.dataDate, isScenario: programme.isScenario },
    ...{ scenario: scenario ?? null, delays: [...delays], fault: known.fault ?? null, baseline: baseline?.id ?? null },
    baselines: programme.baselines.map(({ id, name, nameSr, set }) => ({
      ...{ id, name, ...(nameSr !== undefined && { nameSr }), set },
    })),
    scenarios: known.scenarios.map(scenarioViewOf),
    calendars: calendarViews(status),
    packages: programme.packages.map(({ budget, place, places, ...one }) => ({
      ...{ id: one.id, ...wordsOf(one), place: place ?? null, source: one.source },
      ...(places && { places: [...places] }),
      budget: budget ? { amount: budget.amount, source: budget.source } : null,
    })),
    activities: activityViews(status, moved),
    links: linkViews(programme),
    milestones: milestones.map(
      ({ activity, day, due, float, isDone, late, planned }): BuildOutMilestone => ({
        ...{ activity: activity.id, day, isDone },
        ...{ planned: planned ?? null, due: due ?? null, late: late ?? null, float: float ?? null },
      }),
    ),
    ready: {
      steps: [...steps],
      untested: [...untested],
      planned: Object.fromEntries(
        programme.baselines.map((one) => [one.id, [...foreseenReadiness(programme, one).steps]] as const),
      ),
    },
    curves: curvesOf(status, baseline).map(curveView),
    hasRisk: hasRisk(status),
  }
}

export function scenarioViewOf(scenario: Scenario): ScenarioView {
  if (scenario.kind === 'delays') {
    const { by, delays, id, kind, made, name, note } = scenario
    return { id, name, kind, by, made, note: note ?? null, delays: [...delays] }
  }
  const { id, kind, programme } = scenario
  const { name = id, nameSr, note, noteSr } = programme
  return {
    ...{ id, name, kind, by: null, made: null, note: note ?? null, delays: [] },
    ...(nameSr !== undefined && { nameSr }),
    ...(noteSr !== undefined && { noteSr }),
  }
}

function activityViews(
  { dates, programme, reports }: ProgrammeStatus,
  moved: ReadonlyMap<string, number>,
): BuildOutActivity[] {
  const dayOf = new Map(programme.calendars.map((calendar) => [calendar.id, lengthsOf(calendar).day]))
  return programme.activities.flatMap((activity) => {
    const row = dates.get(activity.id)
    if (!row) return []
    const { calendar, duration, handsOver, id, kind, source } = activity
    const report = reports.get(id)
    return {
      ...{ id, ...wordsOf(activity), package: activity.package, calendar, kind, source },
      ...datesOf(row),
      ...{ totalFloat: row.totalFloat ?? null, freeFloat: row.freeFloat ?? null, dayMinutes: dayOf.get(calendar) ?? 0 },
      ...{ duration, isCritical: row.critical, isLongest: row.longest },
      ...{ done: report?.done ?? null, started: report?.started ?? report?.finished ?? null },
      finished: report?.finished ?? null,
      reported: report ? { at: report.at, by: report.by, source: report.source } : null,
      ...(activity.gate !== undefined && { gate: activity.gate }),
      ...(activity.level !== undefined && { level: activity.level }),
      ...(handsOver && { handsOver: { ...handsOver } }),
      ...{ due: dueOf(activity), baselines: baselinesOf(programme, id), moved: moved.get(id) ?? 0 },
    }
  })
}

/** Which days are worked, until the last finish. */
function calendarViews({ dates, programme }: ProgrammeStatus): BuildOutView['calendars'] {
  const rows = [...dates.values()]
  const first = startDay(rows.reduce((least, { earlyStart }) => (earlyStart < least ? earlyStart : least), FAR))
  const last = rows.reduce((most, { finishDay: day }) => (day > most ? day : most), NEVER)
  return programme.calendars.map((calendar) => ({
    ...{ id: calendar.id, name: calendar.name, week: calendar.week.map((shifts) => shifts.length > 0) },
    weekMinutes: lengthsOf(calendar).week,
    exceptions: Array.from(calendar.exceptions, ([day, shifts]): [Day, boolean] => [day, shifts.length > 0])
      .filter(([day]) => day >= first && day <= last)
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  }))
}

const FAR = beginOf('9999-12-31' as Day)
const NEVER = '1970-01-01' as Day

type Words = Pick<ProgrammeActivity, 'name' | 'nameSr' | 'note' | 'noteSr'>

function wordsOf({ name, nameSr, note, noteSr }: Words) {
  return {
    name,
    ...(nameSr !== undefined && { nameSr }),
    ...(note !== undefined && { note }),
    ...(noteSr !== undefined && { noteSr }),
  }
}

/** What has no work begins and ends on one day, also where that is the end of one and the beginning of another. */
function datesOf({ earlyFinish, earlyStart, finishDay: finish, lateFinish, lateStart }: ScheduledActivity) {
  const first = (start: Day, finish: Day) => (start > finish ? finish : start)
  const lastFinish = lateFinish === earlyFinish ? finish : finishDay(lateFinish)
  return {
    ...{ start: first(startDay(earlyStart), finish), finish },
    ...{ lateStart: first(startDay(lateStart), lastFinish), lateFinish: lastFinish },
  }
}

function dueOf({ constraints }: ProgrammeActivity): Day | null {
  const limit = constraints.find(({ kind }) => kind === 'finish-no-later' || kind === 'must-finish')
  return limit ? finishDay(limit.at) : null
}

function baselinesOf({ baselines }: Programme, activity: string): BuildOutActivity['baselines'] {
  return Object.fromEntries(
    baselines.flatMap(({ dates, id }) => {
      const planned = dates.get(activity)
      return planned ? [[id, [planned.start, planned.finish] as [Day, Day]] as const] : []
    }),
  )
}

function linkViews({ activities, links }: Programme): BuildOutView['links'] {
  const placeOf = new Map(activities.map(({ id }, place) => [id, place]))
  return links.map(({ from, lag, to, type }) => [placeOf.get(from) ?? 0, placeOf.get(to) ?? 0, type, lag])
}

function curveView({ ends, expected, measure, performance, planned }: MeasureCurve): BuildOutCurve {
  const curve = { measure, ends: [...ends], planned: [...planned], expected: [...expected] }
  if ('why' in performance) {
    const unreported = performance.why === 'not-reported' ? [...performance.activities] : []
    return { ...curve, earned: [], actual: [], figures: null, why: performance.why, unreported }
  }
  const { earned, spent } = performance
  return {
    ...{ ...curve, earned: [...earned], actual: [...(spent ?? [])] },
    ...{ figures: figuresOf(performance), why: null, unreported: [] },
  }
}

function figuresOf({ schedule, value }: Performance): BuildOutCurve['figures'] {
  return {
    ...{ budget: value.budget, planned: value.planned, earned: value.earned, actual: value.actual ?? null },
    scheduleVariance: value.scheduleVariance,
    schedulePerformance: value.schedulePerformance ?? null,
    costVariance: value.costVariance ?? null,
    costPerformance: value.costPerformance ?? null,
    estimateAtCompletion: value.estimateAtCompletion ?? null,
    toCompletePerformance: value.toCompletePerformance ?? null,
    ...{ earnedSchedule: schedule.earned, actualTime: schedule.actual },
    schedulePerformanceTime: schedule.performance ?? null,
  }
}
