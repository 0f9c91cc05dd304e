import type { Activity, WallMinute, WorkMinutes } from '../../model/programme.ts'
import type { CompiledNetwork } from './network.ts'

/**
 * How what is left of an activity that began before its time is dated: after all it waits for still (retained logic), or at once (progress override). Both
 * words are those of schedulers, such as in AACE International's recommended practice 49R-06.
 */
export type OutOfSequence = 'retained-logic' | 'progress-override'

/** First and last minute of each activity, as early as can be. */
export interface EarlyDates {
  /** Of one that has begun: when it did. */
  readonly start: Float64Array
  /** When what is left begins; the start of one that has not begun. */
  readonly resume: Float64Array
  readonly finish: Float64Array
}

export function emptyDates(count: number): EarlyDates {
  return { start: new Float64Array(count), resume: new Float64Array(count), finish: new Float64Array(count) }
}

/**
 * The forward pass: dates each activity as early as links, constraints, progress and calendars let it be.
 * @param remaining work of each activity
 * @param dates filled in; a simulation uses the same again and again
 * @returns the last finish; the data date where there are no activities
 */
export function passForward(
  network: CompiledNetwork,
  remaining: Float64Array,
  dates: EarlyDates,
  outOfSequence: OutOfSequence,
): WallMinute {
  const { activities, clockOf, clocks, dataDate, order } = network
  const { finish, resume, start } = dates
  let last: number = dataDate
  for (const at of order) {
    const activity = activities[at] as Activity
    const { progress } = activity
    if (progress?.finished !== undefined) {
      start[at] = progress.started
      resume[at] = progress.finished
      finish[at] = progress.finished
    } else {
      const clock = clocks[clockOf[at] ?? 0]
      if (!clock) continue
      let begins: number = dataDate
      let ends = Number.NEGATIVE_INFINITY
      if (!progress || outOfSequence === 'retained-logic') {
        for (let place = network.firstInto[at] ?? 0; place < (network.firstInto[at + 1] ?? 0); place++) {
          const link = network.into[place] ?? 0
          const bound = linkBound(network, link, dates)
          if (isOnStart(network, link)) begins = Math.max(begins, bound)
          else ends = Math.max(ends, bound)
        }
      }
      for (const { at: date, kind } of activity.constraints) {
        if (!progress && (kind === 'start-no-earlier' || kind === 'must-start')) begins = Math.max(begins, date)
        if (kind === 'finish-no-earlier' || kind === 'must-finish') ends = Math.max(ends, date)
      }
      const work = remaining[at] ?? 0
      if (activity.kind === 'level-of-effort' || work === 0) {
        resume[at] = activity.kind === 'level-of-effort' ? begins : Math.max(begins, ends)
        finish[at] = Math.max(begins, ends)
      } else {
        const first = Math.max(
          clock.workAt(begins as WallMinute),
          ends === Number.NEGATIVE_INFINITY ? 0 : clock.workAt(ends as WallMinute) - work,
        )
        resume[at] = clock.startOf(first as WorkMinutes)
        // What must not end before a minute outside of working hours waits for it, without work.
        finish[at] = Math.max(clock.finishOf((first + work) as WorkMinutes), ends)
      }
      start[at] = progress ? progress.started : (resume[at] ?? 0)
    }
    if (activity.kind !== 'level-of-effort') last = Math.max(last, finish[at] ?? 0)
  }
  return last as WallMinute
}

/** Does the link hold the start of the later activity, or its finish? */
export function isOnStart({ links }: CompiledNetwork, link: number): boolean {
  return links.types[link] === 'FS' || links.types[link] === 'SS'
}

/** Does it hang on the finish of the earlier activity, or on its start? */
export function isFromFinish({ links }: CompiledNetwork, link: number): boolean {
  return links.types[link] === 'FS' || links.types[link] === 'FF'
}

/** The minute before which a link lets the later activity not start, or not finish. */
export function linkBound(network: CompiledNetwork, link: number, { finish, start }: EarlyDates): WallMinute {
  const { links } = network
  const before = links.from[link] ?? 0
  const at = ((isFromFinish(network, link) ? finish[before] : start[before]) ?? 0) as WallMinute
  const lag = links.lag[link] ?? 0
  const clock = network.clocks[links.clock[link] ?? 0]
  if (lag === 0 || !clock) return at
  return clock.finishOf((clock.workAt(at) + lag) as WorkMinutes)
}
