import type { Capacity } from '../../analysis/capacity/capacity.ts'
import type { PowerGraph } from '../../analysis/power/power-graph.ts'
import { cordFigures } from '../../analysis/reconcile/cord-figures.ts'
import { type Estimate, worseOf } from '../../analysis/reconcile/estimate.ts'
import { isWithin } from '../../model/path.ts'
import type { KnownLoads } from './known-loads.ts'

/**
 * What the rack PDUs of a place carry together: as sure as all of them, as old as the oldest. Where one has no meter of its own it was
 * obtained as the least sure of the devices there was.
 */
export function drawnIn(path: string, graph: PowerGraph, { reconciled }: KnownLoads): Estimate | undefined {
  const pdus = reconciled.nodes.filter((_, number) => {
    const thing = graph.nodes[number]?.thing
    return thing?.kind === 'rack-pdu' && isWithin(thing.path, path)
  })
  if (pdus.length === 0) return undefined
  const sum = (of: (each: Estimate) => number) => pdus.reduce((total, each) => total + of(each), 0)
  const ages = pdus.flatMap(({ ageSeconds }) => ageSeconds ?? [])
  const devices = reconciled.devices.filter((_, number) => isWithin(graph.devices.devices[number]?.path ?? '', path))
  const isMeasured = pdus.every(({ how }) => how === 'measured')
  return {
    watts: sum(({ watts }) => watts),
    atLeast: sum(({ atLeast }) => atLeast),
    uncertainty: Math.sqrt(sum(({ uncertainty }) => uncertainty ** 2)),
    how: isMeasured ? 'measured' : devices.map(({ how }) => how).reduce(worseOf, 'sum'),
    ...(ages.length > 0 && { ageSeconds: ages.reduce((oldest, age) => Math.max(oldest, age)) }),
  }
}

/** How the loads of a place were obtained, for JSON: of what is full first, and in a rack of each rack PDU and device, with the three figures of its cords. */
export function loadFigures({ kind, path, power }: Capacity, graph: PowerGraph, known: KnownLoads) {
  const { reconciled } = known
  const drawn = drawnIn(path, graph, known)
  const { devices, firstCord, needed } = graph.devices
  const full = graph.at.get(power.full?.path ?? '')
  const nodes = (numbers: readonly number[]) =>
    numbers.flatMap((number) => {
      const [node, estimate] = [graph.nodes[number], reconciled.nodes[number]]
      return node && estimate ? [{ path: node.thing.path, ...estimate }] : []
    })
  const [fullFirst] = full === undefined ? [] : nodes([full])
  if (kind !== 'rack') return { drawn, fullFirst }
  return {
    drawn,
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
