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
  /** From the first day of all that is drawn of it until after the last. */
  readonly drawn: Extent
  readonly state: 'planned' | 'begun' | 'finished'
  /** What is told to be done is assumed: nobody reported it. */
  readonly isAssumed: boolean
  /** On the critical path, and not done yet. */
  readonly isCritical: boolean
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
    const [one, other] = [activities[from], activities[to]]
    return one && other ? [{ from, to, type, isCritical: one.isCritical && other.isCritical }] : []
  })
  return { view, activities, links, extent: extentOf(activities, dayNumber(view.dataDate)) }
}

function modelOf(activity: BuildOutActivity, chosen: string | undefined): GanttActivity {
  const { dayMinutes, due, duration, finished, started, totalFloat } = activity
  const planned = chosen === undefined ? undefined : activity.baselines[chosen]
  const baseline = planned && { from: dayNumber(planned[0]), until: dayNumber(planned[1]) + 1 }
  const finish = dayNumber(activity.finish) + 1
  const dueEnd = due === null ? undefined : dayNumber(due) + 1
  const against = baseline?.until ?? dueEnd
  const start = dayNumber(activity.start)
  const lateFinish = dayNumber(activity.lateFinish) + 1
  const waits = finished === null ? [lateFinish] : []
  const ends = [start, finish, finish - activity.moved, baseline?.from ?? start, baseline?.until ?? finish]
  const all = [...ends, ...waits, dueEnd ?? finish]
  return {
    ...{ activity, start, finish, lateFinish, baseline, due: dueEnd },
    drawn: { from: Math.min(...all), until: Math.max(...all) },
    missedBy: dueEnd === undefined ? 0 : Math.max(0, finish - dueEnd),
    late: against === undefined ? undefined : finish - against,
    float: totalFloat === null ? undefined : inDays(totalFloat, dayMinutes),
    duration: inDays(duration, dayMinutes),
    isAssumed: activity.reported?.source === 'assumed',
    isCritical: activity.isCritical && finished === null,
    state: finished !== null ? 'finished' : started !== null ? 'begun' : 'planned',
  }
}

function inDays(minutes: number, dayMinutes: number): number {
  return dayMinutes > 0 ? minutes / dayMinutes : 0
}

function extentOf(activities: readonly GanttActivity[], dataDate: number): Extent {
  let [from, until] = [dataDate, dataDate + 1]
  for (const { drawn } of activities) {
    from = Math.min(from, drawn.from)
    until = Math.max(until, drawn.until)
  }
  const room = Math.max(LEAST_ROOM_DAYS, Math.round((until - from) * ROOM))
  return { from: from - room, until: until + room }
}
