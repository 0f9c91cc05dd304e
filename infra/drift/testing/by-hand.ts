import {
  AppsV1Api,
  CoreV1Api,
  type KubeConfig,
  NetworkingV1Api,
  PolicyV1Api,
  RbacAuthorizationV1Api,
  setHeaderOptions,
} from '@kubernetes/client-node'
import { expect } from 'vitest'
import type { DriftReport } from '../find-drift.ts'

const merge = setHeaderOptions('Content-Type', 'application/merge-patch+json')
const strategic = setHeaderOptions('Content-Type', 'application/strategic-merge-patch+json')
const WHO = { fieldManager: 'engineer' }
const BINDING = { name: 'helper', namespace: 'portal' }
const ENFORCE = 'pod-security.kubernetes.io/enforce'

/** Changes by hand what stacks made in the namespace `portal`: a policy, a label of Pod Security, an image; one budget is gone, one binding more is there. */
export async function changeByHand(config: KubeConfig): Promise<void> {
  const name = 'default-deny'
  await config
    .makeApiClient(NetworkingV1Api)
    .patchNamespacedNetworkPolicy(
      { name, namespace: 'portal', body: { spec: { policyTypes: ['Ingress'] } }, ...WHO },
      merge,
    )
  await config
    .makeApiClient(CoreV1Api)
    .patchNamespace({ name: 'portal', body: { metadata: { labels: { [ENFORCE]: null } } }, ...WHO }, merge)
  const container = { name: 'web', image: `registry.oblak.rs/other/image@sha256:${'b'.repeat(64)}` }
  await config
    .makeApiClient(AppsV1Api)
    .patchNamespacedDeployment(
      { name: 'web', namespace: 'portal', body: { spec: { template: { spec: { containers: [container] } } } }, ...WHO },
      strategic,
    )
  await config.makeApiClient(PolicyV1Api).deleteNamespacedPodDisruptionBudget({ name: 'web', namespace: 'portal' })
  await config.makeApiClient(RbacAuthorizationV1Api).createNamespacedRoleBinding({
    namespace: BINDING.namespace,
    body: {
      metadata: BINDING,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' },
      subjects: [{ kind: 'ServiceAccount', name: 'web', namespace: 'portal' }],
    },
    ...WHO,
  })
}

/** What no apply takes away. */
export async function removeUndeclared(config: KubeConfig): Promise<void> {
  await config.makeApiClient(RbacAuthorizationV1Api).deleteNamespacedRoleBinding(BINDING)
}

/** That a report tells of what was changed by hand, all of it, and of nothing else; what touches security first. */
export function expectToldByHand({ events, sites }: DriftReport): void {
  expect(sites.map(({ away, notReached }) => [away, notReached])).toEqual(sites.map(() => [undefined, []]))
  expect(
    events.map(({ area, field, kind, lastWrite, object, severity, who }) => [
      `${severity} ${area} ${kind}`,
      field === null ? object : `${object} ${field}`,
      who?.manager ?? `last write: ${lastWrite?.manager ?? 'not known'}`,
    ]),
  ).toEqual([
    ['critical isolation changed', `Namespace portal metadata.labels[${ENFORCE}]`, 'last write: not known'],
    ['critical isolation changed', 'NetworkPolicy portal/default-deny spec.policy_types', 'engineer'],
    ['critical identity undeclared', 'RoleBinding portal/helper', 'engineer'],
    ['critical image changed', 'Deployment portal/web spec.template.spec.container[web].image', 'engineer'],
    ['warning capacity gone', 'PodDisruptionBudget portal/web', 'last write: not known'],
  ])
  const { declared, live, site, stack } = events[1] ?? {}
  expect([site, stack, declared, live]).toEqual(['belgrade', 'egov-belgrade', '["Ingress","Egress"]', '["Ingress"]'])
}
