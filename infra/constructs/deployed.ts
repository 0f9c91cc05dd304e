import { DeploymentV1 } from '@cdktf/provider-kubernetes/lib/deployment-v1/index.js'
import type { GpuWorkload, StatelessWorkload } from '../catalogue/service.ts'
import { PlacedWorkload } from './placed-workload.ts'

/** Of pods of a Deployment: set by Kubernetes, another for each revision. */
const REVISION_LABEL = 'pod-template-hash'
/** The provider waits ten minutes for pods that the cluster refuses; three are enough to see it. */
const ROLLOUT = '3m'

/** Copies that are all alike, by a Deployment. */
export abstract class Deployed<W extends StatelessWorkload | GpuWorkload> extends PlacedWorkload<W> {
  /** @param isScaled whether a scaler sets the number of copies: then nothing else does */
  protected deploy(isScaled: boolean, strategy: { readonly maxSurge: string; readonly maxUnavailable: string }): void {
    this.named(
      new DeploymentV1(this, 'deployment', {
        dependsOn: this.before,
        metadata: this.metadata(),
        waitForRollout: true,
        timeouts: { create: ROLLOUT, update: ROLLOUT },
        spec: {
          ...(!isScaled && { replicas: `${this.placement.copies}` }),
          revisionHistoryLimit: 5,
          selector: { matchLabels: { ...this.selector } },
          strategy: { type: 'RollingUpdate', rollingUpdate: strategy },
          template: this.template({ revisionLabel: REVISION_LABEL }),
        },
        ...(isScaled && { lifecycle: { ignoreChanges: ['spec[0].replicas'] } }),
      }),
    )
  }
}
