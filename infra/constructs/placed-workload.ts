import { PodDisruptionBudgetV1 } from '@cdktf/provider-kubernetes/lib/pod-disruption-budget-v1/index.js'
import { ServiceAccountV1 } from '@cdktf/provider-kubernetes/lib/service-account-v1/index.js'
import { ServiceV1 } from '@cdktf/provider-kubernetes/lib/service-v1/index.js'
import type { ITerraformDependable, TerraformElement } from 'cdktf'
import type { Construct } from 'constructs'
import type { Placement } from '../catalogue/placements.ts'
import { tierOf, type Workload } from '../catalogue/service.ts'
import { addressed } from './addressed.ts'
import type { HardenedNamespace } from './hardened-namespace.ts'
import { type HardenedPodProps, hardenedPod, MAIN_PORT } from './hardened-pod.ts'
import { PodGroup } from './pod-group.ts'
import { labelsOfWorkload, selectorOf } from './service-labels.ts'

export interface PlacedWorkloadProps<W extends Workload> {
  readonly placement: Placement & { readonly workload: W }
  readonly namespace: HardenedNamespace
  /** With digest. */
  readonly image: string
  /** Plain settings; never a secret. */
  readonly environment: Readonly<Record<string, string>>
  /** That the nodes for it rest on at its site. */
  readonly powerBlocks: number
}

/** A workload at a site, whatever runs its pods: an account of its own that no API takes, and what most of them have besides. */
export abstract class PlacedWorkload<W extends Workload> extends PodGroup {
  protected readonly workload: W
  protected readonly placement: Placement
  protected readonly labels: Record<string, string>
  protected readonly selector: Record<string, string>
  /** What must be there before its pods. */
  protected readonly before: ITerraformDependable[]
  readonly #pod: HardenedPodProps

  protected constructor(scope: Construct, { placement, namespace, ...pod }: PlacedWorkloadProps<W>) {
    const { service, workload, site } = placement
    const labels = labelsOfWorkload(service, workload)
    const selector = selectorOf({ service: service.name, workload: workload.name })
    super(scope, workload.name, { namespace, site, selector, labels })
    this.workload = workload
    this.placement = placement
    this.labels = labels
    this.selector = selector
    this.#pod = { ...pod, workload, labels, selector, tier: tierOf(service, workload) }
    const account = this.named(
      new ServiceAccountV1(this, 'account', {
        dependsOn: namespace.ready,
        metadata: this.metadata(),
        automountServiceAccountToken: false,
      }),
    )
    this.before = [...namespace.ready, account]
  }

  protected metadata() {
    return { name: this.workload.name, namespace: this.namespace.name, labels: { ...this.labels } }
  }

  /** An address by namespace and workload. */
  protected named<T extends TerraformElement>(resource: T): T {
    return addressed(resource, `${this.namespace.name}_${this.workload.name}`)
  }

  protected template(more: Pick<HardenedPodProps, 'revisionLabel' | 'dataFolder'> = {}) {
    return hardenedPod({ ...this.#pod, ...more })
  }

  /** A name in the cluster's DNS for its copies. @param isHeadless one address for each copy, none for all */
  protected answerOn(port: number, isHeadless = false): void {
    this.named(
      new ServiceV1(this, 'service', {
        dependsOn: this.namespace.ready,
        metadata: this.metadata(),
        waitForLoadBalancer: false,
        spec: {
          type: 'ClusterIP',
          ...(isHeadless && { clusterIp: 'None' }),
          selector: { ...this.selector },
          port: [{ name: MAIN_PORT, port, targetPort: MAIN_PORT, protocol: 'TCP' }],
        },
      }),
    )
  }

  /** Whoever takes copies away on purpose leaves so many. */
  protected keepAtLeast(copies: number): void {
    this.named(
      new PodDisruptionBudgetV1(this, 'disruption-budget', {
        dependsOn: this.namespace.ready,
        metadata: this.metadata(),
        spec: { minAvailable: `${copies}`, selector: { matchLabels: { ...this.selector } } },
      }),
    )
  }
}
