import type { Construct } from 'constructs'
import { TierPriorities } from '../constructs/priority.ts'
import { SiteStorage } from '../constructs/storage.ts'
import type { Backend } from './backends.ts'
import { SiteStack } from './site-stack.ts'

/** What all services of a site's cluster share: priorities and disks. */
export class PlatformStack extends SiteStack {
  constructor(scope: Construct, site: string, backend: Backend) {
    super(scope, 'platform', { site, backend })
    new TierPriorities(this)
    new SiteStorage(this)
  }
}
