import { type Day, markOf } from '../../model/day.ts'
import type { Baseline, HandOver, ProgrammeActivity, WallMinute } from '../../model/programme.ts'
import { finishDay } from '../../model/wall-minute.ts'
import type { ProgrammeStatus } from './programme-status.ts'

/** Something that is handed over, a stage gate, a level of commissioning, what takes no time, or what must be done by a day: when, and against what. */
export interface Milestone {
  readonly activity: ProgrammeActivity
  /** When it is, or was. */
  readonly day: Day
  readonly isDone: boolean
  readonly handsOver: HandOver | undefined
  /** By the baseline; undefined where it has none of it. */
  readonly planned: Day | undefined
  /** By whose end somebody set that it must be. */
  readonly due: Day | undefined
  /** Calendar days after the baseline, else after what is due; less than nothing is early, undefined where there is neither. */
  readonly late: number | undefined
  /** Work that it can wait, in minutes; undefined once it is done. */
  readonly float: number | undefined
}

/** All milestones of a programme, by day. */
export function milestonesOf(
  { dates, programme, reports }: ProgrammeStatus,
  baseline: Baseline | undefined,
): readonly Milestone[] {
  const milestones = programme.activities.flatMap((activity): Milestone | readonly Milestone[] => {
    const { constraints, gate, handsOver, id, kind, level } = activity
    const row = dates.get(id)
    const limit = constraints.find((one) => one.kind === 'finish-no-later' || one.kind === 'must-finish')
    const isOne = handsOver || gate !== undefined || level !== undefined || kind === 'milestone' || limit
    if (!row || !isOne) return []
    const day = row.finishDay
    const planned = baseline?.dates.get(id)?.finish
    const due = limit && finishDay(limit.at as WallMinute)
    const against = planned ?? due
    return {
      ...{ activity, day, handsOver, planned, due, float: row.totalFloat },
      isDone: reports.get(id)?.finished !== undefined,
      late: against === undefined ? undefined : daysBetween(against, day),
    }
  })
  return milestones.sort((one, other) => (one.day < other.day ? -1 : one.day > other.day ? 1 : 0))
}

/** Calendar days from one to another. */
function daysBetween(from: Day, until: Day): number {
  return Math.round((markOf(until) - markOf(from)) / 86_400_000)
}
