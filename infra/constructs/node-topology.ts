import { Labels } from '@cdktf/provider-kubernetes/lib/labels/index.js'
import { NodeTaint } from '@cdktf/provider-kubernetes/lib/node-taint/index.js'
import { Construct } from 'constructs'
import { GPU_TAINT, type RackNode } from '../labels/topology.ts'

/**
 * Field managers of server-side apply. What a manager leaves out of a new apply it gives up: with one name for both, labels would take away the taint and
 * the taint the labels.
 */
const LABELS_MANAGER = 'oblak-topology-labels'
const TAINTS_MANAGER = 'oblak-topology-taints'

/** The labels of a node that exists already, and the taint of one with GPUs. */
export class NodeTopology extends Construct {
  constructor(scope: Construct, node: RackNode) {
    super(scope, node.name)
    const metadata = { name: node.name }
    const labels = new Labels(this, 'labels', {
      apiVersion: 'v1',
      kind: 'Node',
      metadata,
      labels: { ...node.labels },
      fieldManager: LABELS_MANAGER,
    })
    // `kubernetes_labels.node-kragujevac-hall-1-…`: an address that a person can write. Terraform's names begin with no digit, paths may.
    labels.overrideLogicalId(`node-${node.name}`)
    if (!node.hasGpu) return
    const taint = new NodeTaint(this, 'taint', { metadata, taint: [GPU_TAINT], fieldManager: TAINTS_MANAGER })
    taint.overrideLogicalId(`node-${node.name}`)
  }
}
