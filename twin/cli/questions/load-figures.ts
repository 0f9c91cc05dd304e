import type { Capacity } from '../../analysis/capacity/capacity.ts'
import type { PowerGraph } from '../../analysis/power/power-graph.ts'
import { cordFigures } from '../../analysis/reconcile/cord-figures.ts'
import { isWithin } from '../../model/path.ts'
import type { KnownLoads } from './known-loads.ts'

/** How the loads of a place were obtained, for JSON: of what is full first, and in a rack of each rack PDU and device, with the three figures of its cords. */
export function loadFigures({ kind, path, power }: Capacity, graph: PowerGraph, { reconciled }: KnownLoads) {
  const { devices, firstCord, needed } = graph.devices
  const full = graph.at.get(power.full?.path ?? '')
  const nodes = (numbers: readonly number[]) =>
    numbers.flatMap((number) => {
      const [node, estimate] = [graph.nodes[number], reconciled.nodes[number]]
      return node && estimate ? [{ path: node.thing.path, ...estimate }] : []
    })
  const [fullFirst] = full === undefined ? [] : nodes([full])
  if (kind !== 'rack') return { fullFirst }
  return {
    fullFirst,
    rackPdus: nodes([...graph.nodes.keys()].filter((number) => isWithin(graph.nodes[number]?.thing.path ?? '', path))),
    devices: devices.flatMap((device, number) => {
      const estimate = reconciled.devices[number]
      if (!estimate || !isWithin(device.path, path)) return []
      const supplies = (firstCord[number + 1] ?? 0) - (firstCord[number] ?? 0)
      const perCord = cordFigures(estimate.watts, supplies, needed[number] ?? 1)
      return [{ path: device.path, ...estimate, perCord }]
    }),
  }
}
