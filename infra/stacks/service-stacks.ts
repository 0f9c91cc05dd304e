import type { Construct } from 'constructs'
import { nearestName } from '../../twin/kit/nearest-name.ts'
import type { CatalogueLines } from '../catalogue/catalogue-lines.ts'
import { classNeeds, classOrder } from '../catalogue/class-order.ts'
import { catalogueFaults } from '../catalogue/faults.ts'
import type { ImageLock } from '../catalogue/image-lock.ts'
import { allowedPaths, type Place } from '../catalogue/paths.ts'
import { placementsOf } from '../catalogue/placements.ts'
import { CLOUD_SITES } from '../catalogue/recovery.ts'
import type { Service } from '../catalogue/service.ts'
import type { SiteMeans } from '../catalogue/site-means.ts'
import type { PodGroup } from '../constructs/pod-group.ts'
import { refusedCatalogue } from '../errors.ts'
import type { Backend } from './backends.ts'
import { PlatformStack } from './platform-stack.ts'
import { ServiceStack } from './service-stack.ts'
import type { SiteStack } from './site-stack.ts'

export interface ServiceStacksProps {
  readonly catalogue: readonly Service[]
  readonly images: ImageLock
  readonly means: readonly SiteMeans[]
  readonly lineOf: CatalogueLines
  /** Namespaces that are there already, as `belgrade/evisa`. @default none */
  readonly adopt?: readonly string[]
  readonly backend: Backend
  /** What must be applied before, by site. */
  readonly before: readonly SiteStack[]
}

/**
 * The stacks of a catalogue in the order in which they are applied: of each site its platform, then a stack for each class that runs there. Paths between workloads are
 * allowed when all are there: an end may be in another stack.
 *
 * @throws InfraError `catalogue` with everything that is wrong with the catalogue at these sites
 */
export function serviceStacks(scope: Construct, props: ServiceStacksProps): readonly (PlatformStack | ServiceStack)[] {
  const { catalogue, images, means, lineOf, adopt = [], backend, before } = props
  const faults = catalogueFaults(catalogue, images, means)
  if (faults.length > 0) throw refusedCatalogue(faults)
  const placements = placementsOf(catalogue, means)
  const sites = means.filter(({ site }) => placements.some((placement) => placement.site === site))
  const platforms = new Map(sites.map(({ site }) => [site, new PlatformStack(scope, site, backend)]))
  const stacks: ServiceStack[] = []
  for (const workloadClass of classOrder(catalogue)) {
    for (const { site } of sites) {
      const here = CLOUD_SITES.find((known) => known === site)
      const own = placements.filter(
        (placement) => placement.site === site && placement.service.workloadClass === workloadClass,
      )
      const its = means.find((known) => known.site === site)
      if (!here || !its || own.length === 0) continue
      const stack = new ServiceStack(scope, {
        site: here,
        workloadClass,
        means: its,
        catalogue,
        placements: own,
        images,
        lineOf,
        backend,
      })
      const needed = classNeeds(catalogue).get(workloadClass) ?? []
      for (const other of [
        platforms.get(site),
        ...stacks.filter((known) => known.site === site && needed.some((name) => known.node.id === `${name}-${site}`)),
      ]) {
        if (other) stack.addDependency(other)
      }
      stacks.push(stack)
    }
  }
  for (const [site, platform] of platforms) {
    for (const first of before.filter((known) => known.site === site)) platform.addDependency(first)
  }
  allowPaths(catalogue, stacks)
  adoptInto(stacks, adopt)
  return [...platforms.values(), ...stacks]
}

/** @throws InfraError `catalogue` where one of them is in no stack */
function adoptInto(stacks: readonly ServiceStack[], places: readonly string[]): void {
  const known = stacks.flatMap(({ site, namespaces }) => namespaces.map((name) => `${site}/${name}`))
  const faults = places
    .filter((place) => !known.includes(place))
    .map((place) => {
      const near = nearestName(place, known)
      const hint = near === undefined ? '; it is written as belgrade/evisa' : `; did you mean ${near}?`
      return { path: place, message: `is to be adopted, but no stack has such a namespace${hint}` }
    })
  if (faults.length > 0) throw refusedCatalogue(faults)
  for (const stack of stacks) {
    stack.adoptNamespaces(stack.namespaces.filter((name) => places.includes(`${stack.site}/${name}`)))
  }
}

function allowPaths(catalogue: readonly Service[], stacks: readonly ServiceStack[]): void {
  const groups = new Map<string, PodGroup>()
  const keyOf = ({ site, service, workload }: Place) => `${site} ${service}/${workload}`
  for (const stack of stacks) {
    for (const [name, group] of stack.groups) groups.set(`${stack.site} ${name}`, group)
  }
  for (const { from, to, port } of allowedPaths(catalogue)) {
    const [asker, asked] = [groups.get(keyOf(from)), groups.get(keyOf(to))]
    if (asker && asked) asker.allowTo(asked, port)
  }
  for (const { site, tenants } of stacks) {
    for (const { service, pods } of tenants) {
      for (const workload of service.tenantsCall ?? []) {
        const asked = service.workloads.find(({ name }) => name === workload)
        const group = groups.get(`${site} ${service.name}/${workload}`)
        if (asked && asked.kind !== 'nightly' && group) pods.allowTo(group, asked.port)
      }
    }
  }
}
