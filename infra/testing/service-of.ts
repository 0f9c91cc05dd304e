import type { ImageLock } from '../catalogue/image-lock.ts'
import { activeActive } from '../catalogue/recovery.ts'
import type { Service, StatelessWorkload, Workload } from '../catalogue/service.ts'
import { assumed } from '../catalogue/stated.ts'

const why = 'a test'

/** A stateless workload of one copy's width, with what is given. */
export function workloadOf(name: string, given: Partial<StatelessWorkload> = {}): StatelessWorkload {
  return {
    name,
    kind: 'stateless',
    image: 'any/image',
    port: 8443,
    size: assumed({ cpus: 1, memoryGiB: 2 }, why),
    copies: assumed(3, why),
    ...given,
  }
}

/** A service at both sites, of tier 2, with what is given. */
export function serviceOf(name: string, workloads: readonly Workload[], given: Partial<Service> = {}): Service {
  return {
    name,
    title: { sr: name, en: name },
    says: assumed(name, why),
    workloadClass: 'egov',
    tier: assumed('2', why),
    dataClass: assumed('personal', why),
    recovery: assumed(activeActive(), why),
    workloads,
    ...given,
  }
}

/** A lock that holds these images and `any/image`. */
export function imagesOf(...names: readonly string[]): ImageLock {
  const digest = `sha256:${'a'.repeat(64)}`
  return {
    registry: 'registry.oblak.rs',
    basis: 'practice',
    images: Object.fromEntries(['any/image', ...names].map((name) => [name, digest])),
  }
}
