import { readQuantity } from '../cluster/quantity.ts'
import type { Block, Maybe } from '../policy/block.ts'
import { UNKNOWN } from '../policy/block.ts'
import type { RenderedElement } from '../policy/rendered-stack.ts'
import { RECOVERY_CLASSES, SERVICE_LABELS, TIERS } from '../policy/service-labels.ts'
import { type Container, familyOf, type Labels, type Workload, workloadOf } from '../policy/workload.ts'
import { largest, NOTHING, type Request, together } from './request.ts'
import { poolOf, type Work } from './work.ts'

/** Who says nothing of it is taken to have to survive: it is told, and nothing is missed by it. */
export const UNKNOWN_CLASS = `its recovery class (label ${SERVICE_LABELS.recovery})`
/** What Kubernetes calls GPUs of NVIDIA's device plugin. */
const GPU = 'nvidia.com/gpu'
/** No cluster has more pods (Kubernetes, "Considerations for large clusters": 150,000). What asks for more is a mistake, not a number. */
const MOST_COPIES = 150_000

/** Where a plan places its workloads. */
export interface PlanPlace {
  readonly site: string
  /** Nodes that a daemon set runs on: one copy each. */
  readonly nodes: number
}

/**
 * What the workloads among these resources ask: any that Kubernetes runs as pods. A scaler's workload counts with the scaler's least copies, its greatest are told; a
 * job counts with those that run at once. What is not known before Terraform applies is told, and counted as nothing.
 */
export function planWork(resources: readonly RenderedElement[], place: PlanPlace): readonly Work[] {
  return plannedWorkloads(resources, place).map(({ work }) => work)
}

/** The same, each with the workload that asks it. */
export function plannedWorkloads(
  resources: readonly RenderedElement[],
  place: PlanPlace,
): readonly { readonly work: Work; readonly workload: Workload }[] {
  const scalers = resources.filter(({ type }) => familyOf(type) === 'horizontal_pod_autoscaler')
  const namespaces = new Map<string, Labels>()
  for (const { config, type } of resources) {
    const name = familyOf(type) === 'namespace' ? textOf(config.one('metadata').text('name')) : undefined
    if (name !== undefined) namespaces.set(name, config.one('metadata').map('labels'))
  }
  return resources.flatMap((element) => {
    const workload = workloadOf(element)
    if (!workload) return []
    return { work: workOf(workload, place, scalers, namespaces.get(textOf(workload.namespace) ?? '')), workload }
  })
}

function workOf(
  workload: Workload,
  { site, nodes }: PlanPlace,
  scalers: readonly RenderedElement[],
  namespaceLabels: Labels | undefined,
): Work {
  const { each, unknown } = podRequest(workload.containers)
  const scaler = scalerOf(workload, scalers)
  const copies = countOf(workload.kind === 'daemon_set' ? nodes : copiesOf(workload, scaler))
  const most = scaler && countOf(scaler.config.one('spec').number('max_replicas'))
  const inOrder: readonly (Labels | undefined)[] = [workload.podLabels, workload.labels, namespaceLabels]
  const label = (name: string) => inOrder.map((labels) => labelOf(labels, name)).find(Boolean)
  const recovery = RECOVERY_CLASSES.find((known) => known === label(SERVICE_LABELS.recovery))
  const tier = TIERS.find((known) => known === label(SERVICE_LABELS.tier))
  return {
    site,
    service: label(SERVICE_LABELS.service) ?? textOf(workload.namespace) ?? 'default',
    name: textOf(workload.name) ?? workload.element.path,
    recovery,
    tier,
    pool: poolOf(each),
    copies: copies ?? 0,
    ...(most !== undefined && { most }),
    each,
    unknown: [...(copies === undefined ? ['how many copies'] : []), ...unknown, ...(recovery ? [] : [UNKNOWN_CLASS])],
  }
}

function countOf(said: Maybe<number>): number | undefined {
  return typeof said === 'number' && Number.isInteger(said) && said >= 0 && said <= MOST_COPIES ? said : undefined
}

function scalerOf({ name, namespace }: Workload, scalers: readonly RenderedElement[]): RenderedElement | undefined {
  return scalers.find(({ config }) => {
    const target = config.one('spec').one('scale_target_ref')
    return target.text('name') === name && config.one('metadata').text('namespace') === namespace
  })
}

function copiesOf({ kind, spec }: Workload, scaler: RenderedElement | undefined): Maybe<number> {
  if (kind === 'pod') return 1
  // A suspended job runs nothing until somebody takes it up.
  if ((kind === 'job' || kind === 'cron_job') && spec.flag('suspend') === true) return 0
  if (kind === 'job') return spec.number('parallelism') ?? 1
  if (kind === 'cron_job') return spec.one('job_template').one('spec').number('parallelism') ?? 1
  // Kubernetes' default of both is one.
  return (scaler ? scaler.config.one('spec').number('min_replicas') : spec.number('replicas')) ?? 1
}

/** All containers together, or the largest init container where that asks more: what the scheduler reserves (Kubernetes, "Init containers"). */
function podRequest(containers: readonly Container[]): { readonly each: Request; readonly unknown: readonly string[] } {
  const unknown: string[] = []
  let running = NOTHING
  let starting = NOTHING
  for (const { config, isInit, label } of containers) {
    const asks = containerRequest(config.one('resources'), label, unknown)
    if (isInit) starting = largest(starting, asks)
    else running = together(running, asks)
  }
  return { each: largest(running, starting), unknown }
}

/** A container that says a limit and no request asks for its limit. */
function containerRequest(resources: Block, label: string, unknown: string[]): Request {
  const amount = (resource: string, isNeeded: boolean): number => {
    const found = ['requests', 'limits']
      .map((kind) => mapped(resources, kind, resource))
      .find((one) => one !== undefined)
    const read = typeof found === 'string' ? readQuantity(found) : undefined
    // Of nothing, or less, nobody can tell whether it fits.
    const isAmount = read !== undefined && Number.isFinite(read) && (isNeeded ? read > 0 : read >= 0)
    const value = isAmount ? read : undefined
    if (value === undefined && (isNeeded || found !== undefined)) unknown.push(`${resource} of ${label}`)
    return value ?? 0
  }
  for (const device of otherDevices(resources)) unknown.push(`what nodes have of ${device}, which ${label} asks for`)
  return { threads: amount('cpu', true), memory: amount('memory', true), gpus: amount(GPU, false) }
}

/** Devices of other names, such as parts of a GPU or GPUs of another maker: the estate does not say how many there are (Kubernetes, "Extended resources"). */
function otherDevices(resources: Block): readonly string[] {
  const names = ['requests', 'limits'].flatMap((kind) => {
    const map = resources.map(kind)
    return map === UNKNOWN ? [] : [...map.keys()]
  })
  return [...new Set(names)].filter((name) => name.includes('/') && name !== GPU)
}

function mapped(resources: Block, kind: string, resource: string): Maybe<string> {
  const map = resources.map(kind)
  return map === UNKNOWN ? UNKNOWN : map.get(resource)
}

function labelOf(labels: Labels | undefined, label: string): string | undefined {
  return labels === undefined || labels === UNKNOWN ? undefined : textOf(labels.get(label))
}

function textOf(value: Maybe<string>): string | undefined {
  return value === UNKNOWN ? undefined : value
}
