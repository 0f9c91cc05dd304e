import type { Estate } from '../../model/estate.ts'
import { isWithin } from '../../model/path.ts'
import type { Thing } from '../../model/things.ts'
import { Capacities, type Capacity } from '../capacity/capacity.ts'
import type { NodeFigures } from '../failover/worst-uses.ts'
import type { PowerLoads } from '../power/loads.ts'
import { type PowerGraph, powerGraph } from '../power/power-graph.ts'
import { type CordMove, cordMoves, moved, type Plug } from './cord-moves.ts'
import { EditedEstate } from './edited-estate.ts'

/** One thing to do that lets a place carry more, with what it gives when all single losses are computed again. */
export type Release = {
  readonly device: string
  /** Watts that the place may draw more than it might before. */
  readonly frees: number
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
  /** What devices draw. */
  readonly loadsOf: (estate: Estate, graph: PowerGraph) => PowerLoads
  /** What a device draws at most in 99 of 100 moments of its history; undefined where that is not known. */
  readonly p99: (device: string) => number | undefined
  /** How many of the most promising ones are computed again. Each takes as long as all single losses of the estate. @default 12 */
  readonly tries?: number
  readonly onTry?: (done: number, of: number) => void
}

/** What binds, and what would release some of it: what nobody has to touch first, then what gives most. */
export interface Releases {
  readonly binding: Capacity['binding']
  readonly free: number
  readonly releases: readonly Release[]
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
 * Looks for single acts that release power at a place. Nothing is proposed where something else than power binds, or where no limit is
 * known; nothing that would put a node beyond its limit after a single loss which was not before.
 */
export function releasesOf(estate: Estate, place: Thing, options: ReleaseOptions): Releases {
  const graph = powerGraph(estate)
  const loads = options.loadsOf(estate, graph)
  const before = new Capacities(estate, graph, loads)
  const was = before.of(place)
  const { binding, power } = was
  if (binding !== 'power') return { binding, free: power.free, releases: [] }
  const full = power.full === undefined ? undefined : graph.at.get(power.full.path)
  const candidates = [
    ...relabels(graph, loads, place.path, options),
    ...(full === undefined ? [] : cordMoves(estate, graph, loads, place.path, full)).map((move) => ({
      move,
      promise: move.watts,
    })),
  ]
    .filter(({ promise }) => promise > 0)
    .sort((one, other) => other.promise - one.promise)
    .slice(0, options.tries ?? 12)
  const releases = candidates.flatMap((candidate, tried) => {
    options.onTry?.(tried, candidates.length)
    const after = tryOut(estate, graph, loads, candidate, options)
    const frees = after.of(place).power.free - power.free
    return frees > 1 && !overloadsMore(before, after) ? described(candidate, frees) : []
  })
  return {
    binding,
    free: power.free,
    releases: releases.sort((one, other) => touches(one) - touches(other) || other.frees - one.frees),
  }
}

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

function tryOut(
  estate: Estate,
  graph: PowerGraph,
  loads: PowerLoads,
  candidate: Candidate,
  { loadsOf }: ReleaseOptions,
): Capacities {
  if ('relabel' in candidate) {
    const devices = Float64Array.from(loads.devices)
    devices[candidate.relabel.number] = candidate.relabel.p99
    return new Capacities(estate, graph, { ...loads, devices, whenShort: (device) => loads.whenShort(device) })
  }
  const edited = new EditedEstate(estate, {
    changed: new Map([[candidate.move.device.path, moved(candidate.move)]]),
  })
  const changed = powerGraph(edited)
  return new Capacities(edited, changed, loadsOf(edited, changed))
}

/** A node or bank that some single loss takes beyond its limit, and further than before. Moving a cord renumbers neither. */
function overloadsMore(before: Capacities, after: Capacities): boolean {
  const isMore = (was: readonly NodeFigures[], is: readonly NodeFigures[]) =>
    is.some(({ worst }, number) => {
      const share = worst?.share ?? 0
      return share > 1 && share > (was[number]?.worst?.share ?? 0) + 1e-9
    })
  return isMore(before.figures, after.figures) || isMore(before.bankFigures, after.bankFigures)
}

function described(candidate: Candidate, frees: number): Release {
  if ('relabel' in candidate) {
    const { declared, device, p99 } = candidate.relabel
    return { what: 'relabel', device, declared, p99, frees }
  }
  const { device, from, supply, to } = candidate.move
  return {
    what: from.pdu === to.pdu ? 'rebalance a phase' : 'move a cord',
    device: device.path,
    supply,
    from,
    to,
    frees,
  }
}

/** A label is changed at a desk; a cord by somebody who goes there. */
function touches({ what }: Release): number {
  return what === 'relabel' ? 0 : 1
}
