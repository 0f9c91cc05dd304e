import type { CloudSite } from './recovery.ts'
import { CLOUD_SITES, dutyAt } from './recovery.ts'
import { asksOf, recoveryOf, referenceOf, type Service, type Workload } from './service.ts'

/** A workload at a site. */
export interface Place {
  readonly service: string
  readonly workload: string
  readonly site: CloudSite
}

/** One workload may open connections to another. */
export interface AllowedPath {
  readonly from: Place
  readonly to: Place
  readonly port: number
}

/**
 * Every path between workloads that the catalogue asks for, by site. Who asks is answered at its own site where the other runs there, active or standing by; across
 * where it is active at the other site only; and copies with a disk follow each other from site to site.
 */
export function allowedPaths(services: readonly Service[]): readonly AllowedPath[] {
  const byName = new Map(services.map((service) => [service.name, service]))
  return services.flatMap((service) =>
    service.workloads.flatMap((workload) =>
      sitesOf(service, workload).flatMap((site) => {
        const from = { service: service.name, workload: workload.name, site }
        const asked = asksOf(workload).flatMap((reference) => {
          const target = referenceOf(service, reference)
          const other = byName.get(target.service)
          const found = other?.workloads.find(({ name }) => name === target.workload)
          if (!other || !found || found.kind === 'nightly') return []
          return answeringSites(other, found, site).map((at) => ({
            from,
            to: { ...target, site: at },
            port: found.port,
          }))
        })
        return [...asked, ...copying(service, workload, from)]
      }),
    ),
  )
}

/** Sites at which a workload runs, active or standing by. */
export function sitesOf(service: Service, workload: Workload): readonly CloudSite[] {
  return CLOUD_SITES.filter((site) => dutyAt(recoveryOf(service, workload), site) !== undefined)
}

function answeringSites(service: Service, workload: Workload, asker: CloudSite): readonly CloudSite[] {
  const recovery = recoveryOf(service, workload)
  return CLOUD_SITES.filter((site) =>
    site === asker
      ? dutyAt(recovery, site) !== undefined
      : dutyAt(recovery, site) === 'active' && dutyAt(recovery, asker) !== 'active',
  )
}

/** From a workload's copies at one site to those at the other, and among them. */
function copying(service: Service, workload: Workload, from: Place): readonly AllowedPath[] {
  if (workload.kind !== 'stateful') return []
  return sitesOf(service, workload).map((site) => ({ from, to: { ...from, site }, port: workload.port }))
}
