import { columnOfOutlet } from '../power/device-table.ts'
import { riseOf } from '../power/flow.ts'
import { LINE_TO_LINE } from '../power/line-loads.ts'
import type { PowerGraph } from '../power/power-graph.ts'
import { LOSS_UNCERTAINTY } from './balance.ts'
import type { LoadTree } from './load-tree.ts'
import { type Conductors, type Measurement, type Metered, meteredOf } from './measurement.ts'

/** Measurements at what they measure. */
export interface PlacedMeters {
  readonly vertices: ReadonlyMap<number, Metered>
  readonly devices: ReadonlyMap<number, Metered>
  /** Age of measurements that are too old, by vertex and by device. */
  readonly stale: ReadonlyMap<number, number>
  readonly staleDevices: ReadonlyMap<number, number>
  /** What names nothing of the power chain, or says nothing. */
  readonly unused: readonly Measurement[]
}

/** Of several measurements of one thing the surest counts, of two as sure the one behind its losses. */
export function placeMeters(
  graph: PowerGraph,
  tree: LoadTree,
  measurements: readonly Measurement[],
  staleAfterSeconds: number,
): PlacedMeters {
  const vertices = new Map<number, Metered>()
  const devices = new Map<number, Metered>()
  const stale = new Map<number, number>()
  const staleDevices = new Map<number, number>()
  const unused: Measurement[] = []
  const deviceAt = new Map(graph.devices.devices.map(({ path }, number) => [path as string, number]))
  const cordAt = measurements.some(({ outlet }) => outlet !== undefined) ? cordsByOutlet(graph) : undefined
  for (const measurement of measurements) {
    const { bank, outlet, path, side } = measurement
    const number = graph.at.get(path)
    const node = graph.nodes[number ?? -1]
    const device = deviceAt.get(path)
    const found = meteredOf(measurement, conductorsOf(graph, number, bank))
    let at = device
    if (number !== undefined) {
      if (outlet !== undefined) at = cordAt?.get(`${path}#${outlet}`)
      else at = bank === undefined ? tree.node(number) : bankAt(graph, tree, number, bank)
    }
    const [meters, old] = device === undefined ? [vertices, stale] : [devices, staleDevices]
    if (!found || at === undefined) unused.push(measurement)
    else if (!(found.ageSeconds <= staleAfterSeconds)) old.set(at, found.ageSeconds)
    else {
      const meter = node && side === 'input' ? behindLosses(found, riseOf(node.thing).growth) : found
      const known = meters.get(at)
      const isAsSure = known?.uncertainty === meter.uncertainty && side !== 'input'
      if (!known || meter.uncertainty < known.uncertainty || isAsSure) meters.set(at, meter)
    }
  }
  return { vertices, devices, stale, staleDevices, unused }
}

/** What a node carries is counted behind its losses, of which the efficiency is as declared. */
function behindLosses({ uncertainty, watts, ...rest }: Metered, growth: number): Metered {
  const output = watts / growth
  return { ...rest, watts: output, uncertainty: Math.hypot(uncertainty / growth, LOSS_UNCERTAINTY * (watts - output)) }
}

function conductorsOf({ nodes }: PowerGraph, number: number | undefined, bankName: string | undefined): Conductors {
  const { lineToNeutral = Number.NaN, primaries, thing } = nodes[number ?? -1] ?? {}
  let isBetweenLines = false
  if (thing?.kind === 'rack-pdu') {
    const bank = thing.banks.find(({ name }) => name === bankName)
    isBetweenLines = columnOfOutlet(thing, bank, nodes[primaries?.[0] ?? -1]) >= LINE_TO_LINE
  } else if (thing?.kind === 'power-feed') isBetweenLines = thing.phase === 'single' && thing.wiring === 'delta'
  return { volts: isBetweenLines ? lineToNeutral * Math.sqrt(3) : lineToNeutral, isBetweenLines }
}

function bankAt({ devices }: PowerGraph, tree: LoadTree, pdu: number, name: string): number | undefined {
  const found = devices.banksOf.get(pdu)?.find((bank) => devices.banks[bank]?.bank.name === name)
  return found === undefined ? undefined : tree.bank(found)
}

/** The table holds the cords of a device in its own order, less those that lead to no rack PDU. */
function cordsByOutlet({ at, devices: { banksOf, devices, firstCord } }: PowerGraph): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  for (const [number, device] of devices.entries()) {
    const plugged = device.cords.filter(({ pdu }) => banksOf.has(at.get(pdu) ?? -1))
    for (const [place, { outlet, pdu }] of plugged.entries()) {
      found.set(`${pdu}#${outlet}`, (firstCord[number] ?? 0) + place)
    }
  }
  return found
}
