import type { PlacedSpread } from '../../model/cloud.ts'
import type { CloudRacksView, CloudRackView } from '../../protocol/cloud.ts'
import type { KnownCloud } from './known-cloud.ts'

type Known = Pick<KnownCloud, 'declared' | 'racks'>

/** Which racks may take copies of which services, by site and pool. */
export function eligibleRacks({ declared, racks }: Known): CloudRacksView['eligible'] {
  const pools = new Map<string, { readonly site: string; readonly pool: PlacedSpread['pool']; services: Set<string> }>()
  for (const { name, workloads } of declared.services) {
    for (const { site, spread } of workloads) {
      const key = `${site} ${spread.pool}`
      const known = pools.get(key) ?? { site, pool: spread.pool, services: new Set<string>() }
      known.services.add(name)
      pools.set(key, known)
    }
  }
  return [...pools.values()].map(({ pool, services, site }) => ({
    site,
    services: [...services].sort(),
    racks: racks.ofPool(site, pool).map(({ rack }) => rack),
  }))
}

/** The services of which a rack may take copies, with where they are declared. */
export function eligibleServices(path: string, { declared, racks }: Known): CloudRackView['services'] {
  const rack = racks.at(path)
  if (!rack) return []
  return declared.services.flatMap(({ name, source, title, workloads }) => {
    const own = workloads.filter(({ site, spread }) => site === rack.site && rack.pools.includes(spread.pool))
    if (own.length === 0) return []
    return [
      {
        ...{ name, title },
        workloads: own.map((workload) => ({
          ...{ name: workload.name, constructPath: workload.constructPath, copies: workload.copies },
          source: workload.source ?? source,
          pods: [],
        })),
      },
    ]
  })
}
