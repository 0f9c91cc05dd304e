import type { Programme } from '../../model/programme.ts'
import type { OutOfSequence } from '../schedule/early-dates.ts'
import { compileNetwork } from '../schedule/network.ts'
import { type ScheduleRisk, scheduleRisk } from '../schedule-risk/schedule-risk.ts'
import { leftOf, networkOf, type ProgrammeStatus } from './programme-status.ts'

export const MOST_RUNS = 100_000

/** How often, with which seed, and how what began before its time goes on. */
export interface RiskRuns {
  readonly runs: number
  readonly seed: number
  readonly outOfSequence?: OutOfSequence | undefined
}

/** Whether the programme estimates anything that is still open: else its dates have no risk. */
export function hasRisk({ programme, reports }: ProgrammeStatus): boolean {
  return openIn(programme, reports).some(({ estimate }) => estimate !== undefined)
}

function openIn({ activities }: Programme, reports: ProgrammeStatus['reports']) {
  return activities.filter(({ id }) => reports.get(id)?.finished === undefined)
}

/** The risk of all that is handed over; undefined where the programme estimates nothing that is still open. */
export function buildOutRisk(
  programme: Programme,
  { reports }: ProgrammeStatus,
  { outOfSequence, runs, seed }: RiskRuns,
): ScheduleRisk | undefined {
  const open = openIn(programme, reports)
  const estimates = new Map(
    open.flatMap((activity) => {
      const { duration, estimate, id } = activity
      if (!estimate) return []
      // Of what has begun only what is left can still go well or badly.
      const report = reports.get(id)
      const left = report?.started === undefined ? 1 : leftOf(activity, report) / Math.max(1, duration)
      const { high, likely, low } = estimate
      return [[id, { low: low * left, likely: likely * left, high: high * left }] as const]
    }),
  )
  if (estimates.size === 0) return undefined
  const watched = open.filter(({ handsOver }) => handsOver !== undefined).map(({ id }) => id)
  return scheduleRisk(compileNetwork(networkOf(programme, reports)), { estimates, watched, runs, seed, outOfSequence })
}
