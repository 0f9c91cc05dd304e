import type { Activity, WallMinute, WorkMinutes } from '../../model/programme.ts'
import { type EarlyDates, isFromFinish, isOnStart, type OutOfSequence } from './early-dates.ts'
import type { CompiledNetwork } from './network.ts'
import type { WorkClock } from './work-clock.ts'

/** Work counted to the latest start and finish of each activity by its own calendar, and the minutes that stand for them. */
export interface LateDates {
  /** Of one that has begun: when what is left has to begin. */
  readonly start: Float64Array
  readonly finish: Float64Array
  /** Work that the activity can wait without moving the end or breaking a date; NaN of what is done and of a level of effort. */
  readonly totalFloat: Float64Array
}

/** The backward pass: dates each activity as late as the end, its successors and the dates that were set let it be. */
export function passBackward(
  network: CompiledNetwork,
  remaining: Float64Array,
  early: EarlyDates,
  { end, outOfSequence }: { readonly end: WallMinute; readonly outOfSequence: OutOfSequence },
): LateDates {
  const { activities, clockOf, clocks, order } = network
  const count = activities.length
  const late = { start: new Float64Array(count), finish: new Float64Array(count), totalFloat: new Float64Array(count) }
  for (let place = count - 1; place >= 0; place--) {
    const at = order[place] ?? 0
    const activity = activities[at] as Activity
    const clock = clocks[clockOf[at] ?? 0]
    if (!clock) continue
    if (activity.progress?.finished !== undefined || activity.kind === 'level-of-effort') {
      late.start[at] = early.resume[at] ?? 0
      late.finish[at] = early.finish[at] ?? 0
      late.totalFloat[at] = Number.NaN
      continue
    }
    let [starts, ends] = dateBounds(activity, end)
    for (let out = network.firstOut[at] ?? 0; out < (network.firstOut[at + 1] ?? 0); out++) {
      const link = network.out[out] ?? 0
      if (!isHolding(network, link, outOfSequence)) continue
      const after = network.links.to[link] ?? 0
      const bound = latestBefore(network, link, isOnStart(network, link) ? late.start[after] : late.finish[after])
      if (isFromFinish(network, link)) ends = Math.min(ends, bound)
      // What has begun cannot begin later.
      else if (!activity.progress) starts = Math.min(starts, bound)
    }
    const work = remaining[at] ?? 0
    const wall = (minute: number) => minute as WallMinute
    if (work === 0) {
      const latest = Math.min(starts, ends)
      late.start[at] = latest
      late.finish[at] = latest
      late.totalFloat[at] = clock.workAt(wall(latest)) - clock.workAt(wall(early.finish[at] ?? 0))
    } else {
      const byStart = starts === Number.POSITIVE_INFINITY ? starts : latestStart(clock, wall(starts))
      const first = Math.min(clock.workAt(wall(ends)) - work, byStart)
      late.start[at] = clock.startOf(first as WorkMinutes)
      // A successor that must not end before a minute waits for it, also outside of working hours: so the end itself is a limit.
      late.finish[at] = Math.min(ends, clock.startOf((first + work) as WorkMinutes))
      late.totalFloat[at] = first - clock.workAt(wall(early.resume[at] ?? 0))
    }
  }
  return late
}

/** Work counted to the last start that is no later than a minute: outside of working hours that is before the end of the shift, not at the next one. */
export function latestStart(clock: WorkClock, at: WallMinute): number {
  const work = clock.workAt(at)
  return clock.startOf(work) <= at ? work : work - 1
}

/** Does a link still hold what comes after it? */
export function isHolding({ activities, links }: CompiledNetwork, link: number, outOfSequence: OutOfSequence): boolean {
  const after = activities[links.to[link] ?? 0]
  if (!after || after.kind === 'level-of-effort') return false
  return after.progress === undefined || (after.progress.finished === undefined && outOfSequence === 'retained-logic')
}

/** The latest minute at which the earlier activity may start or finish, for a link to let the later one be at `at`. */
export function latestBefore({ clocks, links }: CompiledNetwork, link: number, at = 0): WallMinute {
  const lag = links.lag[link] ?? 0
  const clock = clocks[links.clock[link] ?? 0]
  if (lag === 0 || !clock) return at as WallMinute
  return clock.startOf((clock.workAt(at as WallMinute) - lag) as WorkMinutes)
}

/** The latest start and finish that dates set. */
function dateBounds({ constraints, progress }: Activity, end: WallMinute): [number, number] {
  let [starts, ends]: [number, number] = [Number.POSITIVE_INFINITY, end]
  for (const { at, kind } of constraints) {
    if (!progress && (kind === 'start-no-later' || kind === 'must-start')) starts = Math.min(starts, at)
    if (kind === 'finish-no-later' || kind === 'must-finish') ends = Math.min(ends, at)
  }
  return [starts, ends]
}
