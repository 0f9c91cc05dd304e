import { LimitRangeV1 } from '@cdktf/provider-kubernetes/lib/limit-range-v1/index.js'
import { NamespaceV1 } from '@cdktf/provider-kubernetes/lib/namespace-v1/index.js'
import { NetworkPolicyV1 } from '@cdktf/provider-kubernetes/lib/network-policy-v1/index.js'
import { ResourceQuotaV1 } from '@cdktf/provider-kubernetes/lib/resource-quota-v1/index.js'
import { RoleBindingV1 } from '@cdktf/provider-kubernetes/lib/role-binding-v1/index.js'
import type { ITerraformDependable } from 'cdktf'
import { Construct } from 'constructs'
import { STATE_HOUSE } from '../policy/house.ts'
import { addressed } from './addressed.ts'
import { type Budget, quotaOf, SCRATCH_GIB } from './namespace-budget.ts'
import { cpuQuantity, gibQuantity } from './quantity.ts'
import { groupSubject, RBAC } from './role-subject.ts'

/** Of Pod Security: pinned, so that a newer cluster does not refuse tomorrow what it takes today. The version of the practice cluster. */
const POD_SECURITY_VERSION = 'v1.34'

/** What a container gets that says nothing. */
const DEFAULT = { cpus: 0.25, memoryGiB: 0.5 }

export interface HardenedNamespaceProps {
  readonly name: string
  /** Of the service in it. */
  readonly labels: Readonly<Record<string, string>>
  readonly budget: Budget
  /** Group that may apply what is in it. */
  readonly applier: string
}

/**
 * A namespace in which nothing is allowed that nobody asked for: Pod Security `restricted`, a quota, limits for containers that say none, no connection in or out
 * but to the cluster's DNS; and one group that may apply what is in it.
 */
export class HardenedNamespace extends Construct {
  readonly name: string
  /** What must be there before anything else in the namespace. */
  readonly ready: ITerraformDependable[]

  constructor(scope: Construct, { name, labels, budget, applier }: HardenedNamespaceProps) {
    super(scope, name)
    this.name = name
    const namespace = addressed(
      new NamespaceV1(this, 'namespace', { metadata: { name, labels: { ...labels, ...podSecurity() } } }),
      name,
    )
    const within = { dependsOn: [namespace] }
    const metadata = (own: string) => ({ name: own, namespace: name, labels: { ...labels } })
    const quota = addressed(
      new ResourceQuotaV1(this, 'quota', {
        ...within,
        metadata: metadata('quota'),
        spec: { hard: quotaOf(budget) },
      }),
      name,
    )
    const limits = addressed(
      new LimitRangeV1(this, 'limits', {
        ...within,
        metadata: metadata('limits'),
        spec: { limit: [containerLimits(budget)] },
      }),
      name,
    )
    const deny = addressed(
      new NetworkPolicyV1(this, 'default-deny', {
        ...within,
        metadata: metadata('default-deny'),
        spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
      }),
      `${name}_default-deny`,
    )
    addressed(
      new NetworkPolicyV1(this, 'dns', {
        ...within,
        metadata: metadata('allow-dns'),
        spec: {
          podSelector: {},
          policyTypes: ['Egress'],
          egress: [
            {
              to: [
                {
                  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
                  podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
                },
              ],
              ports: [
                { port: '53', protocol: 'UDP' },
                { port: '53', protocol: 'TCP' },
              ],
            },
          ],
        },
      }),
      `${name}_allow-dns`,
    )
    const { role } = STATE_HOUSE.people.appliers
    addressed(
      new RoleBindingV1(this, 'applier', {
        ...within,
        metadata: metadata(role),
        roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: role },
        subject: [groupSubject(applier)],
      }),
      name,
    )
    this.ready = [namespace, quota, limits, deny]
  }
}

function podSecurity(): Record<string, string> {
  const entries = ['enforce', 'audit', 'warn'].flatMap((mode) => [
    [`pod-security.kubernetes.io/${mode}`, 'restricted'],
    [`pod-security.kubernetes.io/${mode}-version`, POD_SECURITY_VERSION],
  ])
  return Object.fromEntries(entries)
}

function containerLimits({ largest }: Budget) {
  const scratch = gibQuantity(SCRATCH_GIB)
  return {
    type: 'Container',
    default: { memory: gibQuantity(DEFAULT.memoryGiB), 'ephemeral-storage': scratch },
    defaultRequest: {
      cpu: cpuQuantity(DEFAULT.cpus),
      memory: gibQuantity(DEFAULT.memoryGiB),
      'ephemeral-storage': scratch,
    },
    max: {
      memory: gibQuantity(Math.max(largest.memoryGiB, DEFAULT.memoryGiB)),
      'ephemeral-storage': gibQuantity(Math.max(largest.scratchGiB ?? SCRATCH_GIB, SCRATCH_GIB)),
    },
  }
}
