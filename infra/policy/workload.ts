import { type Block, type Maybe, UNKNOWN } from './block.ts'
import type { RenderedElement } from './rendered-stack.ts'

/** How Kubernetes runs pods, by the provider's name without prefix and version. */
export const WORKLOAD_KINDS = ['deployment', 'stateful_set', 'daemon_set', 'job', 'cron_job', 'pod'] as const
export type WorkloadKind = (typeof WORKLOAD_KINDS)[number]

/** `daemonset`: the provider's unversioned name. A replication controller is a deployment of old. */
const KIND_OF: Readonly<Record<string, WorkloadKind>> = {
  ...Object.fromEntries(WORKLOAD_KINDS.map((kind) => [kind, kind])),
  daemonset: 'daemon_set',
  replication_controller: 'deployment',
}

export interface Container {
  /** `container web`, `init container migrate`: for messages. */
  readonly label: string
  readonly isInit: boolean
  readonly config: Block
}

/** Something that runs pods, whatever its kind. */
export interface Workload {
  readonly element: RenderedElement
  readonly kind: WorkloadKind
  readonly name: Maybe<string>
  readonly namespace: Maybe<string>
  /** Of the workload itself: replicas, strategy; of a pod, the pod's. */
  readonly spec: Block
  readonly labels: Labels
  /** What its pods are made by. */
  readonly pod: Block
  readonly podLabels: Labels
  /** Init containers first, as they run. */
  readonly containers: readonly Container[]
}

export type Labels = ReturnType<Block['map']>

/** The workload that a resource is, if it is one. */
export function workloadOf(element: RenderedElement): Workload | undefined {
  const kind = KIND_OF[familyOf(element.type)]
  if (!kind) return undefined
  const metadata = element.config.one('metadata')
  const spec = element.config.one('spec')
  const template = templateOf(kind, element.config)
  const pod = template.one('spec')
  return {
    element,
    kind,
    name: metadata.text('name'),
    namespace: metadata.text('namespace'),
    spec,
    labels: metadata.map('labels'),
    pod,
    podLabels: template.one('metadata').map('labels'),
    containers: [...containers(pod, 'init_container'), ...containers(pod, 'container')],
  }
}

/** `kubernetes_deployment_v1` and `kubernetes_deployment` are both `deployment`; what is not of Kubernetes stays what it is. */
export function familyOf(type: string): string {
  return type.replace(/^kubernetes_/, '').replace(/_v\d(?:(?:alpha|beta)\d)?$/, '')
}

function templateOf(kind: WorkloadKind, config: Block): Block {
  if (kind === 'pod') return config
  const spec = config.one('spec')
  return (kind === 'cron_job' ? spec.one('job_template').one('spec') : spec).one('template')
}

function containers(pod: Block, name: 'container' | 'init_container'): readonly Container[] {
  return pod.all(name).map((config, place) => {
    const given = config.text('name')
    const called = given === undefined || given === UNKNOWN ? `${place + 1}` : given
    return { label: `${name.replace('_', ' ')} ${called}`, isInit: name === 'init_container', config }
  })
}
