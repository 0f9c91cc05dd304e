import type { Day, Period } from '../../model/day.ts'
import type { Estate } from '../../model/estate.ts'
import type { DatedEdit } from '../../model/reservation.ts'
import { Capacities } from '../capacity/capacity.ts'
import type { PowerLoads } from '../power/loads.ts'
import { type PowerGraph, powerGraph } from '../power/power-graph.ts'
import { type CordMove, cordMoves, type Plug } from '../release/cord-moves.ts'
import { afterMove, overloadsMore } from '../release/moved-cord.ts'
import { Placements } from './placements.ts'
import type { PlacementAnswer, PlacementRequest } from './request.ts'

/** One change with which all devices of a refused question have a place; the smallest of its kind. */
export type Relief =
  | { readonly change: 'count'; readonly count: number }
  | { readonly change: 'watts'; readonly watts: number }
  /** No spread where nothing may be asked of it. */
  | { readonly change: 'spread'; readonly spread?: 'rack' }
  /** Needed from that day on, when something reserved has gone. */
  | { readonly change: 'from'; readonly from: Day }
  /** Needed until that day only, before something reserved comes. */
  | { readonly change: 'until'; readonly until: Day }
  | {
      readonly change: 'move a cord' | 'rebalance a phase'
      readonly device: string
      readonly supply: number
      readonly from: Plug
      readonly to: Plug
    }

/** A question that was refused, and the state that it was asked of. */
export interface Refused {
  readonly answer: PlacementAnswer
  /** Undefined of what stands there now. */
  readonly period: Period | undefined
  /** What is reserved in it. */
  readonly edits: readonly DatedEdit[]
  /** In that period. */
  readonly estate: Estate
  readonly graph: PowerGraph
  readonly loads: PowerLoads
  readonly placements: Placements
  readonly capacities: () => Capacities
  /** The same in another period. */
  during(period: Period): Placements
  /** Cords that are tried in another outlet; each takes all single losses of the estate. @default 6 */
  readonly tries?: number
}

const DEFAULT_TRIES = 6
/** Racks whose cords are thought of elsewhere. */
const MOST_RACKS = 3

/**
 * The smallest changes after which the placement, asked again, says yes: fewer devices, fewer watts each, less spread, other days, a cord elsewhere.
 * One device or watt more, and it says no. A step a question, as each takes long on a large estate.
 */
export function* reliefTries(refused: Refused): Generator<undefined, readonly Relief[]> {
  const { placements } = refused
  const { request } = refused.answer
  const { spread, ...unspread } = request
  const count = yield* mostThatFits(request.count, (count) => placements.find({ ...request, count }).fits)
  const watts = yield* mostThatFits(request.watts, (watts) => placements.find({ ...request, watts }).fits)
  return [
    ...(count > 0 ? [{ change: 'count', count } as const] : []),
    ...(watts > 0 ? [{ change: 'watts', watts } as const] : []),
    ...(yield* lessSpread(unspread, spread, placements)),
    ...(yield* cordElsewhere(refused)),
    ...(yield* otherDays(refused)),
  ]
}

/** The greatest whole number below one that does not fit; 0 where not even 1 fits. */
function* mostThatFits(refused: number, fits: (number: number) => boolean): Generator<undefined, number> {
  let high = Math.ceil(refused)
  if (high <= 1) return 0
  yield
  if (!fits(1)) return 0
  let low = 1
  while (high - low > 1) {
    yield
    const middle = Math.floor((low + high) / 2)
    if (fits(middle)) low = middle
    else high = middle
  }
  return low
}

function* lessSpread(
  request: Omit<PlacementRequest, 'spread'>,
  spread: PlacementRequest['spread'],
  placements: Placements,
): Generator<undefined, readonly Relief[]> {
  if (spread === undefined) return []
  if (spread !== 'rack') {
    yield
    if (placements.find({ ...request, spread: 'rack' }).fits) return [{ change: 'spread', spread: 'rack' }]
  }
  yield
  return placements.find(request).fits ? [{ change: 'spread' }] : []
}

/** What is reserved grows less only where the period begins later or ends sooner: the first day of those on which it does so that suffices. */
function* otherDays({ answer, during, edits, period }: Refused): Generator<undefined, readonly Relief[]> {
  if (!period) return []
  const { from, until } = period
  const isWithin = (day: Day | undefined): day is Day =>
    day !== undefined && day > from && (until === undefined || day < until)
  const ends = daysOf(edits.map((edit) => edit.until).filter(isWithin))
  const begins = daysOf(edits.map((edit) => edit.from).filter(isWithin)).reverse()
  const fits = (changed: Period) => during(changed).find(answer.request).fits
  const later = yield* firstThatFits(ends, (day) => fits({ ...period, from: day }))
  const sooner = yield* firstThatFits(begins, (day) => fits({ ...period, until: day }))
  return [
    ...(later === undefined ? [] : [{ change: 'from', from: later } as const]),
    ...(sooner === undefined ? [] : [{ change: 'until', until: sooner } as const]),
  ]
}

/** @param days in an order in which a yes is followed by yeses */
function* firstThatFits(days: readonly Day[], fits: (day: Day) => boolean): Generator<undefined, Day | undefined> {
  const last = days.at(-1)
  if (last === undefined) return undefined
  yield
  if (!fits(last)) return undefined
  let [no, yes] = [-1, days.length - 1]
  while (yes - no > 1) {
    yield
    const middle = Math.floor((no + yes) / 2)
    const day = days[middle]
    if (day !== undefined && fits(day)) yes = middle
    else no = middle
  }
  return days[yes]
}

/** The first cord, of those that carry most, in whose other outlet all have a place and nothing is overloaded more than before. */
function* cordElsewhere(refused: Refused): Generator<undefined, readonly Relief[]> {
  const { answer, capacities, estate, graph, loads, tries } = refused
  const racks = answer.refusals.filter(({ code }) => code === 'power').slice(0, MOST_RACKS)
  const moves = racks
    .flatMap(({ example }): readonly CordMove[] => {
      const rack = estate.find(example)
      const full = rack && graph.at.get(capacities().of(rack).power.full?.path ?? '')
      return full === undefined ? [] : cordMoves(estate, graph, loads, example, full)
    })
    .filter(({ watts }) => watts > 0)
    .sort((one, other) => other.watts - one.watts)
    .slice(0, tries ?? DEFAULT_TRIES)
  for (const move of moves) {
    yield
    const then = afterMove(estate, graph, loads, move)
    const changed = powerGraph(then.estate)
    if (!new Placements(then.estate, changed, then.loads).find(answer.request).fits) continue
    if (overloadsMore(capacities(), new Capacities(then.estate, changed, then.loads))) continue
    const { device, from, supply, to } = move
    const change = from.pdu === to.pdu ? 'rebalance a phase' : 'move a cord'
    return [{ change, device: device.path, supply, from, to }]
  }
  return []
}

function daysOf(days: readonly Day[]): Day[] {
  return [...new Set(days)].sort()
}
