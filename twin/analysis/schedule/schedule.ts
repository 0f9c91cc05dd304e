import type { Day } from '../../model/day.ts'
import type { WallMinute } from '../../model/programme.ts'
import { finishDay } from '../../model/wall-minute.ts'
import {
  type EarlyDates,
  emptyDates,
  isFromFinish,
  isOnStart,
  linkBound,
  type OutOfSequence,
  passForward,
} from './early-dates.ts'
import { finishDays } from './finish-days.ts'
import { isHolding, latestBefore, latestStart, passBackward } from './late-dates.ts'
import { type CompiledNetwork, remainingWork } from './network.ts'

export interface ScheduledActivity {
  readonly id: string
  readonly earlyStart: WallMinute
  readonly earlyFinish: WallMinute
  /** The day on which it is finished. */
  readonly finishDay: Day
  readonly lateStart: WallMinute
  readonly lateFinish: WallMinute
  /** Work in minutes; undefined of what is done and of a level of effort. */
  readonly totalFloat: number | undefined
  /** Work in minutes by which it can wait without moving anything else. */
  readonly freeFloat: number | undefined
  /** It has no float left. */
  readonly critical: boolean
  /** It is on the chain that the last finish hangs on; with several calendars that chain may have float. */
  readonly longest: boolean
}

export interface Schedule {
  readonly activities: readonly ScheduledActivity[]
  /** The last early finish. */
  readonly finish: WallMinute
  /** The day on which all is finished. */
  readonly lastDay: Day
}

/** Dates a network by the critical path method, forward and back. */
export function scheduleOf(network: CompiledNetwork, outOfSequence: OutOfSequence = 'retained-logic'): Schedule {
  const remaining = remainingWork(network.activities)
  const early = emptyDates(network.activities.length)
  const finish = passForward(network, remaining, early, outOfSequence)
  const end = network.deadline ?? finish
  const late = passBackward(network, remaining, early, { end, outOfSequence })
  const longest = longestPath(network, early, finish)
  const days = finishDays(network, early, remaining)
  const activities = network.activities.map(({ id }, at): ScheduledActivity => {
    const float = late.totalFloat[at] ?? Number.NaN
    const isOpen = !Number.isNaN(float)
    return {
      id,
      earlyStart: (early.start[at] ?? 0) as WallMinute,
      earlyFinish: (early.finish[at] ?? 0) as WallMinute,
      finishDay: days[at] as Day,
      lateStart: (late.start[at] ?? 0) as WallMinute,
      lateFinish: (late.finish[at] ?? 0) as WallMinute,
      totalFloat: isOpen ? float : undefined,
      freeFloat: isOpen ? freeFloat(network, at, { early, finish, outOfSequence, remaining }) : undefined,
      critical: isOpen && float <= 0,
      longest: longest[at] === 1,
    }
  })
  const lastDay = activities.reduce(
    (last, { finishDay: day }, at) => (day > last && network.activities[at]?.kind !== 'level-of-effort' ? day : last),
    finishDay(network.dataDate),
  )
  return { activities, finish, lastDay }
}

interface Dated {
  readonly early: EarlyDates
  readonly finish: WallMinute
  readonly outOfSequence: OutOfSequence
  readonly remaining: Float64Array
}

/** The work by which an activity can wait before something that comes after it, or the last finish, moves. */
function freeFloat(network: CompiledNetwork, at: number, { early, finish, outOfSequence, remaining }: Dated): number {
  const clock = network.clocks[network.clockOf[at] ?? 0]
  if (!clock) return 0
  const work = (minute: number | undefined) => clock.workAt((minute ?? 0) as WallMinute)
  let free = work(finish) - work(early.finish[at])
  for (let place = network.firstOut[at] ?? 0; place < (network.firstOut[at + 1] ?? 0); place++) {
    const link = network.out[place] ?? 0
    if (!isHolding(network, link, outOfSequence)) continue
    const after = network.links.to[link] ?? 0
    const latest = latestBefore(network, link, isOnStart(network, link) ? early.resume[after] : early.finish[after])
    if (isFromFinish(network, link)) free = Math.min(free, work(latest) - work(early.finish[at]))
    else if (!network.activities[at]?.progress) {
      const last = (remaining[at] ?? 0) === 0 ? work(latest) : latestStart(clock, latest)
      free = Math.min(free, last - work(early.start[at]))
    }
  }
  return free
}

/** 1 for each activity on a chain of links that lead to the last finish without a gap. */
function longestPath(network: CompiledNetwork, early: EarlyDates, finish: WallMinute): Uint8Array {
  const { activities, clockOf, clocks, links, order } = network
  const on = new Uint8Array(activities.length)
  for (let place = order.length - 1; place >= 0; place--) {
    const at = order[place] ?? 0
    if (activities[at]?.kind === 'level-of-effort') continue
    if (early.finish[at] === finish && activities[at]?.progress?.finished === undefined) on[at] = 1
    if (on[at] !== 1) continue
    const clock = clocks[clockOf[at] ?? 0]
    for (let into = network.firstInto[at] ?? 0; into < (network.firstInto[at + 1] ?? 0); into++) {
      const link = network.into[into] ?? 0
      const held = isOnStart(network, link) ? early.resume[at] : early.finish[at]
      const bound = linkBound(network, link, early)
      if (clock && clock.workAt(bound) >= clock.workAt((held ?? 0) as WallMinute)) on[links.from[link] ?? 0] = 1
    }
  }
  return on
}
