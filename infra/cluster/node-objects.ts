import type { V1Node } from '@kubernetes/client-node'
import type { Estate } from '../../twin/model/estate.ts'
import type { ThingPath } from '../../twin/model/path.ts'
import type { Compute } from '../../twin/model/things.ts'
import { GPU_TAINT, type RackNode, type SiteTopology } from '../labels/topology.ts'
import { nodeHardware } from './node-hardware.ts'

/** On every node that comes from the estate: the rack that it is, or stands in. */
export const RACK_ANNOTATION = 'oblak.rs/rack'

/** A rack that is no node of the practice cluster, or one that is less than it is in truth. */
export interface NodeGap {
  readonly rack: ThingPath
  readonly why: string
}

export interface SiteNodes {
  /** As a kubelet would register them. */
  readonly nodes: readonly V1Node[]
  readonly gaps: readonly NodeGap[]
}

/** Kubernetes' own limit of pods on a machine (kubelet `maxPods`). */
const PODS_A_HOST = 110
/** Of scratch space on a machine. Assumed: the estate says nothing of disks. */
const ASSUMED_SCRATCH_GIB = 400

/**
 * The nodes of a site's practice cluster: one a rack, or one a machine where the estate says so; allocatable what they have, labels from copper. What a kubelet and the system keep
 * for themselves is not taken off.
 */
export function nodeObjects(estate: Estate, { nodes }: SiteTopology): SiteNodes {
  const gaps: NodeGap[] = []
  const objects: V1Node[] = []
  for (const node of nodes) {
    const { compute, unknown } = nodeHardware(estate, node)
    if (compute) objects.push(nodeObject(node, compute))
    if (unknown.length > 0) {
      const what = compute ? 'not all of its devices are counted' : 'it is no node'
      gaps.push({ rack: node.rack, why: `${what}: no \`compute\` in the type of ${unknown.join(', ')}` })
    }
  }
  return { nodes: objects, gaps }
}

function nodeObject({ name, labels, rack, hasGpu }: RackNode, compute: Compute): V1Node {
  const resources: Record<string, string> = {
    cpu: `${compute.threads}`,
    memory: `${compute.memory / 2 ** 20}Mi`,
    'ephemeral-storage': `${ASSUMED_SCRATCH_GIB * compute.hosts}Gi`,
    pods: `${PODS_A_HOST * compute.hosts}`,
    ...(compute.gpus > 0 && { 'nvidia.com/gpu': `${compute.gpus}` }),
  }
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      labels: {
        'kubernetes.io/hostname': name,
        'kubernetes.io/os': 'linux',
        'kubernetes.io/arch': 'amd64',
        ...labels,
      },
      annotations: { [RACK_ANNOTATION]: rack },
    },
    spec: hasGpu ? { taints: [GPU_TAINT] } : {},
    status: { capacity: resources, allocatable: resources },
  }
}
