import type { Construct } from 'constructs'
import type { CatalogueLines } from '../catalogue/catalogue-lines.ts'
import type { ImageLock } from '../catalogue/image-lock.ts'
import { imageReference } from '../catalogue/image-lock.ts'
import type { Placement } from '../catalogue/placements.ts'
import type { CloudSite } from '../catalogue/recovery.ts'
import type { Exposure, Service, WorkloadClass } from '../catalogue/service.ts'
import type { SiteMeans } from '../catalogue/site-means.ts'
import { BatchPlatform } from '../constructs/batch-platform.ts'
import { GpuService } from '../constructs/gpu-service.ts'
import { HardenedNamespace } from '../constructs/hardened-namespace.ts'
import { budgetOf } from '../constructs/namespace-budget.ts'
import type { PlacedWorkloadProps } from '../constructs/placed-workload.ts'
import type { PodGroup } from '../constructs/pod-group.ts'
import { PublicService } from '../constructs/public-service.ts'
import { labelsOfService } from '../constructs/service-labels.ts'
import { StatefulService } from '../constructs/stateful-service.ts'
import { TimedJob } from '../constructs/timed-job.ts'
import { STATE_HOUSE } from '../policy/house.ts'
import { rememberSource } from '../policy/source-line.ts'
import type { Backend } from './backends.ts'
import { SiteStack } from './site-stack.ts'
import { workloadEnvironment } from './workload-environment.ts'

export interface ServiceStackProps {
  readonly site: CloudSite
  readonly workloadClass: WorkloadClass
  readonly means: SiteMeans
  /** All services: who is asked may be in another stack. */
  readonly catalogue: readonly Service[]
  /** Of this class at this site. */
  readonly placements: readonly Placement[]
  readonly images: ImageLock
  /** Findings tell them. */
  readonly lineOf: CatalogueLines
  readonly backend: Backend
}

/** The services of a class at a site: what runs of them there, active or standing by. */
export class ServiceStack extends SiteStack {
  /** By `service/workload`. */
  readonly groups: ReadonlyMap<string, PodGroup>
  readonly tenants: readonly { readonly service: Service; readonly pods: PodGroup }[]
  readonly placements: readonly Placement[]
  /** Names of those that are in it. */
  readonly namespaces: readonly string[]

  constructor(scope: Construct, props: ServiceStackProps) {
    const { site, workloadClass, backend, placements } = props
    super(scope, workloadClass, { site, backend })
    this.placements = placements
    const applier = STATE_HOUSE.people.appliers.groups[workloadClass]
    const groups = new Map<string, PodGroup>()
    const tenants: { readonly service: Service; readonly pods: PodGroup }[] = []
    for (const service of new Set(placements.map((placement) => placement.service))) {
      const own = placements.filter((placement) => placement.service === service)
      const namespace = new HardenedNamespace(this, {
        name: service.name,
        labels: labelsOfService(service),
        budget: budgetOf(own),
        applier,
      })
      rememberSource(namespace, props.lineOf(service.name))
      for (const placement of own) {
        const group = placed(namespace, placement, props)
        rememberSource(group, props.lineOf(service.name, placement.workload.name))
        groups.set(`${service.name}/${placement.workload.name}`, group)
      }
      if (!service.tenants) continue
      const platform = new BatchPlatform(this, { service, site, applier, tenants: service.tenants.value })
      rememberSource(platform, props.lineOf(service.name))
      tenants.push(...platform.tenants.map((pods) => ({ service, pods })))
    }
    this.namespaces = [
      ...new Set([...groups.values(), ...tenants.map(({ pods }) => pods)].map((group) => group.namespace.name)),
    ]
    this.groups = groups
    this.tenants = tenants
  }
}

function placed(namespace: HardenedNamespace, placement: Placement, props: ServiceStackProps): PodGroup {
  const { site, catalogue, images, means } = props
  const { service, workload } = placement
  const image = imageReference(images, workload.image)
  if (image === undefined)
    throw new Error(`${service.name}/${workload.name}: the catalogue was not checked for digests`)
  const common = {
    namespace,
    image,
    environment: workloadEnvironment(catalogue, placement),
    powerBlocks: workload.kind === 'gpu' ? means.gpuPowerBlocks : means.powerBlocks,
  }
  const group = constructOf(namespace, placement, common)
  for (const { to, cidr, port, protocol = 'TCP' } of workload.reaches ?? []) {
    group.allowToNetwork(to, typeof cidr === 'string' ? cidr : cidr[site], { port, protocol })
  }
  return group
}

function constructOf(
  scope: Construct,
  placement: Placement,
  common: Omit<PlacedWorkloadProps<Placement['workload']>, 'placement'>,
): PodGroup {
  const { workload } = placement
  switch (workload.kind) {
    case 'stateless': {
      const service = new PublicService(scope, { ...common, placement: { ...placement, workload } })
      if (workload.exposure) expose(service, workload.port, workload.exposure)
      return service
    }
    case 'stateful':
      return new StatefulService(scope, { ...common, placement: { ...placement, workload } })
    case 'gpu':
      return new GpuService(scope, { ...common, placement: { ...placement, workload } })
    case 'nightly':
      return new TimedJob(scope, { ...common, placement: { ...placement, workload } })
  }
}

function expose(service: PublicService, port: number, exposure: Exposure): void {
  if (exposure.to !== 'site') service.exposeVia(exposure.to, exposure.host)
  else {
    for (const [at, cidr] of (STATE_HOUSE.sites[service.site] ?? []).entries()) {
      service.allowFromNetwork(at === 0 ? 'site' : `site-${at + 1}`, cidr, port)
    }
  }
}
