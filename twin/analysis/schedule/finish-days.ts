import type { Day } from '../../model/day.ts'
import type { DateConstraint, WallMinute } from '../../model/programme.ts'
import { finishDay, startDay } from '../../model/wall-minute.ts'
import { type EarlyDates, linkBound } from './early-dates.ts'
import type { CompiledNetwork } from './network.ts'

/**
 * The day on which each activity is finished, by its index. What takes no time stands at midnight between two days where a day of its own holds it, and is told
 * of the day that begins then; so is what takes no time either and waits for that alone. All else that ends at midnight ended with the day before.
 */
export function finishDays(network: CompiledNetwork, early: EarlyDates, remaining: Float64Array): readonly Day[] {
  const begins = new Uint8Array(network.activities.length)
  const days: Day[] = network.activities.map(() => startDay(network.dataDate))
  for (const at of network.order) {
    const finish = (early.finish[at] ?? 0) as WallMinute
    const activity = network.activities[at]
    const isMoment = remaining[at] === 0 && activity?.kind !== 'level-of-effort' && !activity?.progress
    if (
      isMoment &&
      (activity?.constraints.some((one) => isHeldBy(one, finish)) || followsOne(network, at, begins, early))
    )
      begins[at] = 1
    days[at] = begins[at] === 1 ? startDay(finish) : finishDay(finish)
  }
  return days
}

function isHeldBy({ at, kind }: DateConstraint, finish: WallMinute): boolean {
  return at === finish && (kind === 'start-no-earlier' || kind === 'must-start')
}

/** Does it wait at its minute for something that begins a day? */
function followsOne(network: CompiledNetwork, at: number, begins: Uint8Array, early: EarlyDates): boolean {
  const [first, beyond] = [network.firstInto[at] ?? 0, network.firstInto[at + 1] ?? 0]
  for (let place = first; place < beyond; place++) {
    const link = network.into[place] ?? 0
    const holds = linkBound(network, link, early) === early.finish[at]
    if (holds && begins[network.links.from[link] ?? 0] === 1) return true
  }
  return false
}
