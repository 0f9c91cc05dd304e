import { RECOVERY_CLASSES } from '../policy/service-labels.ts'
import { NOTHING, type Request, together } from './request.ts'
import { type HostsLeft, shareOf } from './supply.ts'
import { asksOfWork, POOLS, type Pool, type RecoveryClass, type Work } from './work.ts'

/** What work takes of a site: of its hosts, and by these of its racks and its power. */
export interface Demand extends Request {
  /** Rack units of the hosts that it fills. */
  readonly units: number
  /** Watts of those hosts' nameplates. */
  readonly watts: number
}

export interface SiteDemand extends Demand {
  readonly site: string
  readonly recovery: RecoveryClass | 'not said'
  /** Workloads of which something is not known: it is at least this much. */
  readonly unknown: number
}

/** Demand by site and recovery class, those with work only, in the order of the sites' names. */
export function demandOf(work: readonly Work[], hosts: HostsLeft): readonly SiteDemand[] {
  const sites = [...new Set(work.map(({ site }) => site))].sort()
  return sites.flatMap((site) => {
    const here = work.filter((one) => one.site === site)
    return [...RECOVERY_CLASSES, undefined].flatMap((recovery): SiteDemand[] => {
      const own = here.filter((one) => one.recovery === recovery)
      if (own.length === 0) return []
      const unknown = own.filter((one) => one.unknown.length > 0).length
      return [{ site, recovery: recovery ?? 'not said', unknown, ...demandAt(own, hosts, site) }]
    })
  })
}

/** What work takes at a site, all of it together. */
export function demandAt(work: readonly Work[], hosts: HostsLeft, site: string): Demand {
  let demand: Demand = { ...NOTHING, units: 0, watts: 0 }
  for (const pool of POOLS) {
    const asks = asksAt(work, site, pool)
    const supply = hosts.of(site, pool)
    const share = shareOf(asks, supply, pool)
    demand = {
      ...together(demand, asks),
      units: demand.units + share * supply.units,
      watts: demand.watts + share * supply.nameplate,
    }
  }
  return demand
}

/** What work asks of a pool of a site. */
export function asksAt(work: readonly Work[], site: string, pool: Pool): Request {
  return work
    .filter((one) => one.site === site && one.pool === pool)
    .reduce((sum, one) => together(sum, asksOfWork(one)), NOTHING)
}
