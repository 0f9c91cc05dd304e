import type { Estate } from '../../model/estate.ts'
import type { Crah, DeviceType } from '../../model/things.ts'
import { coolerRoom } from '../cooling/cooler-room.ts'
import { ASSUMED_POWER_FACTOR, type PowerLoads } from './loads.ts'
import type { PowerGraph } from './power-graph.ts'

/** Where a load's figure comes from, the best first. */
export type LoadOrigin = 'typical' | 'nameplate' | 'unknown'

export interface DeclaredLoads extends PowerLoads {
  readonly origins: readonly LoadOrigin[]
  /** How much more each device may draw than its figure says: nameplate less typical. NaN where its nameplate is not known. */
  readonly uncertainty: Float64Array
}

/**
 * What the estate says that devices and coolers draw: the usual draw of a device's type, else its nameplate, else unknown. A cooler's fans are
 * as given; a chiller's compressor is the heat of the rooms that it serves over its COP, shared with the other chillers of those rooms.
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
  const own = coolerLoads(estate, graph, watts)
  const whenShort = (device: number) => typeOf(devices[device]?.type ?? '')?.whenShort ?? 'stops'
  return { devices: watts, own, origins, uncertainty, powerFactor: ASSUMED_POWER_FACTOR, whenShort }
}

function coolerLoads(estate: Estate, graph: PowerGraph, watts: Float64Array): Float64Array {
  const own = new Float64Array(graph.nodes.length)
  const heat = heatByRoom(estate, graph, watts)
  const toChiller = new Map<string, number>()
  const coolers = new Map<string, Crah[]>()
  for (const crah of estate.ofKind('crah')) {
    const room = coolerRoom(estate, crah)?.path ?? ''
    coolers.set(room, [...(coolers.get(room) ?? []), crah])
  }
  for (const [room, crahs] of coolers) {
    for (const crah of crahs) {
      const number = graph.at.get(crah.path)
      if (number !== undefined) own[number] = crah.fanPower ?? Number.NaN
      const each = (heat.get(room) ?? 0) / crahs.length / Math.max(1, crah.chilledBy.length)
      for (const chiller of crah.chilledBy) toChiller.set(chiller, (toChiller.get(chiller) ?? 0) + each)
    }
  }
  for (const chiller of estate.ofKind('chiller')) {
    const number = graph.at.get(chiller.path)
    if (number !== undefined) own[number] = (toChiller.get(chiller.path) ?? 0) / chiller.cop
  }
  return own
}

/** What leaves a device as heat is what it draws; what nobody knows is left out. */
function heatByRoom(estate: Estate, graph: PowerGraph, watts: Float64Array): Map<string, number> {
  const heat = new Map<string, number>()
  const roomOf = new Map<string, string>()
  for (const [number, device] of graph.devices.devices.entries()) {
    const rack = estate.parent(device)
    if (!rack) continue
    let room = roomOf.get(rack.path)
    if (room === undefined) {
      let above = estate.parent(rack)
      while (above && above.kind !== 'room') above = estate.parent(above)
      room = above?.path ?? ''
      roomOf.set(rack.path, room)
    }
    const draws = watts[number] ?? Number.NaN
    if (!Number.isNaN(draws)) heat.set(room, (heat.get(room) ?? 0) + draws)
  }
  return heat
}
