import type { DataClass, Tier } from '../policy/service-labels.ts'
import type { Load } from './load.ts'
import type { CloudSite, Recovery } from './recovery.ts'
import type { Stated } from './stated.ts'

/** Workload classes, the first word of a stack's name. One stack a class and site, one state each. */
export const WORKLOAD_CLASSES = [
  'registers',
  'security',
  'telemetry',
  'egov',
  'wallet',
  'foreigners',
  'assistant',
  'medicine',
  'ai',
  'expo',
] as const
export type WorkloadClass = (typeof WORKLOAD_CLASSES)[number]

/** A public service of the state cloud, described once; stacks of both sites are made from it. */
export interface Service {
  /** DNS-1123 label: its namespace; of the estate's racks, `service`. */
  readonly name: string
  readonly title: { readonly sr: string; readonly en: string }
  /** What is known of it. */
  readonly says: Stated<string>
  readonly workloadClass: WorkloadClass
  readonly tier: Stated<Tier>
  readonly dataClass: Stated<DataClass>
  readonly recovery: Stated<Recovery>
  readonly workloads: readonly Workload[]
  /** Where others bring work of their own: a namespace with a quota for each. */
  readonly tenants?: Stated<readonly Tenant[]>
  /** Workloads of this service that the work of tenants may ask. */
  readonly tenantsCall?: readonly string[]
}

/** A part of a service that runs as copies of one image. */
export type Workload = StatelessWorkload | StatefulWorkload | GpuWorkload | NightlyWorkload

interface Common {
  /** DNS-1123 label, once in its service. */
  readonly name: string
  /** Name in the image lock: `egovernment-portal/web`. */
  readonly image: string
  /** Of one copy. */
  readonly size: Stated<Size>
  /**
   * What it asks at start and cannot do without, as `service/workload`, or `workload` of its own service. No chain of these may lead back: after the loss of a
   * site all begins from nothing.
   */
  readonly needs?: readonly string[]
  /** What it asks and can be without for a while; written as `needs`. */
  readonly calls?: readonly string[]
  /** Secrets that the state's vault puts into the namespace as `<workload>-<name>`; mounted as files, never in Terraform. */
  readonly secrets?: readonly string[]
  /** What it reaches outside of the clusters. */
  readonly reaches?: readonly Outside[]
  /** Where it differs from its service. */
  readonly recovery?: Stated<Recovery>
  /** Where it differs from its service. */
  readonly tier?: Stated<Tier>
}

interface Asked extends Common {
  /** TCP port on which it is asked. */
  readonly port: number
}

/** Copies that are all alike and keep nothing. */
export interface StatelessWorkload extends Asked {
  readonly kind: 'stateless'
  /** Who may ask it besides workloads that say so. @default nobody */
  readonly exposure?: Exposure
  readonly copies: Stated<number> | Load
}

/** Copies with a disk and a name each. */
export interface StatefulWorkload extends Asked {
  readonly kind: 'stateful'
  readonly copies: Stated<number>
  /** Of each copy. */
  readonly storageGiB: Stated<number>
}

/** Copies that compute on GPUs. */
export interface GpuWorkload extends Asked {
  readonly kind: 'gpu'
  readonly copies: Stated<number> | Load
  /** Of each copy. */
  readonly gpus: number
}

/** What runs to its end by a timetable. */
export interface NightlyWorkload extends Common {
  readonly kind: 'nightly'
  /** Five fields of cron, in the time of Belgrade. */
  readonly schedule: Stated<string>
}

/** What one copy asks of a node. */
export interface Size {
  /** CPUs as Kubernetes counts them: hardware threads. */
  readonly cpus: number
  readonly memoryGiB: number
  /** Scratch space. @default 1 */
  readonly scratchGiB?: number
}

export type Exposure =
  /** Everybody, through the cluster's gateway. */
  | { readonly to: 'internet'; readonly host: string }
  /** Authorities on the state's network, through the cluster's gateway. */
  | { readonly to: 'authorities'; readonly host: string }
  /** Devices and machines of the site, straight. */
  | { readonly to: 'site' }

/** A network that a workload reaches, besides workloads. */
export interface Outside {
  readonly to: string
  /** In CIDR notation; one a site where each site has its own. */
  readonly cidr: string | Readonly<Record<CloudSite, string>>
  readonly port: number
  readonly protocol?: 'TCP' | 'UDP'
  readonly why: string
}

/** Who brings work of their own to a platform. */
export interface Tenant {
  /** DNS-1123 label; the namespace is `<service>-<name>`. */
  readonly name: string
  readonly gpus: number
  readonly size: Size
  readonly pods: number
}

/** How a workload is told in `needs` and `calls`. */
export function referenceOf(
  service: Service,
  reference: string,
): { readonly service: string; readonly workload: string } {
  const [first = '', second] = reference.split('/', 2)
  return second === undefined ? { service: service.name, workload: first } : { service: first, workload: second }
}

/** Everything that a workload asks, needed or not. */
export function asksOf({ needs = [], calls = [] }: Workload): readonly string[] {
  return [...needs, ...calls]
}

/** The recovery class of a workload: its own, or that of its service. */
export function recoveryOf(service: Service, workload: Workload): Recovery {
  return (workload.recovery ?? service.recovery).value
}

/** The tier of a workload: its own, or that of its service. */
export function tierOf(service: Service, workload: Workload): Tier {
  return (workload.tier ?? service.tier).value
}
