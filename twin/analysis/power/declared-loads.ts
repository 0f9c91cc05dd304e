import type { Estate } from '../../model/estate.ts'
import type { DeviceType } from '../../model/things.ts'
import { ChillerLoads } from '../cooling/chiller-loads.ts'
import { ASSUMED_POWER_FACTOR, type Chillers, type PowerLoads } from './loads.ts'
import type { PowerGraph } from './power-graph.ts'

/** Where a load's figure comes from, the best first. */
export type LoadOrigin = 'typical' | 'nameplate' | 'unknown'

export interface DeclaredLoads extends PowerLoads {
  readonly origins: readonly LoadOrigin[]
  /** How much more each device may draw than its figure says: nameplate less typical. NaN where its nameplate is not known. */
  readonly uncertainty: Float64Array
  /** The chillers where devices draw something else. */
  chillersOf(devices: Float64Array): Chillers
}

/**
 * What the estate says that devices and coolers draw: the usual draw of a device's type, else its nameplate, else unknown. A cooler's fans are
 * as given; a chiller's compressor is the heat that comes to it (see `coolerHeat`) over its COP.
 */
export function declaredLoads(estate: Estate, graph: PowerGraph): DeclaredLoads {
  const { devices } = graph.devices
  const types = new Map<string, DeviceType | undefined>()
  const typeOf = (slug: string) => {
    if (!types.has(slug)) types.set(slug, estate.deviceType(slug))
    return types.get(slug)
  }
  const watts = new Float64Array(devices.length)
  const uncertainty = new Float64Array(devices.length)
  const origins: LoadOrigin[] = []
  for (const [number, device] of devices.entries()) {
    const { typicalPower, power } = typeOf(device.type) ?? {}
    watts[number] = typicalPower ?? power ?? Number.NaN
    uncertainty[number] = power === undefined ? Number.NaN : power - (typicalPower ?? power)
    origins.push(typicalPower !== undefined ? 'typical' : power !== undefined ? 'nameplate' : 'unknown')
  }
  const chillersOf = (draws: Float64Array) => new ChillerLoads(estate, graph.devices, draws)
  const chillers = chillersOf(watts)
  const own = coolerLoads(estate, graph, chillers.watts(new Set()))
  const ownAtLeast = new Set([...chillers.atLeast()].flatMap((path) => graph.at.get(path) ?? []))
  const whenShort = (device: number) => typeOf(devices[device]?.type ?? '')?.whenShort ?? 'stops'
  return {
    ...{ devices: watts, own, ownAtLeast, origins, uncertainty, powerFactor: ASSUMED_POWER_FACTOR, whenShort },
    chillers: () => chillers,
    chillersOf,
  }
}

/** Fans as given, and chillers. */
function coolerLoads(estate: Estate, graph: PowerGraph, chillers: ReadonlyMap<string, number>): Float64Array {
  const own = new Float64Array(graph.nodes.length)
  for (const { fanPower, path } of estate.ofKind('crah')) {
    const number = graph.at.get(path)
    if (number !== undefined) own[number] = fanPower ?? Number.NaN
  }
  for (const [path, watts] of chillers) {
    const number = graph.at.get(path)
    if (number !== undefined) own[number] = watts
  }
  return own
}
