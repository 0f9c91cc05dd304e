import type { ProgrammeStatus } from '../../analysis/build-out/programme-status.ts'
import { networkOf } from '../../analysis/build-out/programme-status.ts'
import { compileNetwork } from '../../analysis/schedule/network.ts'
import { type ScheduleRisk, scheduleRisk } from '../../analysis/schedule-risk/schedule-risk.ts'
import type { Programme } from '../../model/programme.ts'

export const MOST_RUNS = 100_000

/** The risk of all that is handed over; undefined where the programme estimates nothing that is still open. */
export function buildOutRisk(
  programme: Programme,
  { reports }: ProgrammeStatus,
  { runs, seed }: { readonly runs: number; readonly seed: number },
): ScheduleRisk | undefined {
  const open = programme.activities.filter(({ id }) => reports.get(id)?.finished === undefined)
  const estimates = new Map(
    open.flatMap(({ duration, estimate, id }) => {
      if (!estimate) return []
      // Of what has begun only what is left can still go well or badly.
      const report = reports.get(id)
      const left =
        report?.started === undefined ? 1 : (report.remaining ?? duration * (1 - report.done)) / Math.max(1, duration)
      const { high, likely, low } = estimate
      return [[id, { low: low * left, likely: likely * left, high: high * left }] as const]
    }),
  )
  if (estimates.size === 0) return undefined
  const watched = open.filter(({ handsOver }) => handsOver !== undefined).map(({ id }) => id)
  return scheduleRisk(compileNetwork(networkOf(programme, reports)), { estimates, watched, runs, seed })
}
