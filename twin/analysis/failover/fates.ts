import type { Device } from '../../model/things.ts'
import { DEAD } from '../power/energise.ts'
import type { PowerLoads } from '../power/loads.ts'
import type { PowerGraph } from '../power/power-graph.ts'
import { type Cause, causesOf } from './causes.ts'
import type { Lost } from './lost-of.ts'
import type { Settled, SettledAfter } from './settled.ts'

/** What becomes of a device or a cooler. */
export interface Fate {
  readonly path: string
  /** That it no longer gets. NaN where nobody knows what it drew. */
  readonly watts: number
  readonly service?: string
  /** Network ports that a network device offered. NaN where its type does not say how many. */
  readonly ports?: number
  /** From it up to what was lost or tripped. */
  readonly causes: readonly Cause[]
}

export interface Fates {
  readonly down: readonly Fate[]
  readonly throttled: readonly Fate[]
}

/** What stopped or throttles, by its number: of a device, and of a node. */
export interface Stopped {
  readonly down: Set<number>
  readonly throttled: Set<number>
  readonly coolers: Set<number>
}

/** Devices with fewer living supplies than they need, and coolers without power, that had it before. */
export function stoppedBy(graph: PowerGraph, before: Settled, after: SettledAfter, lost: Lost): Stopped {
  const stopped: Stopped = { down: new Set(), throttled: new Set(), coolers: new Set() }
  for (const number of after.touchedDevices) {
    const whole = (after.flow.livingCords[number] ?? 0) >= (graph.devices.needed[number] ?? 1)
    if ((before.flow.devices[number] ?? 0) === 0 || whole) continue
    stopped[(after.flow.devices[number] ?? 0) === 0 ? 'down' : 'throttled'].add(number)
  }
  for (const number of after.changed) {
    const kind = graph.nodes[number]?.thing.kind
    if (kind !== 'crah' && kind !== 'chiller') continue
    const lives = after.energised.state[number] !== DEAD || before.energised.state[number] === DEAD
    if (!lives && !lost.nodes.has(number)) stopped.coolers.add(number)
  }
  return stopped
}

/** What becomes of them, each with why. @param but those that are told already */
export function fatesOf(
  graph: PowerGraph,
  loads: PowerLoads,
  before: Settled,
  after: SettledAfter,
  stopped: Stopped,
  but?: Stopped,
): { readonly down: Fate[]; readonly throttled: Fate[] } {
  const of = (number: number): Fate[] => {
    const device = graph.devices.devices[number]
    if (!device) return []
    const watts = (before.flow.devices[number] ?? 0) - (after.flow.devices[number] ?? 0)
    const causes = causesOf(graph, after, number)
    return [{ path: device.path, watts, ...serviceOf(graph, number), ...portsOf(graph, device), causes }]
  }
  const cooler = (node: number): Fate[] => {
    const path = graph.nodes[node]?.thing.path
    if (path === undefined) return []
    return [{ path, watts: loads.own[node] ?? Number.NaN, causes: causesOf(graph, after, { node }) }]
  }
  const isNew = (had: ReadonlySet<number> | undefined) => (number: number) => !had?.has(number)
  return {
    down: [
      ...[...stopped.down].filter(isNew(but?.down)).flatMap(of),
      ...[...stopped.coolers].filter(isNew(but?.coolers)).flatMap(cooler),
    ],
    throttled: [...stopped.throttled].filter(isNew(but?.throttled)).flatMap(of),
  }
}

/** A device that no cord is known of has failed: nobody knows what it drew. */
export function uncordedFate(graph: PowerGraph, number: number): Fate[] {
  const bare = graph.devices.uncorded[number]
  if (!bare) return []
  const { device, service } = bare
  const { path } = device
  const what = { path, watts: Number.NaN, ...(service !== undefined && { service }), ...portsOf(graph, device) }
  return [{ ...what, causes: [{ path, what: 'is lost' }] }]
}

export function serviceOf(graph: PowerGraph, device: number): { readonly service?: string } {
  const service = graph.devices.services[device]
  return service === undefined ? {} : { service }
}

function portsOf({ devices: { offers } }: PowerGraph, { type }: Device): { readonly ports?: number } {
  const ports = offers.get(type)
  return ports === undefined ? {} : { ports }
}
