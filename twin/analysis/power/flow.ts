import type { Outage } from './chain-state.ts'
import { deviceDraw } from './device-draw.ts'
import { ALL_LINES } from './device-table.ts'
import { DEAD, type Energised, ON_BATTERY } from './energise.ts'
import { LINE_TO_NEUTRAL, LOAD_COLUMNS, UNKNOWN, WATTS } from './line-loads.ts'
import type { PowerLoads } from './loads.ts'
import type { PowerGraph, PowerNode } from './power-graph.ts'

/** What each node, bank, cord and device carries. */
export interface PowerFlow {
  /** LOAD_COLUMNS columns a node (see line-loads.ts). */
  readonly nodes: Float64Array
  /** Volt-amperes of each bank. */
  readonly banks: Float64Array
  /** Unknown loads of each bank. */
  readonly banksUnknown: Uint16Array
  /** Watts of each cord: 0 where it is dead or its device down, NaN where nobody knows the device's load. */
  readonly cords: Float64Array
  /** Watts that each device gets: all of it, less where it throttles, 0 where it is down. NaN where nobody knows its load. */
  readonly devices: Float64Array
  /** Living cords of each device. */
  readonly livingCords: Uint8Array
}

interface CarriesNothing extends Pick<Outage, 'banks' | 'cords'> {
  readonly own?: ReadonlyMap<number, number>
}

/** Where a state of the chain differs from another. */
export interface Touched {
  readonly devices: readonly number[]
  readonly nodes: readonly number[]
}

/**
 * The loads of devices and coolers, brought up to the grid. Living supplies of a device share what it draws. A UPS gives its output
 * evenly to the lines of its input and adds its losses; a transformer adds its losses line by line.
 *
 * @param out banks and cords that carry nothing, and what nodes use themselves where it is not what the loads say
 * @param devices those to look at
 * @param nodes those that may carry something else now, beside what these devices draw from and what is upstream
 * @param alsoUpstream what else a node drew from before
 * @param into is changed in place
 */
export function flow(
  graph: PowerGraph,
  energised: Energised,
  loads: PowerLoads,
  out: CarriesNothing,
  { devices, nodes }: Touched,
  alsoUpstream: (node: number) => readonly number[],
  into: PowerFlow,
): Touched {
  const { cordPdu, firstCord } = graph.devices
  const dirty = new Set(nodes)
  for (const device of devices) {
    deviceDraw(graph.devices, energised, loads, out, device, into)
    for (let cord = firstCord[device] ?? 0; cord < (firstCord[device + 1] ?? 0); cord++) dirty.add(cordPdu[cord] ?? 0)
  }
  // A set is walked in the order in which it grows.
  for (const number of dirty) {
    for (const above of energised.drawsFrom[number] ?? []) dirty.add(above)
    for (const above of alsoUpstream(number)) dirty.add(above)
  }
  const done = new Set<number>()
  const settle = (number: number) => {
    if (done.has(number)) return
    done.add(number)
    clear(graph, into, number)
    if (energised.state[number] === DEAD) return
    for (const below of graph.fed[number] ?? []) {
      if (dirty.has(below) && energised.drawsFrom[below]?.includes(number)) settle(below)
    }
    gather(graph, energised, loads, out, into, number)
  }
  for (const number of dirty) settle(number)
  return { devices, nodes: [...dirty].sort((one, other) => one - other) }
}

/** Nothing flows yet. */
export function emptyFlow({ nodes, devices }: PowerGraph): PowerFlow {
  return {
    nodes: new Float64Array(nodes.length * LOAD_COLUMNS),
    banks: new Float64Array(devices.banks.length),
    banksUnknown: new Uint16Array(devices.banks.length),
    cords: new Float64Array(devices.cordPdu.length),
    devices: new Float64Array(devices.devices.length),
    livingCords: new Uint8Array(devices.devices.length),
  }
}

function clear({ devices }: PowerGraph, flow: PowerFlow, number: number): void {
  flow.nodes.fill(0, number * LOAD_COLUMNS, (number + 1) * LOAD_COLUMNS)
  for (const bank of devices.banksOf.get(number) ?? []) {
    flow.banks[bank] = 0
    flow.banksUnknown[bank] = 0
  }
}

/** What a node carries: what it uses itself, its banks and cords, and what draws from it. */
function gather(
  graph: PowerGraph,
  energised: Energised,
  loads: PowerLoads,
  out: CarriesNothing,
  flow: PowerFlow,
  number: number,
): void {
  const { banks, banksOf, cordBank, cordColumn, cordsOf } = graph.devices
  const own = out.own?.get(number) ?? loads.own[number] ?? 0
  if (own !== 0) add(flow.nodes, number, own, own / loads.powerFactor, ALL_LINES)
  if (loads.ownAtLeast?.has(number)) add(flow.nodes, number, Number.NaN, Number.NaN, ALL_LINES)
  for (const bank of banksOf.get(number) ?? []) {
    const watts = loads.onBanks?.[bank] ?? 0
    if (watts === 0 || out.banks.has(bank)) continue
    add(flow.nodes, number, watts, watts / loads.powerFactor, banks[bank]?.column ?? ALL_LINES)
    flow.banks[bank] = (flow.banks[bank] ?? 0) + watts / loads.powerFactor
  }
  for (const cord of cordsOf.get(number) ?? []) {
    const watts = flow.cords[cord] ?? 0
    if (watts === 0) continue
    add(flow.nodes, number, watts, watts / loads.powerFactor, cordColumn[cord] ?? ALL_LINES)
    const bank = cordBank[cord] ?? -1
    if (bank < 0) continue
    if (Number.isNaN(watts)) flow.banksUnknown[bank] = (flow.banksUnknown[bank] ?? 0) + 1
    else flow.banks[bank] = (flow.banks[bank] ?? 0) + watts / loads.powerFactor
  }
  for (const below of graph.fed[number] ?? []) {
    const from = energised.drawsFrom[below]
    const node = graph.nodes[below]
    if (node && from?.includes(number))
      bringUp(flow.nodes, node, below, number, shareOf(loads, below, number, from), energised)
  }
}

/** Adds a load to the columns of a node. NaN counts as one that nobody knows. */
export function add(into: Float64Array, number: number, watts: number, voltAmperes: number, column: number): void {
  const at = number * LOAD_COLUMNS
  if (Number.isNaN(watts)) {
    into[at + UNKNOWN] = (into[at + UNKNOWN] ?? 0) + 1
    return
  }
  into[at + WATTS] = (into[at + WATTS] ?? 0) + watts
  if (column !== ALL_LINES) into[at + column] = (into[at + column] ?? 0) + voltAmperes
  else {
    for (let line = LINE_TO_NEUTRAL; line < LINE_TO_NEUTRAL + 3; line++) {
      into[at + line] = (into[at + line] ?? 0) + voltAmperes / 3
    }
  }
}

/** How a load changes on its way through a thing: it grows by the losses, and a converter takes it from all lines alike. */
export function riseOf(thing: PowerNode['thing']): { readonly growth: number; readonly evenly: boolean } {
  const efficiency = thing.kind === 'ups' || thing.kind === 'transformer' ? (thing.efficiency ?? 1) : 1
  // Of a feed whose line nobody knows, all lines alike is the best guess.
  const evenly = thing.kind === 'ups' || (thing.kind === 'power-feed' && thing.phase === 'single' && !thing.line)
  return { growth: 1 / efficiency, evenly }
}

/** Of what a node draws the part that comes from one of those that it draws from. */
function shareOf({ primaryWeights }: PowerLoads, below: number, above: number, from: readonly number[]): number {
  const weights = from.length > 1 ? primaryWeights?.get(below) : undefined
  const sum = weights ? from.reduce((total, one) => total + (weights.get(one) ?? 0), 0) : 0
  return weights && sum > 0 ? (weights.get(above) ?? 0) / sum : 1 / from.length
}

/** Adds what `below` draws from `above`: its share, losses included. */
function bringUp(
  columns: Float64Array,
  { thing }: PowerNode,
  below: number,
  above: number,
  share: number,
  { state }: Energised,
): void {
  if (state[below] === ON_BATTERY) return
  const [at, to] = [below * LOAD_COLUMNS, above * LOAD_COLUMNS]
  const { evenly, growth } = riseOf(thing)
  if (share === 0) return
  const grow = growth * share
  let apparent = 0
  if (evenly) for (let column = LINE_TO_NEUTRAL; column < UNKNOWN; column++) apparent += columns[at + column] ?? 0
  columns[to + WATTS] = (columns[to + WATTS] ?? 0) + (columns[at + WATTS] ?? 0) * grow
  columns[to + UNKNOWN] = (columns[to + UNKNOWN] ?? 0) + (columns[at + UNKNOWN] ?? 0)
  for (let column = LINE_TO_NEUTRAL; column < UNKNOWN; column++) {
    const given = evenly ? (column < LINE_TO_NEUTRAL + 3 ? apparent / 3 : 0) : (columns[at + column] ?? 0)
    columns[to + column] = (columns[to + column] ?? 0) + given * grow
  }
}
