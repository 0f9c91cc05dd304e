import { Construct } from 'constructs'
import type { Service, Tenant } from '../catalogue/service.ts'
import { HardenedNamespace } from './hardened-namespace.ts'
import { SCRATCH_GIB } from './namespace-budget.ts'
import { PodGroup } from './pod-group.ts'
import { labelsOfService } from './service-labels.ts'

export interface BatchPlatformProps {
  readonly service: Service
  readonly site: string
  readonly tenants: readonly Tenant[]
  /** Group that may apply what is in their namespaces. */
  readonly applier: string
}

/** Room for work that others bring: a hardened namespace for each of them, whose quota is theirs. */
export class BatchPlatform extends Construct {
  readonly tenants: readonly PodGroup[]

  constructor(scope: Construct, { service, site, tenants, applier }: BatchPlatformProps) {
    super(scope, 'tenants')
    this.tenants = tenants.map((tenant) => new TenantSpace(this, service, site, tenant, applier))
  }
}

/** All pods of a tenant. */
class TenantSpace extends PodGroup {
  constructor(scope: Construct, service: Service, site: string, tenant: Tenant, applier: string) {
    const { cpus, memoryGiB, scratchGiB = SCRATCH_GIB } = tenant.size
    const labels = { ...labelsOfService(service), 'oblak.rs/tenant': tenant.name }
    const namespace = new HardenedNamespace(scope, {
      name: `${service.name}-${tenant.name}`,
      labels,
      applier,
      budget: {
        pods: tenant.pods,
        cpus,
        memoryGiB,
        scratchGiB,
        gpus: tenant.gpus,
        storageGiB: 0,
        volumes: 0,
        services: 0,
        largest: tenant.size,
      },
    })
    super(namespace, 'pods', { namespace, site, selector: {}, labels })
  }
}
