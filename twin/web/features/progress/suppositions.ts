import { MEASURES, type Measure } from '../../../analysis/build-out/readiness.ts'
import type { BuildOutActivity, BuildOutView } from '../../../protocol/build-out.ts'

/** What can be late: what is not finished, and does not last as long as other work lasts. */
export function canBeLate({ finished, kind }: BuildOutActivity): boolean {
  return finished === null && kind !== 'level-of-effort'
}

/** A hand-over, stage or test that comes on another day through what is supposed. */
export interface MovedMilestone {
  readonly activity: BuildOutActivity
  readonly handsOver: readonly { readonly measure: Measure; readonly amount: number }[]
}

/** What moves: milestones by day, and how many activities besides. */
export function movedOf({ activities }: Pick<BuildOutView, 'activities'>): {
  readonly milestones: readonly MovedMilestone[]
  readonly others: number
} {
  const moved = activities.filter((one) => one.moved !== 0)
  const milestones = moved
    .filter(({ gate, handsOver, level }) => handsOver !== undefined || gate !== undefined || level !== undefined)
    .sort((one, other) => (one.finish < other.finish ? -1 : one.finish > other.finish ? 1 : 0))
    .map((activity) => ({
      activity,
      handsOver: MEASURES.flatMap((measure) => {
        const amount = activity.handsOver?.[measure]
        return amount === undefined ? [] : [{ measure, amount }]
      }),
    }))
  return { milestones, others: moved.length - milestones.length }
}

/** Work on which it hangs that what moves comes late: only there it can be made up. The longest first, in whole working days. */
export function wayOutOf(
  { activities }: Pick<BuildOutView, 'activities'>,
  most: number,
): readonly { readonly activity: BuildOutActivity; readonly days: number }[] {
  return activities
    .filter(
      (one) => canBeLate(one) && one.moved > 0 && one.duration > 0 && one.freeFloat !== null && one.freeFloat <= 0,
    )
    .map((activity) => ({ activity, days: Math.round(activity.duration / Math.max(1, activity.dayMinutes)) }))
    .sort((one, other) => other.days - one.days)
    .slice(0, most)
}
