import { StatefulSetV1 } from '@cdktf/provider-kubernetes/lib/stateful-set-v1/index.js'
import type { Construct } from 'constructs'
import type { StatefulWorkload } from '../catalogue/service.ts'
import { PlacedWorkload, type PlacedWorkloadProps } from './placed-workload.ts'
import { gibQuantity } from './quantity.ts'
import { STORAGE_CLASS } from './storage.ts'

/** They start one after the other. */
const ROLLOUT = '5m'

/** What keeps data: copies with a name and a disk each. A disk outlasts its copy, and the stateful set. */
export class StatefulService extends PlacedWorkload<StatefulWorkload> {
  constructor(scope: Construct, props: PlacedWorkloadProps<StatefulWorkload>) {
    super(scope, props)
    const { workload, placement } = this
    this.answerOn(workload.port, true)
    this.named(
      new StatefulSetV1(this, 'stateful-set', {
        dependsOn: this.before,
        metadata: this.metadata(),
        waitForRollout: true,
        timeouts: { create: ROLLOUT, update: ROLLOUT },
        spec: {
          serviceName: workload.name,
          replicas: `${placement.copies}`,
          podManagementPolicy: 'OrderedReady',
          revisionHistoryLimit: 5,
          selector: { matchLabels: { ...this.selector } },
          updateStrategy: [{ type: 'RollingUpdate', rollingUpdate: [{ partition: 0 }] }],
          persistentVolumeClaimRetentionPolicy: [{ whenDeleted: 'Retain', whenScaled: 'Retain' }],
          template: this.template({ dataFolder: '/data' }),
          volumeClaimTemplate: [
            {
              metadata: { name: 'data', labels: { ...this.labels } },
              spec: {
                accessModes: ['ReadWriteOnce'],
                storageClassName: STORAGE_CLASS,
                resources: { requests: { storage: gibQuantity(workload.storageGiB.value) } },
              },
            },
          ],
        },
      }),
    )
    this.keepAtLeast(placement.least)
  }
}
