import type { Construct } from 'constructs'
import { NodeTopology } from '../constructs/node-topology.ts'
import type { SiteTopology } from '../labels/topology.ts'
import type { Backend } from './backends.ts'
import { SiteStack } from './site-stack.ts'

/** Labels from copper: where each node of a site stands and what power it rests on, as the estate says it. */
export class TopologyStack extends SiteStack {
  constructor(scope: Construct, { site, nodes }: SiteTopology, backend: Backend) {
    super(scope, 'topology', { site, backend })
    for (const node of nodes) new NodeTopology(this, node)
  }
}
