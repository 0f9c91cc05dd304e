import type { LinkType } from '../../../model/programme.ts'
import type { BuildOutActivity, BuildOutView } from '../../../protocol/build-out.ts'
import { dayNumber } from './day-number.ts'
import type { Extent } from './time-scale.ts'

/** An activity with its days as numbers; a finish is the day after the last, so that what lies between is the bar. */
export interface GanttActivity {
  readonly activity: BuildOutActivity
  readonly start: number
  readonly finish: number
  readonly lateFinish: number
  /** As the chosen baseline had it. */
  readonly baseline: Extent | undefined
  /** When the day is over by which it must be finished. */
  readonly due: number | undefined
  /** Calendar days after the day that is due; 0 where it is kept or where there is none. */
  readonly missedBy: number
  /** Calendar days after the baseline, else after what is due; less than nothing is early, undefined where there is neither. */
  readonly late: number | undefined
  /** Working days that it can wait; undefined once it is finished. */
  readonly float: number | undefined
  /** Working days that it takes. */
  readonly duration: number
  readonly state: 'planned' | 'begun' | 'finished'
}

export interface GanttLink {
  /** Places in `activities`. */
  readonly from: number
  readonly to: number
  readonly type: LinkType
  /** Between two activities of the critical path. */
  readonly isCritical: boolean
}

/** A programme as it is drawn. */
export interface GanttModel {
  readonly view: BuildOutView
  readonly activities: readonly GanttActivity[]
  readonly links: readonly GanttLink[]
  /** All that has a bar, a baseline, a float or a day that is due, with some room. */
  readonly extent: Extent
}

const ROOM = 0.03
const LEAST_ROOM_DAYS = 14

/** The model of a view against one of its baselines. */
export function ganttModel(view: BuildOutView, baseline: string | undefined): GanttModel {
  const activities = view.activities.map((activity) => modelOf(activity, baseline))
  const links = view.links.flatMap(([from, to, type]): readonly GanttLink[] => {
    const [one, other] = [view.activities[from], view.activities[to]]
    return one && other ? [{ from, to, type, isCritical: isOnPath(one) && isOnPath(other) }] : []
  })
  return { view, activities, links, extent: extentOf(activities, dayNumber(view.dataDate)) }
}

function isOnPath({ isCritical, finished }: BuildOutActivity): boolean {
  return isCritical && finished === null
}

function modelOf(activity: BuildOutActivity, chosen: string | undefined): GanttActivity {
  const { dayMinutes, due, duration, finished, started, totalFloat } = activity
  const planned = chosen === undefined ? undefined : activity.baselines[chosen]
  const baseline = planned && { from: dayNumber(planned[0]), until: dayNumber(planned[1]) + 1 }
  const finish = dayNumber(activity.finish) + 1
  const dueEnd = due === null ? undefined : dayNumber(due) + 1
  const against = baseline?.until ?? dueEnd
  return {
    ...{ activity, finish, baseline, due: dueEnd },
    start: dayNumber(activity.start),
    lateFinish: dayNumber(activity.lateFinish) + 1,
    missedBy: dueEnd === undefined ? 0 : Math.max(0, finish - dueEnd),
    late: against === undefined ? undefined : finish - against,
    float: totalFloat === null ? undefined : inDays(totalFloat, dayMinutes),
    duration: inDays(duration, dayMinutes),
    state: finished !== null ? 'finished' : started !== null ? 'begun' : 'planned',
  }
}

function inDays(minutes: number, dayMinutes: number): number {
  return dayMinutes > 0 ? minutes / dayMinutes : 0
}

function extentOf(activities: readonly GanttActivity[], dataDate: number): Extent {
  let [from, until] = [dataDate, dataDate + 1]
  for (const { activity, baseline, due, finish, lateFinish, start, state } of activities) {
    from = Math.min(from, start, baseline?.from ?? start)
    until = Math.max(
      until,
      finish,
      state === 'finished' ? finish : lateFinish,
      baseline?.until ?? finish,
      due ?? finish,
    )
    if (activity.moved !== 0) from = Math.min(from, start - activity.moved)
  }
  const room = Math.max(LEAST_ROOM_DAYS, Math.round((until - from) * ROOM))
  return { from: from - room, until: until + room }
}
