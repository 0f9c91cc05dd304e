import type { Estate } from '../../twin/model/estate.ts'
import { isWithin, parentPath, type ThingPath } from '../../twin/model/path.ts'
import type { Monitor, RackPdu } from '../../twin/model/things.ts'
import type { Manner } from './mqtt/probe-message.ts'
import type { ProbeState } from './physics/probe-state.ts'
import { roomOf } from './physics/room-plan.ts'

/** By which way each probe is read: exactly one. */
export interface ProbeSources {
  /** Sensor ports of rack PDUs, by the PDU's path. */
  readonly ports: ReadonlyMap<string, readonly ProbeState[]>
  /** Environmental monitors, by the monitor's path. */
  readonly monitors: ReadonlyMap<string, readonly ProbeState[]>
  /** MQTT gateways: one a room (or a site, for what stands outside). */
  readonly gateways: readonly GatewayPlan[]
}

export interface GatewayPlan {
  readonly path: ThingPath
  readonly manner: Manner
  readonly probes: readonly ProbeState[]
}

/** A PX takes a chain of 32 sensors (its data sheet); an AP8000 or APDU has one port for one probe. */
const RARITAN_SENSORS = 32
const APC_PROBES = 1
/** An STE2 has two dry contacts and reads up to five values (its data sheet). */
const STE2_INPUTS = 2
const STE2_SENSORS = 5

/**
 * Rack probes hang on the sensor ports of the rack's PDUs as far as these reach, monitors take the probes of their room, and
 * the rest is wireless. The site with the fewest racks is wireless throughout and speaks JSON; gateways elsewhere send raw
 * numbers.
 */
export function planProbeSources(estate: Estate, probes: Iterable<ProbeState>): ProbeSources {
  const wireless = wirelessSite(estate)
  const ports = new Map<string, ProbeState[]>()
  const monitors = new Map<string, ProbeState[]>()
  const left = new Map<string, ProbeState[]>()
  const pdus = rackPdusByRack(estate)
  const monitorThings = estate.ofKind('monitor')
  const ordered = [...probes].sort(byPriority)
  for (const state of ordered) {
    const { path } = state.probe
    const isWireless = wireless !== undefined && isWithin(path, wireless)
    const port = isWireless ? undefined : portFor(state, pdus.get(parentPath(path)) ?? [], ports)
    const monitor = isWireless || port ? undefined : monitorFor(state, monitorThings, estate, monitors)
    const gateway = roomOf(state.probe, estate)?.path ?? path.split('/')[0] ?? ''
    if (port) push(ports, port.path, state)
    else if (monitor) push(monitors, monitor.path, state)
    else push(left, gateway, state)
  }
  const gateways = [...left].map(([path, own]): GatewayPlan => {
    const isJson = wireless === undefined || isWithin(path, wireless)
    return { path: path as ThingPath, manner: isJson ? 'json' : 'raw', probes: own }
  })
  return { ports, monitors, gateways }
}

/** Of several sites the one with the fewest racks. */
function wirelessSite(estate: Estate): string | undefined {
  const racks = new Map<string, number>()
  for (const { path } of estate.ofKind('rack')) {
    const site = path.split('/')[0] ?? ''
    racks.set(site, (racks.get(site) ?? 0) + 1)
  }
  if (racks.size < 2) return undefined
  return [...racks].sort((a, b) => a[1] - b[1])[0]?.[0]
}

function rackPdusByRack(estate: Estate): ReadonlyMap<string, readonly RackPdu[]> {
  const byRack = new Map<string, RackPdu[]>()
  for (const pdu of estate.ofKind('rack-pdu')) push(byRack, parentPath(pdu.path), pdu)
  for (const pdus of byRack.values()) pdus.sort((a, b) => (a.path < b.path ? -1 : 1))
  return byRack
}

/** Intakes first, from the top down (the warmest), then exhausts. */
function byPriority(a: ProbeState, b: ProbeState): number {
  const rank = (state: ProbeState) => (state.probe.role === 'intake' ? 0 : 1)
  return rank(a) - rank(b) || b.probe.at.z - a.probe.at.z || (a.probe.path < b.probe.path ? -1 : 1)
}

/** Intakes on the first PDU with a free port, everything else on the last. */
function portFor(
  state: ProbeState,
  pdus: readonly RackPdu[],
  taken: ReadonlyMap<string, readonly ProbeState[]>,
): RackPdu | undefined {
  const wished = state.probe.role === 'intake' ? pdus : [...pdus].reverse()
  return wished.find((pdu) => {
    const own = taken.get(pdu.path) ?? []
    if (!/raritan/i.test(pdu.manufacturer)) {
      return own.length < APC_PROBES && state.probe.measures.includes('temperature')
    }
    const sensors = own.reduce((sum, { probe }) => sum + probe.measures.length, 0)
    return sensors + state.probe.measures.length <= RARITAN_SENSORS
  })
}

function monitorFor(
  state: ProbeState,
  monitors: readonly Monitor[],
  estate: Estate,
  taken: ReadonlyMap<string, readonly ProbeState[]>,
): Monitor | undefined {
  const room = roomOf(state.probe, estate)
  if (!room) return undefined
  const { measures } = state.probe
  const isContact = measures.every((quantity) => quantity === 'state')
  if (!isContact && !measures.every((quantity) => quantity === 'temperature' || quantity === 'humidity'))
    return undefined
  return monitors.find((monitor) => {
    if (!isWithin(monitor.path, room.path)) return false
    const own = taken.get(monitor.path) ?? []
    const inputs = own.filter(({ probe }) => probe.measures.includes('state')).length
    const sensors = own.reduce((sum, { probe }) => sum + probe.measures.length, 0) - inputs
    return isContact ? inputs < STE2_INPUTS : sensors + measures.length <= STE2_SENSORS
  })
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const known = map.get(key)
  if (known) known.push(value)
  else map.set(key, [value])
}
