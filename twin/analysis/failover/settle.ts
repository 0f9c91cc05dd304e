import type { ChainState, Outage } from '../power/chain-state.ts'
import { ON_BATTERY } from '../power/energise.ts'
import type { PowerGraph, PowerNode } from '../power/power-graph.ts'
import { bankCurrent, bankUse, greatestLineCurrent, nodeUse, type Use } from '../power/use.ts'
import type { Drain, Emptied } from './drain.ts'
import { secondsToTrip, type TripClass } from './trip-curve.ts'

/** A protection that opened because of an overload; of a UPS with a living input, its change to bypass. */
export interface Trip {
  readonly node?: number
  readonly bank?: number
  readonly by: TripClass
  readonly does: 'opens' | 'goes to bypass'
  /** Seconds since the loss. */
  readonly after: number
  /** What it carried. */
  readonly use: Use
}

/** How the chain came to rest after a loss. */
export interface Rest {
  readonly trips: readonly Trip[]
  /** Lost and tripped. */
  readonly out: Outage
}

/** Batteries that are used up, and who is told of it: before the chain is without them, with what has opened until then. */
export interface Draining {
  readonly drain: Drain
  onEmpty(rest: Rest, emptied: Emptied): void
}

/** Computes the state of the chain with something out; the nodes that may carry something else than they did. */
type Become = (outage: Outage) => { readonly state: ChainState; readonly nodes: readonly number[] }

/**
 * Takes nodes out, moves loads as supplies and transfer switches allow, opens what is overloaded in the order in which it would open,
 * and goes on until nothing changes. Each protection warms up in proportion to the time that it would take (what it bore before
 * counts); generators are taken to have started.
 *
 * @param draining batteries that are used up meanwhile; they last where left out
 * @param onOpening told before each opening: the chain as it is until then
 */
export function settle(
  graph: PowerGraph,
  loss: Outage,
  become: Become,
  draining?: Draining,
  onOpening?: (rest: Rest) => void,
): Rest {
  const nodes = new Set(loss.nodes)
  const banks = new Set(loss.banks)
  const empty = new Set(loss.empty)
  const out = { ...loss, nodes, banks, empty }
  const bypassed = new Set<number>()
  const warmth = new Map<string, number>()
  const trips: Trip[] = []
  let clock = 0
  for (;;) {
    const { state, nodes: touched } = become(out)
    const over = overloaded(graph, state, touched, bypassed, banks)
    draining?.drain.look(state)
    if (over.length === 0 && !draining?.drain.isRunning) return { trips, out }
    const left = ({ key, seconds }: Overloaded) => Math.max(0, 1 - (warmth.get(key) ?? 0)) * seconds
    const next = over.reduce<Overloaded | undefined>(
      (soonest, one) => (soonest && left(soonest) <= left(one) ? soonest : one),
      undefined,
    )
    const untilEmpty = draining?.drain.soonest ?? Number.POSITIVE_INFINITY
    const waited = Math.min(next ? left(next) : untilEmpty, untilEmpty)
    if (waited < Number.POSITIVE_INFINITY) {
      clock += waited
      draining?.drain.pass(waited)
      for (const one of over) warmth.set(one.key, (warmth.get(one.key) ?? 0) + waited / one.seconds)
    }
    if (draining && (!next || untilEmpty <= left(next))) {
      const emptied = draining.drain.empty(clock)
      draining.onEmpty({ trips, out }, emptied)
      for (const node of emptied.nodes) empty.add(node)
      // Whatever opens from now on does so nobody knows when.
      if (Number.isNaN(emptied.seconds)) clock = Number.NaN
      continue
    }
    if (!next) continue
    onOpening?.({ trips, out })
    const toBypass = next.by === 'ups' && next.node !== undefined && state.energised.state[next.node] !== ON_BATTERY
    if (next.bank !== undefined) banks.add(next.bank)
    else if (next.node !== undefined) (toBypass ? bypassed : nodes).add(next.node)
    const { by, use } = next
    const which = next.bank === undefined ? { node: next.node ?? 0 } : { bank: next.bank }
    trips.push({ ...which, by, does: toBypass ? 'goes to bypass' : 'opens', after: clock, use })
  }
}

interface Overloaded {
  readonly key: string
  readonly node?: number
  readonly bank?: number
  readonly by: TripClass
  readonly seconds: number
  readonly use: Use
}

function overloaded(
  graph: PowerGraph,
  { energised, flow }: ChainState,
  touched: readonly number[],
  bypassed: ReadonlySet<number>,
  bankOut: ReadonlySet<number>,
): Overloaded[] {
  const found: Overloaded[] = []
  for (const number of touched) {
    const node = graph.nodes[number]
    if (!node || energised.state[number] === 0) continue
    for (const bank of graph.devices.banksOf.get(number) ?? []) {
      const amperes = bankOut.has(bank) ? undefined : bankCurrent(graph, flow, bank)
      const breaker = graph.devices.banks[bank]?.bank.breaker ?? Number.NaN
      if (amperes === undefined || !(amperes > breaker)) continue
      const seconds = secondsToTrip('mcb-c', amperes / breaker)
      const use = bankUse(graph, flow, bank)
      if (use && seconds < Number.POSITIVE_INFINITY) found.push({ key: `b${bank}`, bank, by: 'mcb-c', seconds, use })
    }
    const by = tripClassOf(node)
    // On bypass the grid carries the load; on its battery a UPS does so itself, bypass or not.
    if (!by || (bypassed.has(number) && energised.state[number] !== ON_BATTERY)) continue
    const use = nodeUse(graph, flow, number)
    if (!use || use.share <= 1) continue
    const amperes = greatestLineCurrent(graph, flow, number)
    const multiple = Number.isNaN(amperes / node.limit.breaker) ? use.share : amperes / node.limit.breaker
    const seconds = secondsToTrip(by, multiple)
    if (seconds < Number.POSITIVE_INFINITY) found.push({ key: `n${number}`, node: number, by, seconds, use })
  }
  return found
}

/** Up to here circuits have miniature breakers, beyond it moulded-case ones (IEC 60898-1 ends at 125 A; boards of data centres change at 63 A). */
const GREATEST_MINIATURE = 63

function tripClassOf({ thing }: PowerNode): TripClass | undefined {
  switch (thing.kind) {
    case 'power-feed':
      return thing.amperage !== undefined && thing.amperage <= GREATEST_MINIATURE ? 'mcb-c' : 'mccb'
    case 'power-panel':
      return 'mccb'
    case 'ups':
    case 'generator':
    case 'transformer':
      return thing.kind
    default:
      return undefined
  }
}
