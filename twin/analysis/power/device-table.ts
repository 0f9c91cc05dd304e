import type { Estate } from '../../model/estate.ts'
import type { Bank, Device, DeviceType, RackPdu } from '../../model/things.ts'
import { type Connection, columnOf } from './line-loads.ts'
import type { PowerNode } from './power-graph.ts'

/** A cord into three lines alike, or into lines that nobody knows: its volt-amperes go to all three. */
export const ALL_LINES = 0

/**
 * Devices with their cords, and the banks of outlets that these go into. Columns of numbers: an estate may have a million devices.
 * Passive devices (no supplies) and those without a cord have no place in the columns.
 */
export interface DeviceTable {
  readonly devices: readonly Device[]
  /** The service of each device: its own, else that of its rack. */
  readonly services: readonly (string | undefined)[]
  /** Supplies that must live for the device to live whole; never more than it has cords. */
  readonly needed: Uint8Array
  /** First cord of each device; one more at the end. */
  readonly firstCord: Int32Array
  /** Node of the rack PDU of each cord. */
  readonly cordPdu: Int32Array
  /** Bank of each cord, -1 where its outlet is in none. */
  readonly cordBank: Int32Array
  /** Column of line-loads of each cord, or ALL_LINES. */
  readonly cordColumn: Uint8Array
  /** Device of each cord. */
  readonly cordDevice: Int32Array
  /** Cords of each rack PDU, by its node. */
  readonly cordsOf: ReadonlyMap<number, readonly number[]>
  readonly banks: readonly PlacedBank[]
  /** Numbers of the banks of each rack PDU, by its node. */
  readonly banksOf: ReadonlyMap<number, readonly number[]>
  /** Devices that no cord is known of; blanking panels are none. */
  readonly uncorded: readonly { readonly device: Device; readonly service: string | undefined }[]
  /** Network ports that a device of a type offers, by the slugs of the network devices' types; NaN where the type does not say it. */
  readonly offers: ReadonlyMap<string, number>
}

export interface PlacedBank {
  readonly bank: Bank
  /** Node of its rack PDU. */
  readonly pdu: number
  /** Column of line-loads. */
  readonly column: number
}

/** @throws never: cords that lead to no rack PDU are left out, the loader refuses them. */
export function connectDevices(
  estate: Estate,
  nodes: readonly PowerNode[],
  at: ReadonlyMap<string, number>,
): DeviceTable {
  const banks: PlacedBank[] = []
  const banksOf = new Map<number, readonly number[]>()
  for (const [number, { primaries, thing }] of nodes.entries()) {
    if (thing.kind !== 'rack-pdu') continue
    banksOf.set(
      number,
      thing.banks.map((_, place) => banks.length + place),
    )
    const above = nodes[primaries[0] ?? -1]
    for (const bank of thing.banks) banks.push({ bank, pdu: number, column: columnOfOutlet(thing, bank, above) })
  }
  const devices: Device[] = []
  const services: (string | undefined)[] = []
  const needed: number[] = []
  const firstCord: number[] = [0]
  const cordPdu: number[] = []
  const cordBank: number[] = []
  const cordColumn: number[] = []
  const cordDevice: number[] = []
  const cordsOf = new Map<number, number[]>()
  const uncorded: DeviceTable['uncorded'][number][] = []
  const types = new Map<string, DeviceType | undefined>()
  const typeOf = (slug: string) => {
    if (!types.has(slug)) types.set(slug, estate.deviceType(slug))
    return types.get(slug)
  }
  for (const device of estate.ofKind('device')) {
    const before = cordPdu.length
    for (const { pdu: path, outlet } of device.cords) {
      const number = at.get(path)
      const pdu = number === undefined ? undefined : nodes[number]?.thing
      if (number === undefined || pdu?.kind !== 'rack-pdu') continue
      const bank = pdu.banks.findIndex(({ outlets: [first, last] }) => outlet >= first && outlet <= last)
      const known = cordsOf.get(number)
      if (known) known.push(cordPdu.length)
      else cordsOf.set(number, [cordPdu.length])
      cordDevice.push(devices.length)
      cordPdu.push(number)
      cordBank.push(banksOf.get(number)?.[bank] ?? -1)
      cordColumn.push(columnOfOutlet(pdu, pdu.banks[bank], nodes[nodes[number]?.primaries[0] ?? -1]))
    }
    const cords = cordPdu.length - before
    const type = typeOf(device.type)
    if (cords === 0) {
      if (type?.role !== 'blank') uncorded.push({ device, service: device.service ?? serviceOfRack(estate, device) })
      continue
    }
    devices.push(device)
    services.push(device.service ?? serviceOfRack(estate, device))
    needed.push(Math.max(1, Math.min(type?.suppliesNeeded ?? 1, cords)))
    firstCord.push(cordPdu.length)
  }
  return {
    devices,
    services,
    needed: Uint8Array.from(needed),
    firstCord: Int32Array.from(firstCord),
    cordPdu: Int32Array.from(cordPdu),
    cordBank: Int32Array.from(cordBank),
    cordColumn: Uint8Array.from(cordColumn),
    cordDevice: Int32Array.from(cordDevice),
    cordsOf,
    banks,
    banksOf,
    uncorded,
    offers: new Map(
      [...types].flatMap(([slug, type]): [string, number][] =>
        type?.role === 'network' ? [[slug, type.networkPorts ?? Number.NaN]] : [],
      ),
    ),
  }
}

function serviceOfRack(estate: Estate, device: Device): string | undefined {
  const rack = estate.parent(device)
  return rack?.kind === 'rack' ? rack.service : undefined
}

/** A single-phase feed puts all on its own line, whatever the strip calls its banks; where nobody says which, on the first (see `flow`). */
export function columnOfOutlet(
  pdu: RackPdu,
  bank: Bank | undefined,
  above: Pick<PowerNode, 'thing'> | undefined,
): number {
  const feed = above?.thing.kind === 'power-feed' ? above.thing : undefined
  if (feed?.phase === 'single') return columnOf(betweenLines(feed.line ?? 'l1', feed))
  if (bank) return columnOf(feed && isLine(bank.lines) ? betweenLines(bank.lines, feed) : bank.lines)
  return pdu.phase === 'single' ? columnOf('l1') : ALL_LINES
}

type Line = 'l1' | 'l2' | 'l3'
const NEXT: Readonly<Record<Line, Connection>> = { l1: 'l1-l2', l2: 'l2-l3', l3: 'l3-l1' }

function isLine(connection: Connection): connection is Line {
  return connection.length === 2
}

/** A delta has no neutral: what is on a line alone is between it and the next. */
function betweenLines(line: Line, feed: { readonly wiring: 'wye' | 'delta' }): Connection {
  return feed.wiring === 'delta' ? NEXT[line] : line
}
