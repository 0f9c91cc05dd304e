import type { DurationEstimate, Programme, ProgrammeActivity } from '../../model/programme.ts'
import type { OutOfSequence } from '../schedule/early-dates.ts'
import { compileNetwork } from '../schedule/network.ts'
import { type ScheduleRisk, scheduleRisk } from '../schedule-risk/schedule-risk.ts'
import { leftOf, networkOf, type ProgrammeStatus } from './programme-status.ts'
import { levelFiveTests, MEASURES } from './readiness.ts'

export const MOST_RUNS = 100_000

/** How often, with which seed, and how what began before its time goes on. */
export interface RiskRuns {
  readonly runs: number
  readonly seed: number
  readonly outOfSequence?: OutOfSequence | undefined
}

/** Whether the programme estimates anything that is still open, or knows of a risk that strikes it: else its dates have no risk. */
export function hasRisk({ programme, reports }: ProgrammeStatus): boolean {
  const strikes = new Set((programme.risks ?? []).flatMap(({ adds }) => [...adds.keys()]))
  return openIn(programme, reports).some(({ estimate, id }) => estimate !== undefined || strikes.has(id))
}

function openIn({ activities }: Programme, reports: ProgrammeStatus['reports']) {
  return activities.filter(({ id }) => reports.get(id)?.finished === undefined)
}

/**
 * The risk of all that is handed over, each when all of it counts: power only after the tests of level 5 of its package.
 * @returns undefined where nothing that is still open is estimated or struck by a risk
 */
export function buildOutRisk(
  programme: Programme,
  status: ProgrammeStatus,
  { outOfSequence, runs, seed }: RiskRuns,
): ScheduleRisk | undefined {
  if (!hasRisk(status)) return undefined
  const { reports } = status
  const estimates = new Map(
    openIn(programme, reports).flatMap((activity) => {
      const { duration, estimate, id } = activity
      if (!estimate) return []
      // Of what has begun only what is left can still go well or badly.
      const report = reports.get(id)
      const left = report?.started === undefined ? 1 : leftOf(activity, report) / Math.max(1, duration)
      return [[id, scaled(estimate, left)] as const]
    }),
  )
  return scheduleRisk(compileNetwork(networkOf(programme, reports)), {
    ...{ estimates, watched: handedOver(programme, reports), runs, seed, outOfSequence },
    shared: programme.risks,
  })
}

/** Hand-overs that are still to come, by id, with all that must be done for them to count. */
function handedOver(programme: Programme, reports: ProgrammeStatus['reports']): ReadonlyMap<string, readonly string[]> {
  const tests = levelFiveTests(programme)
  return new Map(
    programme.activities.flatMap((activity) => {
      const ends = endsOf(activity, tests)
      const isOpen = ends.some((id) => reports.get(id)?.finished === undefined)
      return isOpen ? [[activity.id, ends] as const] : []
    }),
  )
}

/** Nothing of what hands nothing over, and of power that is never tested so: that never counts. */
function endsOf(
  { handsOver, id, package: of }: ProgrammeActivity,
  tests: ReadonlyMap<string, readonly ProgrammeActivity[]>,
): readonly string[] {
  if (!handsOver) return []
  if (handsOver.power === undefined) return [id]
  const own = tests.get(of) ?? []
  const isMore = MEASURES.some((measure) => measure !== 'power' && handsOver[measure] !== undefined)
  return own.length > 0 || isMore ? [id, ...own.filter((test) => test.id !== id).map((test) => test.id)] : []
}

function scaled({ high, likely, low }: DurationEstimate, by: number) {
  return { low: low * by, likely: likely * by, high: high * by }
}
