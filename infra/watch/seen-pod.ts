import type { CloudNode, CloudPod } from '../../twin/model/cloud.ts'
import { RACK_ANNOTATION } from '../cluster/node-objects.ts'
import { TOPOLOGY_LABELS } from '../labels/topology.ts'
import { SERVICE_LABELS } from '../policy/service-labels.ts'

interface Metadata {
  readonly name?: string
  readonly namespace?: string
  readonly labels?: Readonly<Record<string, string>>
  readonly annotations?: Readonly<Record<string, string>>
  readonly deletionTimestamp?: string
}

interface Condition {
  readonly type?: string
  readonly status?: string
  readonly message?: string
}

/** A pod as the API gives it, as far as it is looked at. */
export interface PodObject {
  readonly metadata?: Metadata
  readonly spec?: { readonly nodeName?: string }
  readonly status?: { readonly phase?: string; readonly conditions?: readonly Condition[] }
}

export interface NodeObject {
  readonly metadata?: Metadata
  readonly spec?: { readonly unschedulable?: boolean }
  readonly status?: { readonly conditions?: readonly Condition[] }
}

const PHASES = ['Pending', 'Running', 'Succeeded', 'Failed'] as const
/** The scheduler counts nodes one by one; its first words say what is short. */
const LONGEST_WHY = 200

/** What is kept of a pod: an API server has tens of kilobytes of some, and ten thousand of them. */
export function seenPod({ metadata = {}, spec = {}, status = {} }: PodObject): CloudPod {
  const { labels = {} } = metadata
  const scheduled = status.conditions?.find(({ type }) => type === 'PodScheduled')
  return {
    name: metadata.name ?? '',
    namespace: metadata.namespace ?? '',
    service: labels[SERVICE_LABELS.service],
    workload: labels['app.kubernetes.io/name'],
    phase: PHASES.find((phase) => phase === status.phase) ?? 'Unknown',
    ready: status.conditions?.some(({ status: is, type }) => type === 'Ready' && is === 'True') ?? false,
    leaving: metadata.deletionTimestamp !== undefined,
    node: spec.nodeName,
    why: scheduled?.status === 'False' ? scheduled.message?.slice(0, LONGEST_WHY) : undefined,
  }
}

/**
 * What is kept of a node.
 * @param rackOf finds the rack of its path or of a value of the rack label: what a node says is believed only of racks that there are
 */
export function seenNode(
  { metadata = {}, spec = {}, status = {} }: NodeObject,
  rackOf: (said: string) => string | undefined,
): CloudNode {
  const said = metadata.annotations?.[RACK_ANNOTATION]
  const label = metadata.labels?.[TOPOLOGY_LABELS.rack] ?? metadata.name ?? ''
  return {
    name: metadata.name ?? '',
    rack: (said === undefined ? undefined : rackOf(said)) ?? rackOf(label),
    ready: status.conditions?.some(({ status: is, type }) => type === 'Ready' && is === 'True') ?? false,
    cordoned: spec.unschedulable === true,
  }
}
