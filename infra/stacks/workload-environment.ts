import type { Placement } from '../catalogue/placements.ts'
import { CLOUD_SITES, dutyAt } from '../catalogue/recovery.ts'
import { asksOf, recoveryOf, referenceOf, type Service } from '../catalogue/service.ts'

/** Domain of the clusters' services as the other site sees them. Assumed. */
const DOMAIN = 'oblak.rs'

/**
 * What a workload is told: where it is, whether it stands by, and where those are that it asks: `REGISTERS_API_ADDRESS` as host and port. Who is active at another site
 * only is asked there.
 */
export function workloadEnvironment(catalogue: readonly Service[], placement: Placement): Record<string, string> {
  const { service, workload, site, duty } = placement
  const addresses = asksOf(workload).flatMap((reference) => {
    const target = referenceOf(service, reference)
    const other = catalogue.find(({ name }) => name === target.service)
    const asked = other?.workloads.find(({ name }) => name === target.workload)
    if (!other || !asked || asked.kind === 'nightly') return []
    const recovery = recoveryOf(other, asked)
    const isHere = dutyAt(recovery, site) === 'active'
    const elsewhere = CLOUD_SITES.find((known) => dutyAt(recovery, known) === 'active')
    const host = `${asked.name}.${other.name}.svc${isHere ? '' : `.${elsewhere}.${DOMAIN}`}`
    const name = `${other.name}_${asked.name}_address`.replaceAll('-', '_').toUpperCase()
    return [[name, `${host}:${asked.port}`]]
  })
  return { SITE: site, DUTY: duty, ...Object.fromEntries(addresses) }
}
