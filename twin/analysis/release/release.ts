import type { Estate } from '../../model/estate.ts'
import { isWithin } from '../../model/path.ts'
import type { Thing } from '../../model/things.ts'
import { Capacities, type Capacity } from '../capacity/capacity.ts'
import type { PowerLoads } from '../power/loads.ts'
import { type PowerGraph, powerGraph } from '../power/power-graph.ts'
import { type CordMove, cordMoves, type Plug } from './cord-moves.ts'
import { afterMove, overloadsMore } from './moved-cord.ts'

/** One thing to do that lets a place carry more, with what it gives when all single losses are computed again. */
export type Release = {
  readonly device: string
  /** Watts that the place may draw more than it might before. */
  readonly frees: number
  /** What is full first then, with its figures after any single loss. */
  readonly full: Capacity['power']['full']
} & (
  | {
      readonly what: 'rebalance a phase' | 'move a cord'
      readonly supply: number
      readonly from: Plug
      readonly to: Plug
    }
  | { readonly what: 'relabel'; readonly declared: number; readonly p99: number }
)

export interface ReleaseOptions {
  /** What a device draws at most in 99 of 100 moments of its history; undefined where that is not known. */
  readonly p99: (device: string) => number | undefined
  /** How many of the most promising ones are computed again. Each takes as long as all single losses of the estate. @default 12 */
  readonly tries?: number
}

/** What binds, and what would release some of it: what nobody has to touch first, then what gives most. */
export interface Releases {
  /** How many racks the place holds; nothing can be said of one that holds none. */
  readonly racks: number
  readonly binding: Capacity['binding']
  readonly stranded: Capacity['stranded']
  readonly free: number
  readonly full: Capacity['power']['full']
  /** How many cords and labels might release something, and how many of them were computed again. */
  readonly promising: number
  readonly tried: number
  readonly releases: readonly Release[]
}

/** The state that releases are sought from. */
export interface ReleaseFrom {
  readonly estate: Estate
  readonly graph: PowerGraph
  readonly loads: PowerLoads
  /** Of these. */
  readonly capacities: Capacities
}

/** How far the search is: said before each try. */
export interface ReleaseTry {
  readonly done: number
  readonly of: number
}

type Candidate = { readonly promise: number } & (
  | { readonly move: CordMove }
  | {
      readonly relabel: {
        readonly device: string
        readonly number: number
        readonly declared: number
        readonly p99: number
      }
    }
)

/**
 * Looks for single acts that release power at a place, a step a try: each takes long on a large estate. Nothing is proposed where something
 * else than power binds, or where no limit is known; nothing that would put a node beyond its limit after a single loss which was not before.
 */
export function* releaseTries(
  { capacities: before, estate, graph, loads }: ReleaseFrom,
  place: Thing,
  options: ReleaseOptions,
): Generator<ReleaseTry, Releases> {
  const { binding, power, racks, stranded } = before.of(place)
  const found = { racks, binding, stranded, free: power.free, full: power.full }
  if (binding !== 'power') return { ...found, promising: 0, tried: 0, releases: [] }
  const full = power.full === undefined ? undefined : graph.at.get(power.full.path)
  const promising = [
    ...relabels(graph, loads, place.path, options),
    ...(full === undefined ? [] : cordMoves(estate, graph, loads, place.path, full)).map((move) => ({
      move,
      promise: move.watts,
    })),
  ].filter(({ promise }) => promise > 0)
  const candidates = promising
    .sort((one, other) => other.promise - one.promise)
    .slice(0, options.tries ?? DEFAULT_TRIES)
  const releases: Release[] = []
  for (const [done, candidate] of candidates.entries()) {
    yield { done, of: candidates.length }
    const after = tryOut(estate, graph, loads, candidate)
    const then = after.of(place).power
    const frees = then.free - power.free
    if (frees > 1 && !overloadsMore(before, after)) releases.push({ ...described(candidate), frees, full: then.full })
  }
  return {
    ...found,
    promising: promising.length,
    tried: candidates.length,
    releases: releases.sort((one, other) => touches(one) - touches(other) || other.frees - one.frees),
  }
}

const DEFAULT_TRIES = 12

/** Devices of a place that draw less than is declared of them. */
function relabels(graph: PowerGraph, loads: PowerLoads, place: string, { p99 }: ReleaseOptions): Candidate[] {
  return graph.devices.devices.flatMap((device, number) => {
    if (!isWithin(device.path, place)) return []
    const most = p99(device.path)
    const declared = loads.devices[number] ?? Number.NaN
    if (most === undefined || !(declared > most)) return []
    return { relabel: { device: device.path, number, declared, p99: most }, promise: declared - most }
  })
}

function tryOut(estate: Estate, graph: PowerGraph, loads: PowerLoads, candidate: Candidate): Capacities {
  if ('relabel' in candidate) {
    const devices = Float64Array.from(loads.devices)
    devices[candidate.relabel.number] = candidate.relabel.p99
    return new Capacities(estate, graph, { ...loads, devices, whenShort: (device) => loads.whenShort(device) })
  }
  const then = afterMove(estate, graph, loads, candidate.move)
  return new Capacities(then.estate, powerGraph(then.estate), then.loads)
}

function described(candidate: Candidate) {
  if ('relabel' in candidate) {
    const { declared, device, p99 } = candidate.relabel
    return { what: 'relabel' as const, device, declared, p99 }
  }
  const { device, from, supply, to } = candidate.move
  return {
    what: from.pdu === to.pdu ? ('rebalance a phase' as const) : ('move a cord' as const),
    device: device.path,
    supply,
    from,
    to,
  }
}

/** A label is changed at a desk; a cord by somebody who goes there. */
function touches({ what }: Release): number {
  return what === 'relabel' ? 0 : 1
}
