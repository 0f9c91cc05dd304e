import type { Day } from '../../model/day.ts'
import type { DateConstraint, WallMinute } from '../../model/programme.ts'
import { finishDay } from '../../model/wall-minute.ts'
import { type EarlyDates, linkBound } from './early-dates.ts'
import type { CompiledNetwork } from './network.ts'

/**
 * What takes no time stands at midnight between two days where a day of its own holds it, and is told of the day that begins then; so is what takes no time either
 * and waits for that alone. All else that ends at midnight ended with the day before.
 */
export class ToldFinishes {
  readonly #network: CompiledNetwork
  /** Activities that may begin a day, so that each comes after those that it waits for. */
  readonly #may: Int32Array
  /** 1 for each activity that begins a day. */
  readonly #begins: Uint8Array
  #finish: Float64Array = new Float64Array(0)

  /** @param least work of each activity, which it never falls below whatever it is dated with */
  constructor(network: CompiledNetwork, least: Float64Array) {
    this.#network = network
    this.#begins = new Uint8Array(network.activities.length)
    this.#may = mayBegin(network, least)
  }

  /** Tells one forward pass: its dates, and the work that it took. */
  tell(early: EarlyDates, remaining: Float64Array): void {
    this.#finish = early.finish
    for (const at of this.#may) {
      const finish = early.finish[at] ?? 0
      const isHeld = () => this.#network.activities[at]?.constraints.some((one) => holdsStart(one) && one.at === finish)
      this.#begins[at] = remaining[at] === 0 && (isHeld() || this.#followsOne(at, early)) ? 1 : 0
    }
  }

  /** A minute of the day on which the activity of that index is finished, or its end: its finish, and of what begins a day the minute after it. */
  of(at: number): WallMinute {
    return ((this.#finish[at] ?? 0) + (this.#begins[at] ?? 0)) as WallMinute
  }

  /** The same of all, by the last finish of the pass. */
  last(finish: WallMinute): WallMinute {
    return this.#may.some((at) => this.#begins[at] === 1 && this.#finish[at] === finish)
      ? ((finish + 1) as WallMinute)
      : finish
  }

  /** Does it wait at its minute for something that begins a day? */
  #followsOne(at: number, early: EarlyDates): boolean {
    const network = this.#network
    const [first, beyond] = [network.firstInto[at] ?? 0, network.firstInto[at + 1] ?? 0]
    for (let place = first; place < beyond; place++) {
      const link = network.into[place] ?? 0
      const begins = this.#begins[network.links.from[link] ?? 0] === 1
      if (begins && linkBound(network, link, early) === early.finish[at]) return true
    }
    return false
  }
}

/** The day on which each activity is finished, by its index. */
export function finishDays(network: CompiledNetwork, early: EarlyDates, remaining: Float64Array): readonly Day[] {
  const told = new ToldFinishes(network, remaining)
  told.tell(early, remaining)
  return network.activities.map((_, at) => finishDay(told.of(at)))
}

function holdsStart({ kind }: DateConstraint): boolean {
  return kind === 'start-no-earlier' || kind === 'must-start'
}

function mayBegin(network: CompiledNetwork, least: Float64Array): Int32Array {
  const may = new Uint8Array(network.activities.length)
  return network.order.filter((at) => {
    const activity = network.activities[at]
    if (!activity || least[at] !== 0 || activity.kind === 'level-of-effort' || activity.progress) return false
    const before = network.into.subarray(network.firstInto[at], network.firstInto[at + 1])
    const follows = before.some((link) => may[network.links.from[link] ?? 0] === 1)
    const isOne = follows || activity.constraints.some(holdsStart)
    may[at] = isOne ? 1 : 0
    return isOne
  })
}
