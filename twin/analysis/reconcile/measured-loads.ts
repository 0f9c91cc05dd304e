import type { DeclaredLoads } from '../power/declared-loads.ts'
import type { Chillers, PowerLoads } from '../power/loads.ts'
import type { PowerGraph } from '../power/power-graph.ts'
import { OBTAINED, type Obtained } from './estimate.ts'
import type { Reconciled } from './reconcile.ts'

export interface MeasuredLoads extends PowerLoads {
  /** Watts more or less of each device; NaN where nobody knows. */
  readonly uncertainty: Float64Array
  readonly reconciled: Reconciled
}

/**
 * Reconciled loads as the arithmetic of failures and capacity takes them. What a meter says more than all below it is drawn at the meter, so that
 * no room is offered that is used; less than all below it takes nothing away.
 */
export function measuredLoads(graph: PowerGraph, declared: DeclaredLoads, reconciled: Reconciled): MeasuredLoads {
  const { banks, banksOf } = graph.devices
  const own = reconciled.own.slice()
  const onBanks = new Float64Array(banks.length)
  for (const { bank: name, path, watts } of reconciled.unaccounted) {
    const number = graph.at.get(path)
    if (number === undefined || !(watts > 0)) continue
    const bank = name === undefined ? undefined : banksOf.get(number)?.find((each) => banks[each]?.bank.name === name)
    if (bank !== undefined) onBanks[bank] = watts
    else own[number] = (own[number] ?? 0) + watts
  }
  const devices = Float64Array.from(reconciled.devices, ({ watts }) => watts)
  let chillers: Chillers | undefined
  return {
    devices,
    chillers: () => {
      chillers ??= declared.chillersOf(devices)
      return chillers
    },
    ownAtLeast: new Set([...(declared.ownAtLeast ?? [])].filter((node) => reconciled.nodes[node]?.how !== 'measured')),
    primaryWeights: primaryWeights(graph, reconciled),
    cordWeights: reconciled.cords.map((watts) => (watts > 0 ? watts : 1)),
    own,
    onBanks,
    powerFactor: declared.powerFactor,
    whenShort: (device) => declared.whenShort(device),
    uncertainty: Float64Array.from(reconciled.devices, ({ uncertainty }) => uncertainty),
    reconciled,
  }
}

/** Where meters say that primaries do not share alike, they are thought to go on so. */
function primaryWeights({ at }: PowerGraph, { uneven }: Reconciled): NonNullable<PowerLoads['primaryWeights']> {
  return new Map(
    uneven.map(({ path, shares }) => [
      at.get(path) ?? -1,
      new Map(shares.map(({ path: from, watts }) => [at.get(from) ?? -1, Math.max(0, watts)])),
    ]),
  )
}

/** How many devices' figures were obtained each way. */
export function obtainedCounts({ devices }: Reconciled): Readonly<Record<Obtained, number>> {
  const counts = Object.fromEntries(OBTAINED.map((how) => [how, 0])) as Record<Obtained, number>
  for (const { how } of devices) counts[how]++
  return counts
}
