import type { Construct } from 'constructs'
import { ClusterRoles } from '../constructs/cluster-roles.ts'
import { TierPriorities } from '../constructs/priority.ts'
import { SiteStorage } from '../constructs/storage.ts'
import { STATE_HOUSE } from '../policy/house.ts'
import type { Backend } from './backends.ts'
import { SiteStack } from './site-stack.ts'

/** What all services of a site's cluster share: priorities, disks, and roles for who works with it. */
export class PlatformStack extends SiteStack {
  constructor(scope: Construct, site: string, backend: Backend) {
    super(scope, 'platform', { site, backend })
    new TierPriorities(this)
    new SiteStorage(this)
    new ClusterRoles(this, STATE_HOUSE.people)
  }
}
