import type { WallMinute } from '../../model/programme.ts'
import { emptyDates, type OutOfSequence, passForward } from '../schedule/early-dates.ts'
import { type CompiledNetwork, remainingWork } from '../schedule/network.ts'
import { seededRandom } from './seeded-random.ts'
import { type ThreePoints, triangular } from './three-points.ts'

export interface RiskQuestion {
  /** Of what is left of each activity, by id; the others last as planned. */
  readonly estimates: ReadonlyMap<string, ThreePoints>
  /** Activities whose finish is asked for besides that of all. */
  readonly watched: readonly string[]
  readonly runs: number
  /** The same seed gives the same answer. */
  readonly seed: number
  readonly outOfSequence?: OutOfSequence | undefined
}

/** Finishes of the runs, from the earliest to the latest. */
export class Finishes {
  constructor(private readonly sorted: Float64Array) {}

  /** The finish that such a share of the runs keeps: 0.8 gives the P80. */
  within(share: number): WallMinute {
    const place = Math.min(this.sorted.length - 1, Math.max(0, Math.ceil(share * this.sorted.length) - 1))
    return (this.sorted[place] ?? Number.NaN) as WallMinute
  }

  /** The share of the runs that end by then. */
  shareBy(at: WallMinute): number {
    let [low, high] = [0, this.sorted.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.sorted[middle] ?? 0) <= at) low = middle + 1
      else high = middle
    }
    return low / this.sorted.length
  }
}

/** What an uncertain activity does to the finish. */
export interface Driver {
  readonly id: string
  /** Of its work with the finish, over all runs, after Pearson; 0 where one of both never varies. */
  readonly correlation: number
  /** Minutes by which the finish differs between its P10 and its P90, by the line of least squares. */
  readonly swing: number
}

export interface ScheduleRisk {
  readonly finish: Finishes
  readonly watched: ReadonlyMap<string, Finishes>
  /** The widest swing first. */
  readonly drivers: readonly Driver[]
}

/**
 * Runs a network again and again with work drawn by its three points, each activity for itself: no risk strikes two of them together, which a planner must
 * know, since it makes the spread too narrow.
 * @throws RangeError for points that are not in order, for ids that are not in the network, and for no runs
 */
export function scheduleRisk(network: CompiledNetwork, question: RiskQuestion): ScheduleRisk {
  const { estimates, outOfSequence = 'retained-logic', runs, seed, watched } = question
  if (!Number.isInteger(runs) || runs < 1) throw new RangeError(`${runs} runs; at least one is needed`)
  const numberOf = (id: string) => {
    const number = network.numberOf.get(id)
    if (number === undefined) throw new RangeError(`${id} is no activity of the programme`)
    return number
  }
  const uncertain = uncertainOf(network, estimates, numberOf)
  const watching = watched.map(numberOf)
  const remaining = remainingWork(network.activities)
  const dates = emptyDates(network.activities.length)
  const random = seededRandom(seed)
  const finishes = new Float64Array(runs)
  const kept = watching.map(() => new Float64Array(runs))
  const sums = new Sums(uncertain.length)
  const drawn = new Float64Array(uncertain.length)
  for (let run = 0; run < runs; run++) {
    for (let place = 0; place < uncertain.length; place++) {
      const one = uncertain[place] as Uncertain
      const work = Math.round(triangular(one.points, random()))
      drawn[place] = work
      remaining[one.number] = work
    }
    const finish = passForward(network, remaining, dates, outOfSequence)
    finishes[run] = finish
    for (let place = 0; place < watching.length; place++) {
      const column = kept[place]
      if (column) column[run] = dates.finish[watching[place] ?? 0] ?? 0
    }
    sums.add(drawn, finish - network.dataDate)
  }
  const drivers = uncertain.map(({ id, points }, place): Driver => {
    const { correlation, slope } = sums.lineOf(place)
    return { id, correlation, swing: slope * (triangular(points, 0.9) - triangular(points, 0.1)) }
  })
  return {
    finish: new Finishes(finishes.sort()),
    watched: new Map(watched.map((id, place) => [id, new Finishes((kept[place] ?? new Float64Array(0)).sort())])),
    drivers: drivers.sort((one, other) => Math.abs(other.swing) - Math.abs(one.swing) || (one.id < other.id ? -1 : 1)),
  }
}

interface Uncertain {
  readonly id: string
  readonly number: number
  readonly points: ThreePoints
}

/** Activities that vary; what is done does not. */
function uncertainOf(
  { activities }: CompiledNetwork,
  estimates: ReadonlyMap<string, ThreePoints>,
  numberOf: (id: string) => number,
): readonly Uncertain[] {
  return Array.from(estimates).flatMap(([id, points]) => {
    const number = numberOf(id)
    const { high, likely, low } = points
    if (!(low >= 0 && low <= likely && likely <= high && high < Number.POSITIVE_INFINITY))
      throw new RangeError(`${id} takes ${low}, ${likely} or ${high} minutes; from 0 up, the lowest first`)
    const isOpen = activities[number]?.progress?.finished === undefined
    return isOpen && high > low ? { id, number, points } : []
  })
}

/** Sums over runs for lines of least squares of one value by many. */
class Sums {
  #count = 0
  #value = 0
  #valueSquared = 0
  readonly #work: Float64Array
  readonly #workSquared: Float64Array
  readonly #product: Float64Array
  /** Taken from each, so that squares of near values keep their digits. */
  #base: Float64Array | undefined
  #valueBase = 0

  constructor(count: number) {
    this.#work = new Float64Array(count)
    this.#workSquared = new Float64Array(count)
    this.#product = new Float64Array(count)
  }

  add(work: Float64Array, value: number): void {
    if (!this.#base) {
      this.#base = work.slice()
      this.#valueBase = value
    }
    const base = this.#base
    const v = value - this.#valueBase
    this.#count++
    this.#value += v
    this.#valueSquared += v * v
    for (let at = 0; at < work.length; at++) {
      const w = (work[at] ?? 0) - (base[at] ?? 0)
      this.#work[at] = (this.#work[at] ?? 0) + w
      this.#workSquared[at] = (this.#workSquared[at] ?? 0) + w * w
      this.#product[at] = (this.#product[at] ?? 0) + w * v
    }
  }

  lineOf(at: number): { readonly slope: number; readonly correlation: number } {
    const n = this.#count
    const work = this.#work[at] ?? 0
    const ofWork = n * (this.#workSquared[at] ?? 0) - work * work
    const ofValue = n * this.#valueSquared - this.#value * this.#value
    const ofBoth = n * (this.#product[at] ?? 0) - work * this.#value
    if (ofWork <= 0 || ofValue <= 0) return { slope: 0, correlation: 0 }
    return { slope: ofBoth / ofWork, correlation: ofBoth / Math.sqrt(ofWork * ofValue) }
  }
}
