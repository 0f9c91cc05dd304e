import { StorageClassV1 } from '@cdktf/provider-kubernetes/lib/storage-class-v1/index.js'
import { Construct } from 'constructs'
import { STORAGE_PROVISIONER } from '../policy/platform.ts'
import { addressed } from './addressed.ts'

export const STORAGE_CLASS = 'oblak-replicated'

/** Disks of the site's storage systems. One is made where its pod has been placed, and stays when its claim goes. */
export class SiteStorage extends Construct {
  constructor(scope: Construct) {
    super(scope, 'storage')
    addressed(
      new StorageClassV1(this, 'class', {
        metadata: { name: STORAGE_CLASS },
        storageProvisioner: STORAGE_PROVISIONER,
        reclaimPolicy: 'Retain',
        allowVolumeExpansion: true,
        volumeBindingMode: 'WaitForFirstConsumer',
      }),
      STORAGE_CLASS,
    )
  }
}
