import type { DeclaredLoads } from '../../twin/analysis/power/declared-loads.ts'
import type { PowerLoads } from '../../twin/analysis/power/loads.ts'
import type { PowerGraph } from '../../twin/analysis/power/power-graph.ts'

/** Loads whose devices draw other watts: chillers draw for the heat of these, and never less than before. */
export function loadsOfDevices(
  graph: PowerGraph,
  declared: DeclaredLoads,
  loads: PowerLoads,
  devices: Float64Array,
): PowerLoads {
  const chillers = declared.chillersOf(devices)
  const own = loads.own.slice()
  for (const [path, watts] of chillers.watts(new Set())) {
    const number = graph.at.get(path)
    if (number !== undefined) own[number] = Math.max(own[number] ?? 0, watts)
  }
  return { ...loads, devices, own, chillers: () => chillers, whenShort: (device) => loads.whenShort(device) }
}
