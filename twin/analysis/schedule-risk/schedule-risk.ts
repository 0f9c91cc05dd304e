import type { Day } from '../../model/day.ts'
import type { WallMinute } from '../../model/programme.ts'
import { finishDay } from '../../model/wall-minute.ts'
import { emptyDates, type OutOfSequence, passForward } from '../schedule/early-dates.ts'
import { ToldFinishes } from '../schedule/finish-days.ts'
import { type CompiledNetwork, remainingWork } from '../schedule/network.ts'
import { LeastSquares } from './least-squares.ts'
import { seededRandom } from './seeded-random.ts'
import { type ThreePoints, triangular } from './three-points.ts'

export interface RiskQuestion {
  /** Of what is left of each activity, by id; the others last as planned. */
  readonly estimates: ReadonlyMap<string, ThreePoints>
  /** What is asked for besides the finish of all: by id, the activities that must all be finished. */
  readonly watched: ReadonlyMap<string, readonly string[]>
  /** What may strike several activities together; nothing where it is left out. */
  readonly shared?: readonly SharedStrike[] | undefined
  readonly runs: number
  /** The same seed gives the same answer. */
  readonly seed: number
  readonly outOfSequence?: OutOfSequence | undefined
}

/** Something that happens or does not, and then adds work to all of its activities, by the same share of their worst. */
export interface SharedStrike {
  readonly id: string
  /** From 0 to 1. */
  readonly chance: number
  /** Work that it adds, by activity. */
  readonly adds: ReadonlyMap<string, ThreePoints>
}

/** Finishes of the runs, from the earliest to the latest; of what begins a day the minute after it, as in `ToldFinishes`. */
export class Finishes {
  constructor(private readonly sorted: Float64Array) {}

  /** The finish that such a share of the runs keeps: 0.8 gives the P80. */
  within(share: number): WallMinute {
    const place = Math.min(this.sorted.length - 1, Math.max(0, Math.ceil(share * this.sorted.length) - 1))
    return (this.sorted[place] ?? Number.NaN) as WallMinute
  }

  /** The day that such a share of the runs keeps. */
  dayWithin(share: number): Day {
    return finishDay(this.within(share))
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

/** What a shared risk does to the finish. */
export interface SharedEffect {
  readonly id: string
  /**
   * Minutes by which the finish of the runs that it strikes is later than that of the others, by their means; 0 where it strikes all or none, and where the
   * difference is no more than chance makes.
   */
  readonly later: number
  /** What is watched and is later by most where it strikes; undefined where nothing is. */
  readonly most: { readonly id: string; readonly later: number } | undefined
}

export interface ScheduleRisk {
  readonly finish: Finishes
  readonly watched: ReadonlyMap<string, Finishes>
  /** The widest swing first. */
  readonly drivers: readonly Driver[]
  /** What delays most first. */
  readonly shared: readonly SharedEffect[]
}

/**
 * Runs a network again and again with work drawn by its three points, each activity for itself. What several of them have in common is a shared risk: it is drawn
 * once and strikes all of its activities with the same share, so that they are late together, as in the risk driver method of D. Hulett (Integrated Cost-Schedule
 * Risk Analysis, 2011). Without such risks nothing ties two activities, which makes the spread too narrow.
 * @throws RangeError for points that are not in order, chances that are none, ids that are not in the network, and for no runs
 */
export function scheduleRisk(network: CompiledNetwork, question: RiskQuestion): ScheduleRisk {
  const { estimates, outOfSequence = 'retained-logic', runs, seed, shared = [], watched } = question
  if (!Number.isInteger(runs) || runs < 1) throw new RangeError(`${runs} runs; at least one is needed`)
  const numberOf = (id: string) => {
    const number = network.numberOf.get(id)
    if (number === undefined) throw new RangeError(`${id} is no activity of the programme`)
    return number
  }
  const uncertain = uncertainOf(network, estimates, numberOf)
  const strikes = strikesOf(network, shared, numberOf)
  const watching = Array.from(watched, ([id, ends]) => {
    return { id, ends: ends.map(numberOf), finishes: new Float64Array(runs) }
  })
  const planned = remainingWork(network.activities)
  const remaining = planned.slice()
  const dates = emptyDates(network.activities.length)
  const told = new ToldFinishes(network, leastWork(planned, uncertain))
  const random = seededRandom(seed)
  const finishes = new Float64Array(runs)
  const lines = new LeastSquares(uncertain.length + strikes.length)
  const struck = watching.map(() => new LeastSquares(strikes.length))
  const drawn = new Float64Array(uncertain.length + strikes.length)
  for (let run = 0; run < runs; run++) {
    if (strikes.length > 0) remaining.set(planned)
    for (let place = 0; place < uncertain.length; place++) {
      const one = uncertain[place] as Uncertain
      const work = Math.round(triangular(one.points, random()))
      drawn[place] = work
      remaining[one.number] = work
    }
    for (let place = 0; place < strikes.length; place++) {
      const { adds, chance } = strikes[place] as Strike
      // Both are drawn in any case, so that another chance of one leaves the draws of the others as they are.
      const isStruck = random() < chance
      const share = random()
      drawn[uncertain.length + place] = isStruck ? 1 : 0
      if (isStruck)
        for (const { number, points } of adds)
          remaining[number] = (remaining[number] ?? 0) + Math.round(triangular(points, share))
    }
    const finish = passForward(network, remaining, dates, outOfSequence)
    told.tell(dates, remaining)
    finishes[run] = told.last(finish)
    const happened = drawn.subarray(uncertain.length)
    for (let place = 0; place < watching.length; place++) {
      const { ends, finishes: column } = watching[place] as (typeof watching)[number]
      let last = Number.NEGATIVE_INFINITY
      for (const end of ends) last = Math.max(last, told.of(end))
      column[run] = last
      if (strikes.length > 0) struck[place]?.add(happened, last - network.dataDate)
    }
    lines.add(drawn, finish - network.dataDate)
  }
  const drivers = uncertain.map(({ id, points }, place): Driver => {
    const { correlation, slope } = lines.lineOf(place)
    return { id, correlation, swing: slope * (triangular(points, 0.9) - triangular(points, 0.1)) }
  })
  const effects = strikes.map(({ id }, place): SharedEffect => {
    const delayed = watching.map((one, at) => ({ id: one.id, later: laterBy(struck[at]?.lineOf(place), runs) }))
    const most = delayed.reduce(
      (worst, one) => (one.later > (worst?.later ?? 0) ? one : worst),
      undefined as SharedEffect['most'],
    )
    return { id, later: laterBy(lines.lineOf(uncertain.length + place), runs), most }
  })
  return {
    finish: new Finishes(finishes.sort()),
    watched: new Map(watching.map(({ finishes: column, id }) => [id, new Finishes(column.sort())])),
    drivers: drivers.sort((one, other) => Math.abs(other.swing) - Math.abs(one.swing) || (one.id < other.id ? -1 : 1)),
    shared: effects.sort((one, other) => other.later - one.later || (one.id < other.id ? -1 : 1)),
  }
}

/** Three deviations of the correlation of what has nothing to do with each other, times the root of the runs. */
const BY_CHANCE = 3

/** The line over two values, struck and not, leads through the means of both. */
function laterBy(line: ReturnType<LeastSquares['lineOf']> | undefined, runs: number): number {
  return line && Math.abs(line.correlation) * Math.sqrt(runs) >= BY_CHANCE ? line.slope : 0
}

interface Uncertain {
  readonly id: string
  readonly number: number
  readonly points: ThreePoints
}

/** Activities that vary; what is done does not. */
function uncertainOf(
  network: CompiledNetwork,
  estimates: ReadonlyMap<string, ThreePoints>,
  numberOf: (id: string) => number,
): readonly Uncertain[] {
  return Array.from(estimates).flatMap(([id, points]) => {
    const number = numberOf(id)
    checkPoints(id, points)
    return isOpen(network, number) && points.high > points.low ? { id, number, points } : []
  })
}

/** Work of each activity that no run goes below. */
function leastWork(planned: Float64Array, uncertain: readonly Uncertain[]): Float64Array {
  const least = planned.slice()
  for (const { number, points } of uncertain) least[number] = Math.round(points.low)
  return least
}

interface Strike {
  readonly id: string
  readonly chance: number
  readonly adds: readonly Omit<Uncertain, 'id'>[]
}

/** Risks that can still strike something. */
function strikesOf(
  network: CompiledNetwork,
  shared: readonly SharedStrike[],
  numberOf: (id: string) => number,
): readonly Strike[] {
  return shared.flatMap(({ adds, chance, id }) => {
    if (!(chance >= 0 && chance <= 1)) throw new RangeError(`${id} has a chance of ${chance}; from 0 to 1`)
    const open = Array.from(adds).flatMap(([activity, points]) => {
      const number = numberOf(activity)
      checkPoints(`${id}, which adds to ${activity},`, points)
      return isOpen(network, number) ? { number, points } : []
    })
    return open.length > 0 ? { id, chance, adds: open } : []
  })
}

function isOpen({ activities }: CompiledNetwork, number: number): boolean {
  return activities[number]?.progress?.finished === undefined
}

function checkPoints(name: string, { high, likely, low }: ThreePoints): void {
  if (low >= 0 && low <= likely && likely <= high && high < Number.POSITIVE_INFINITY) return
  throw new RangeError(`${name} takes ${low}, ${likely} or ${high} minutes; from 0 up, the lowest first`)
}
