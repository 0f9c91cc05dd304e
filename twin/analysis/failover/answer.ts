import type { Generator } from '../../model/things.ts'
import { DEAD } from '../power/energise.ts'
import { type Columns, LOAD_COLUMNS, UNKNOWN, WATTS } from '../power/line-loads.ts'
import type { PowerLoads } from '../power/loads.ts'
import type { PowerGraph } from '../power/power-graph.ts'
import { bankUse, nodeUse, type Use } from '../power/use.ts'
import { fuelRuntime, type Runtime } from './battery.ts'
import { batteryLoad } from './drain.ts'
import { type Fate, fatesOf, serviceOf, stoppedBy, uncordedFate } from './fates.ts'
import type { Lost } from './lost-of.ts'
import type { Trip } from './settle.ts'
import type { Settled, SettledAfter } from './settled.ts'
import { SingleLosses } from './single-losses.ts'
import { Supports } from './supports.ts'

export interface Exposed {
  readonly path: string
  readonly service?: string
  /** What it has come to rest on: the loss of any one of these takes it down now and did not before. */
  readonly restsOn: readonly string[]
}

export interface Overload {
  readonly path: string
  readonly bank?: string
  readonly now: Use | undefined
  readonly after: Use
}

/** Of a load of which nothing is known, and of a UPS without a rating, the seconds are NaN. */
export interface OnBattery extends Runtime {
  readonly path: string
  readonly watts: number
  /** Loads that nobody knows rest on it too: it lasts less long. */
  readonly atLeast: boolean
}

export interface OnGenerator {
  readonly path: string
  readonly watts: number
  /** Loads that nobody knows rest on it too: its fuel lasts less long. */
  readonly atLeast: boolean
  /** Until it takes the load; undefined where the estate does not say. */
  readonly startSeconds: number | undefined
  /** Undefined where the estate does not give its fuel or its rating. */
  readonly fuelSeconds: number | undefined
}

/** A node of the chain that carries something else than before, or has no power any more. */
export interface Carried {
  readonly path: string
  readonly hasPower: boolean
  readonly watts: number
  /** Undefined where nobody says a limit, or it has no power. */
  readonly use: Use | undefined
}

/** The answer to "what if these fail" at one moment: while batteries last, or when they are empty. */
export interface FailureAnswer {
  readonly trips: readonly (Omit<Trip, 'node' | 'bank'> & { readonly path: string; readonly bank?: string })[]
  readonly down: readonly Fate[]
  readonly throttled: readonly Fate[]
  readonly exposed: readonly Exposed[]
  readonly overloads: readonly Overload[]
  readonly onBattery: readonly OnBattery[]
  readonly onGenerator: readonly OnGenerator[]
  /** From the feeds up; rack PDUs and coolers are not listed, nor what was taken out. */
  readonly chain: readonly Carried[]
}

/**
 * @param before the chain with nothing lost, of which `after` is the state with it lost
 * @param had what single losses take down in `before`
 * @param lost what was taken out: its nodes are not listed as their own consequence, its devices are down
 */
export function answerOf(
  graph: PowerGraph,
  loads: PowerLoads,
  before: Settled,
  had: SingleLosses,
  after: SettledAfter,
  lost: Lost,
): FailureAnswer {
  const { down, throttled } = fatesOf(graph, loads, before, after, stoppedBy(graph, before, after, lost))
  for (const number of lost.uncorded) down.push(...uncordedFate(graph, number))
  return {
    trips: tripsOf(graph, after),
    down,
    throttled,
    exposed: exposedOf(graph, had, after),
    overloads: overloadsOf(graph, before, after),
    onBattery: onBatteryOf(graph, after),
    onGenerator: onGeneratorOf(graph, before, after),
    chain: chainOf(graph, before, after, lost.nodes),
  }
}

/** What opened until the chain came to rest, in that order. */
export function tripsOf(graph: PowerGraph, { trips }: Settled): FailureAnswer['trips'] {
  return trips.map(({ node, bank, ...trip }) => ({ ...trip, ...placeOf(graph, node, bank) }))
}

/** Devices that a single loss would take down now which would not have before. */
function exposedOf(graph: PowerGraph, had: SingleLosses, after: SettledAfter): Exposed[] {
  const { cordDevice, cordsOf, devices } = graph.devices
  const supports = new Supports(graph, after.energised, { supports: had.supports, changed: after.changed })
  const has = new SingleLosses(graph, after.energised, after.out, supports)
  const looked = new Set(after.touchedDevices)
  for (const number of after.changed) for (const cord of cordsOf.get(number) ?? []) looked.add(cordDevice[cord] ?? 0)
  const exposed: Exposed[] = []
  for (const number of looked) {
    const device = devices[number]
    const known = had.of(number)
    if (!device || !known) continue
    const rests = (has.of(number) ?? []).filter((on) => !known.includes(on))
    if (rests.length === 0) continue
    exposed.push({ path: device.path, ...serviceOf(graph, number), restsOn: rests.map((on) => pathOf(graph, on)) })
  }
  return exposed
}

function pathOf(graph: PowerGraph, node: number | undefined): string {
  return graph.nodes[node ?? -1]?.thing.path ?? ''
}

function placeOf(
  graph: PowerGraph,
  node: number | undefined,
  bank: number | undefined,
): { path: string; bank?: string } {
  const placed = bank === undefined ? undefined : graph.devices.banks[bank]
  return placed ? { path: pathOf(graph, placed.pdu), bank: placed.bank.name } : { path: pathOf(graph, node) }
}

/** What is beyond what may flow without end and was not before, or is further beyond it. */
function overloadsOf(graph: PowerGraph, before: Settled, after: SettledAfter): Overload[] {
  const found: Overload[] = []
  const hold = (place: { path: string; bank?: string }, now: Use | undefined, then: Use | undefined) => {
    if (then && then.share > 1 && then.share > (now?.share ?? 0) + 1e-9) found.push({ ...place, now, after: then })
  }
  for (const number of after.touchedNodes) {
    if (after.energised.state[number] === DEAD) continue
    hold(placeOf(graph, number, undefined), nodeUse(graph, before.flow, number), nodeUse(graph, after.flow, number))
    for (const bank of graph.devices.banksOf.get(number) ?? []) {
      hold(placeOf(graph, undefined, bank), bankUse(graph, before.flow, bank), bankUse(graph, after.flow, bank))
    }
  }
  return found.sort((one, other) => other.after.share - one.after.share)
}

/** Those that were so before the loss too. */
function onBatteryOf(graph: PowerGraph, after: SettledAfter): OnBattery[] {
  const found: OnBattery[] = []
  for (const number of new Set([...after.changed, ...(after.out.inputs ?? [])])) {
    const load = batteryLoad(graph, after, number)
    if (load) found.push({ path: pathOf(graph, number), ...load })
  }
  const last = ({ seconds }: OnBattery) => (Number.isNaN(seconds) ? Number.POSITIVE_INFINITY : seconds)
  return found.sort((one, other) => last(one) - last(other))
}

function loadAt(loads: Columns, at: number): { readonly watts: number; readonly atLeast: boolean } {
  return { watts: loads[at + WATTS] ?? 0, atLeast: (loads[at + UNKNOWN] ?? 0) > 0 }
}

/** Generators that carry more than before, directly or behind boards. */
function onGeneratorOf(graph: PowerGraph, before: Settled, after: SettledAfter): OnGenerator[] {
  return after.touchedNodes.flatMap((number) => {
    const thing = graph.nodes[number]?.thing
    if (thing?.kind !== 'generator') return []
    const at = number * LOAD_COLUMNS
    const { atLeast, watts } = loadAt(after.flow.nodes, at)
    const carried = loadAt(before.flow.nodes, at)
    if (watts <= carried.watts && !(atLeast && !carried.atLeast)) return []
    const generator: Generator = thing
    const fuelSeconds = fuelRuntime(generator, watts)
    return [{ path: thing.path, watts, atLeast, startSeconds: generator.startTime, fuelSeconds }]
  })
}

function chainOf(graph: PowerGraph, before: Settled, after: SettledAfter, lost: ReadonlySet<number>): Carried[] {
  const chain: Carried[] = []
  for (const number of new Set([...after.changed, ...after.touchedNodes])) {
    const thing = graph.nodes[number]?.thing
    if (!thing || lost.has(number)) continue
    if (thing.kind === 'rack-pdu' || thing.kind === 'crah' || thing.kind === 'chiller') continue
    const hasPower = after.energised.state[number] !== DEAD
    const at = number * LOAD_COLUMNS + WATTS
    const watts = after.flow.nodes[at] ?? 0
    if (hasPower && watts === before.flow.nodes[at]) continue
    if (!hasPower && before.energised.state[number] === DEAD) continue
    chain.push({ path: thing.path, hasPower, watts, use: hasPower ? nodeUse(graph, after.flow, number) : undefined })
  }
  return chain
}
