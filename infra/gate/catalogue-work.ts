import { type Placement, placementsOf } from '../catalogue/placements.ts'
import { recoveryOf, type Service, type Size, tierOf } from '../catalogue/service.ts'
import type { SiteMeans } from '../catalogue/site-means.ts'
import type { Request } from './request.ts'
import { poolOf, type Work } from './work.ts'

/** What the services of a catalogue ask at every site, and the places of their tenants: a tenant is counted with all that its quota allows. */
export function catalogueWork(services: readonly Service[], means: readonly SiteMeans[]): readonly Work[] {
  const placements = placementsOf(services, means)
  return [...placements.map(workOf), ...services.flatMap((service) => tenantsOf(service, placements))]
}

function workOf({ service, workload, site, copies, most }: Placement): Work {
  const each = requestOf(workload.size.value, workload.kind === 'gpu' ? workload.gpus : 0)
  return {
    site,
    service: service.name,
    name: workload.name,
    recovery: recoveryOf(service, workload).kind,
    tier: tierOf(service, workload),
    pool: poolOf(each),
    copies,
    ...(most !== undefined && { most }),
    each,
    unknown: [],
  }
}

function tenantsOf(service: Service, placements: readonly Placement[]): readonly Work[] {
  const sites = new Set(placements.flatMap((placement) => (placement.service === service ? placement.site : [])))
  return [...sites].flatMap((site) =>
    (service.tenants?.value ?? []).map((tenant): Work => {
      const each = requestOf(tenant.size, tenant.gpus)
      return {
        site,
        service: service.name,
        name: `tenant ${tenant.name}`,
        recovery: service.recovery.value.kind,
        tier: service.tier.value,
        pool: poolOf(each),
        copies: 1,
        each,
        unknown: [],
      }
    }),
  )
}

function requestOf({ cpus, memoryGiB }: Size, gpus: number): Request {
  return { threads: cpus, memory: memoryGiB * 2 ** 30, gpus }
}
