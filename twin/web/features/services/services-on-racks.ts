import { isWithin } from '../../../model/path.ts'
import type { CloudRacksView } from '../../../protocol/cloud.ts'

/** A service's racks below a place. */
export interface ServiceOnRacks {
  readonly service: string
  readonly racks: readonly string[]
}

/** The services of which racks of a place may take copies on a day to come, the one with the most racks first. */
export function servicesThatMayRun(
  { eligible }: Pick<CloudRacksView, 'eligible'>,
  place: string,
): readonly ServiceOnRacks[] {
  const racks = eligible.flatMap((pool) =>
    pool.racks.flatMap((rack) => (isWithin(rack, place) ? [{ rack, services: pool.services }] : [])),
  )
  return servicesOnRacks({ racks: racks.map((one) => ({ ...one, pods: 0, running: 0 })) }, place)
}

/** The services on the racks of a place, the one on the most racks first. */
export function servicesOnRacks({ racks }: Pick<CloudRacksView, 'racks'>, place: string): readonly ServiceOnRacks[] {
  const found = new Map<string, string[]>()
  for (const { rack, services } of racks) {
    if (!isWithin(rack, place)) continue
    for (const service of services) found.set(service, [...(found.get(service) ?? []), rack])
  }
  return [...found]
    .map(([service, racks]) => ({ service, racks }))
    .sort((one, other) => other.racks.length - one.racks.length || (one.service < other.service ? -1 : 1))
}
