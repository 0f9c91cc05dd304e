import { expect, test } from 'vitest'
import { AUDITOR_RULES } from '../constructs/rights.ts'
import type { DeclaredObject } from './drift-plan.ts'
import type { LiveMetadata } from './live-metadata.ts'
import { undeclaredIn } from './undeclared.ts'

const NAMESPACES = new Set(['portal'])

/** A cluster that has objects at the ends of paths: `pods`. */
class Cluster {
  readonly asked: string[] = []

  constructor(
    private readonly has: Readonly<Record<string, readonly LiveMetadata[]>> = {},
    private readonly bindings: readonly LiveMetadata[] = [],
  ) {}

  async list(path: string): Promise<readonly LiveMetadata[]> {
    this.asked.push(path)
    return this.has[path.split('/').at(-1) ?? ''] ?? []
  }

  async clusterBindingsTo(): Promise<readonly LiveMetadata[]> {
    return this.bindings
  }
}

function live(name: string, owner?: string): LiveMetadata {
  const ownerReferences = owner === undefined ? [] : [{ kind: owner, controller: true }]
  return { metadata: { name, namespace: 'portal', ownerReferences } }
}

async function found(cluster: Cluster, declared: readonly DeclaredObject[] = []) {
  return (await undeclaredIn(cluster, NAMESPACES, declared)).map(({ live: { metadata }, type }) => [
    type,
    metadata.name,
  ])
}

test('what is declared is not told, under whatever version of the provider’s name; what is not, is', async () => {
  const declared = { type: 'kubernetes_daemonset', name: 'agent', namespace: 'portal', address: 'a.b', of: undefined }
  const cluster = new Cluster({ daemonsets: [live('agent'), live('miner')], serviceaccounts: [live('default')] })
  expect(await found(cluster, [declared])).toEqual([['kubernetes_daemon_set', 'miner']])
})

test('what a controller made is the matter of what it made it for; a bare replica set is nobody’s', async () => {
  const cluster = new Cluster({
    pods: [live('of-set', 'ReplicaSet'), live('bare')],
    replicasets: [live('of-deployment', 'Deployment'), live('by-hand')],
    jobs: [live('nightly-1', 'CronJob'), live('once')],
  })
  expect(await found(cluster)).toEqual([
    ['kubernetes_replica_set', 'by-hand'],
    ['kubernetes_job', 'once'],
    ['kubernetes_pod', 'bare'],
  ])
})

test('an owner that was written into it by hand hides nothing', async () => {
  const cluster = new Cluster({
    rolebindings: [live('helper', 'ServiceAccount')],
    networkpolicies: [live('open', 'Deployment')],
    pods: [live('shell', 'ConfigMap')],
  })
  expect(await found(cluster)).toHaveLength(3)
})

test('what Kubernetes binds everybody to is not told, another such binding is', async () => {
  const bindings = ['system:basic-user', 'system:discovery', 'all-may-all'].map((name) => ({ metadata: { name } }))
  expect(await found(new Cluster({}, bindings))).toEqual([['kubernetes_cluster_role_binding', 'all-may-all']])
})

test('auditors may read all that is looked for', async () => {
  const cluster = new Cluster()
  await found(cluster)
  const asked = cluster.asked.map((path) => {
    const [, group = '', plural = ''] =
      /^\/apis?(?:\/([^/]+(?=\/v)))?\/v[^/]+\/namespaces\/portal\/(.+)$/.exec(path) ?? []
    return [group, plural] as const
  })
  expect(asked.length).toBeGreaterThan(10)
  const refused = asked.filter(
    ([group, plural]) =>
      !AUDITOR_RULES.some(
        ({ apiGroups = [], resources = [], verbs }) =>
          apiGroups.includes(group) && resources.includes(plural) && verbs.includes('list'),
      ),
  )
  expect(refused).toEqual([])
})
