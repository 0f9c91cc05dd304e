import type { DeclaredLoads } from '../power/declared-loads.ts'
import type { PowerLoads } from '../power/loads.ts'

/**
 * The loads of an estate with devices that come to it: what is known of the others holds on, those that come draw what their types say, and
 * chillers what their heat takes besides.
 * @param loads of the estate as it is; its devices come first in the tables of both
 * @param declared of the estate as it is
 * @param then what the estate with the devices declares
 */
export function loadsWithEdits(
  loads: PowerLoads,
  declared: DeclaredLoads,
  then: DeclaredLoads,
  cords: number,
): PowerLoads {
  const known = loads.devices.length
  const devices = then.devices.slice()
  devices.set(loads.devices)
  const own = loads.own.map((watts, node) => {
    const more = (then.own[node] ?? 0) - (declared.own[node] ?? 0)
    return Number.isNaN(more) ? watts : watts + more
  })
  let cordWeights: Float64Array | undefined
  if (loads.cordWeights) {
    cordWeights = new Float64Array(cords).fill(1)
    cordWeights.set(loads.cordWeights)
  }
  return {
    ...loads,
    devices,
    own,
    ...(cordWeights && { cordWeights }),
    chillers: () => then.chillersOf(devices),
    whenShort: (device) => (device < known ? loads.whenShort(device) : then.whenShort(device)),
  }
}
