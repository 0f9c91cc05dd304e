import { isWithin, lastSegment } from '../../model/path.ts'
import type { Cord, Device, Thing } from '../../model/things.ts'
import type { PowerGraph } from '../power/power-graph.ts'
import { failingPart } from './failing-part.ts'
import type { LostParts } from './settled.ts'

/** What failing things take out of the power chain. */
export interface Lost extends LostParts {
  readonly nodes: ReadonlySet<number>
  /** Devices that fail and are on no cord: nothing moves with them, but what they serve is lost. */
  readonly uncorded: readonly number[]
}

/**
 * What fails with these: a node of the chain; a device with all its cords; an outlet, a bank or a supply; of anything else all that
 * stands within it, with the cords of its devices that go elsewhere. What is none of it loses nothing.
 */
export function lostOf(graph: PowerGraph, paths: readonly string[]): Lost {
  const nodes = new Set<number>()
  const banks = new Set<number>()
  const cords = new Map<number, string>()
  const inputs = new Set<number>()
  const uncorded: number[] = []
  const places: string[] = []
  const find = (path: string): Thing | undefined => nodeOrDevice(graph, path)
  for (const path of paths) {
    const own = graph.at.get(path)
    const device = own === undefined ? deviceAt(graph, path) : -1
    const part = own === undefined && device < 0 ? failingPart(find, path) : undefined
    if (own !== undefined) nodes.add(own)
    else if (device >= 0) for (const cord of cordsOf(graph, device)) cords.set(cord, path)
    else if (part?.kind === 'input') inputs.add(graph.at.get(part.ups.path) ?? -1)
    else if (part?.kind === 'bank') {
      const bank = graph.devices.banksOf.get(graph.at.get(part.pdu.path) ?? -1)?.[part.place]
      if (bank !== undefined) banks.add(bank)
    } else if (part?.kind === 'outlet') {
      for (const cord of graph.devices.cordsOf.get(graph.at.get(part.pdu.path) ?? -1) ?? [])
        if (pluggedAt(graph, cord)?.outlet === part.outlet) cords.set(cord, path)
    } else if (part) {
      for (const cord of cordsOf(graph, deviceAt(graph, part.device.path)))
        if (pluggedAt(graph, cord) === part.cord) cords.set(cord, path)
    } else {
      const bare = graph.devices.uncorded.findIndex(({ device }) => device.path === path)
      if (bare >= 0) uncorded.push(bare)
      else places.push(path)
    }
  }
  if (places.length > 0) takeAlong(graph, places, nodes, cords)
  return { nodes, banks, cords, inputs, uncorded }
}

/** UPS without an input, by their nodes, of what is lost already. */
export function lostInputs(graph: PowerGraph, paths: readonly string[]): ReadonlySet<number> {
  return lostOf(
    graph,
    paths.filter((path) => lastSegment(path) === 'input'),
  ).inputs
}

/** Devices within on rack PDUs that are not: by their own racks' they go down anyway. */
function takeAlong(graph: PowerGraph, places: readonly string[], nodes: Set<number>, cords: Map<number, string>): void {
  const placeOf = (path: string) => places.find((place) => isWithin(path, place))
  for (const [number, { thing }] of graph.nodes.entries()) if (placeOf(thing.path) !== undefined) nodes.add(number)
  const { cordPdu, devices } = graph.devices
  for (const [number, { path }] of devices.entries()) {
    const place = placeOf(path)
    if (place === undefined) continue
    for (const cord of cordsOf(graph, number)) if (!nodes.has(cordPdu[cord] ?? -1)) cords.set(cord, place)
  }
}

function nodeOrDevice(graph: PowerGraph, path: string): Thing | undefined {
  const node = graph.at.get(path)
  return node === undefined ? graph.devices.devices[deviceAt(graph, path)] : graph.nodes[node]?.thing
}

/** One look through all of them: a question names a few, and a map of a million paths would be kept for them. */
function deviceAt({ devices }: PowerGraph, path: string): number {
  return devices.devices.findIndex((device: Device) => device.path === path)
}

function* cordsOf({ devices: { firstCord } }: PowerGraph, device: number): Iterable<number> {
  for (let cord = firstCord[device] ?? 0; cord < (firstCord[device + 1] ?? 0); cord++) yield cord
}

/** The table holds the cords of a device in its own order, less those that lead to no rack PDU. */
function pluggedAt(
  { at, devices: { banksOf, cordDevice, devices, firstCord } }: PowerGraph,
  cord: number,
): Cord | undefined {
  const device = cordDevice[cord] ?? -1
  const plugged = devices[device]?.cords.filter(({ pdu }) => banksOf.has(at.get(pdu) ?? -1))
  return plugged?.[cord - (firstCord[device] ?? 0)]
}
