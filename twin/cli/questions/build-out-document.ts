import type { Performance, PerformanceMeasure, Unmeasured } from '../../analysis/build-out/against-baseline.ts'
import type { Milestone } from '../../analysis/build-out/milestones.ts'
import type { ProgrammeStatus } from '../../analysis/build-out/programme-status.ts'
import type { Measure, Readiness } from '../../analysis/build-out/readiness.ts'
import type { SupposedStatus } from '../../analysis/build-out/supposed-status.ts'
import type { ScheduleRisk } from '../../analysis/schedule-risk/schedule-risk.ts'
import type { SupplyTold } from '../../analysis/supply/supply-view.ts'
import type { Day } from '../../model/day.ts'
import type { Baseline, Programme } from '../../model/programme.ts'
import { finishDay, startDay } from '../../model/wall-minute.ts'

/** Shares of the runs that are told: half, and four of five. */
export const SHARES = [0.5, 0.8] as const

export type Measured = { readonly measure: PerformanceMeasure } & (Performance | Unmeasured)

/** All that `oblak build-out` tells. */
export interface BuildOut {
  readonly path: string
  readonly programme: Programme
  readonly baseline: Baseline | undefined
  readonly status: ProgrammeStatus
  readonly supposed: SupposedStatus
  readonly readiness: Readiness
  readonly at: Day
  readonly readyNow: Readonly<Partial<Record<Measure, number>>>
  readonly readyAt: Readonly<Partial<Record<Measure, number>>>
  readonly milestones: readonly Milestone[]
  readonly performance: readonly Measured[]
  readonly risk: ScheduleRisk | undefined
  /** Undefined where no estate is asked. */
  readonly supply: SupplyTold | undefined
}

/** The answer as one JSON document: days as ISO, power in watts, areas in square metres, float and work in minutes. */
export function buildOutDocument(answer: BuildOut): object {
  const { at, baseline, milestones, path, performance, programme, readiness, readyAt, readyNow, risk, status, supply } =
    answer
  return {
    programme: path,
    ...{ isScenario: programme.isScenario, currency: programme.currency, dataDate: programme.dataDate, at },
    baseline: baseline && { id: baseline.id, name: baseline.name, set: baseline.set },
    supposed: { delays: answer.supposed.delays, moved: Object.fromEntries(answer.supposed.moved) },
    ready: { now: readyNow, at: readyAt, steps: readiness.steps, untested: readiness.untested },
    milestones: milestones.map(({ activity, ...milestone }) => ({
      ...{ id: activity.id, name: activity.name, package: activity.package, source: activity.source },
      ...{ gate: activity.gate, level: activity.level, ...milestone },
    })),
    activities: [...status.dates.values()].map(
      ({ earlyFinish, earlyStart, finishDay: day, lateFinish, lateStart, ...row }) => ({
        ...row,
        ...{ earlyStart: startDay(earlyStart), earlyFinish: day },
        ...{ lateStart: startDay(lateStart), lateFinish: lateFinish === earlyFinish ? day : finishDay(lateFinish) },
      }),
    ),
    performance,
    supply,
    risk: risk && {
      ...{ finish: sharesOf(risk.finish), drivers: risk.drivers, shared: risk.shared },
      handOvers: Object.fromEntries([...risk.watched].map(([id, finishes]) => [id, sharesOf(finishes)])),
    },
  }
}

function sharesOf(finishes: ScheduleRisk['finish']): Record<string, Day> {
  return Object.fromEntries(SHARES.map((share) => [`p${share * 100}`, finishes.dayWithin(share)]))
}
