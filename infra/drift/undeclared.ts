import { familyOf } from '../policy/workload.ts'
import type { DeclaredObject } from './drift-plan.ts'
import type { LiveMetadata, MetadataReader } from './live-metadata.ts'

/** An object in a namespace of ours that no stack declares. */
export interface UndeclaredObject {
  /** As the provider names it: `kubernetes_role_binding_v1`. */
  readonly type: string
  readonly live: LiveMetadata
}

interface Listed {
  readonly family: string
  readonly root: string
  readonly plural: string
  /** Kinds whose controllers make it: what one of these owns is that one's matter. */
  readonly madeBy?: readonly string[]
}

const RBAC = '/apis/rbac.authorization.k8s.io/v1'

/**
 * What is looked for in a namespace. Secrets, config maps and claims are not: those of the vault, of certificates and of stateful sets are made by others by design, and
 * auditors may read neither secrets nor config maps. An owner excuses only what its kind makes: anybody may write an owner into anything.
 */
const LISTED: readonly Listed[] = [
  { family: 'network_policy', root: '/apis/networking.k8s.io/v1', plural: 'networkpolicies' },
  { family: 'ingress', root: '/apis/networking.k8s.io/v1', plural: 'ingresses' },
  { family: 'service', root: '/api/v1', plural: 'services' },
  { family: 'service_account', root: '/api/v1', plural: 'serviceaccounts' },
  { family: 'role', root: RBAC, plural: 'roles' },
  { family: 'role_binding', root: RBAC, plural: 'rolebindings' },
  { family: 'deployment', root: '/apis/apps/v1', plural: 'deployments' },
  { family: 'stateful_set', root: '/apis/apps/v1', plural: 'statefulsets' },
  { family: 'daemon_set', root: '/apis/apps/v1', plural: 'daemonsets' },
  { family: 'replica_set', root: '/apis/apps/v1', plural: 'replicasets', madeBy: ['Deployment'] },
  { family: 'replication_controller', root: '/api/v1', plural: 'replicationcontrollers' },
  { family: 'job', root: '/apis/batch/v1', plural: 'jobs', madeBy: ['CronJob'] },
  { family: 'cron_job', root: '/apis/batch/v1', plural: 'cronjobs' },
  {
    family: 'pod',
    root: '/api/v1',
    plural: 'pods',
    madeBy: ['ReplicaSet', 'ReplicationController', 'StatefulSet', 'DaemonSet', 'Job'],
  },
  { family: 'resource_quota', root: '/api/v1', plural: 'resourcequotas' },
  { family: 'limit_range', root: '/api/v1', plural: 'limitranges' },
  { family: 'horizontal_pod_autoscaler', root: '/apis/autoscaling/v2', plural: 'horizontalpodautoscalers' },
  { family: 'pod_disruption_budget', root: '/apis/policy/v1', plural: 'poddisruptionbudgets' },
]

/** Kubernetes makes these in every namespace, or binds everybody to what harms nobody. */
const BY_ITSELF = new Set([
  'service_account|default',
  'cluster_role_binding|system:basic-user',
  'cluster_role_binding|system:discovery',
  'cluster_role_binding|system:public-info-viewer',
  'cluster_role_binding|system:service-account-issuer-discovery',
])

/** Namespaces that stacks declare. */
export function ownNamespaces(declared: readonly DeclaredObject[]): ReadonlySet<string> {
  return new Set(declared.filter(({ type }) => familyOf(type) === 'namespace').map(({ name }) => name))
}

/**
 * What is in namespaces of ours, or gives rights to their accounts, and nobody declared. What a controller made and owns, as a replica set its pods, is the matter of what it made it for.
 * @param declared by all stacks of a site
 * @throws ApiAway, ApiRefusal
 */
export async function undeclaredIn(
  reader: Pick<MetadataReader, 'list' | 'clusterBindingsTo'>,
  namespaces: ReadonlySet<string>,
  declared: readonly DeclaredObject[],
): Promise<readonly UndeclaredObject[]> {
  const known = new Set(declared.map(({ name, namespace, type }) => idOf(familyOf(type), namespace, name)))
  const isUndeclared = (family: string, { metadata }: LiveMetadata, madeBy: readonly string[] = []) =>
    metadata.ownerReferences?.some(({ controller, kind = '' }) => controller === true && madeBy.includes(kind)) !==
      true &&
    !BY_ITSELF.has(`${family}|${metadata.name}`) &&
    !known.has(idOf(family, metadata.namespace, metadata.name))
  const within = [...namespaces].flatMap((namespace) =>
    LISTED.map(async ({ family, madeBy, plural, root }) => {
      const items = await reader.list(`${root}/namespaces/${encodeURIComponent(namespace)}/${plural}`)
      return items
        .filter((live) => isUndeclared(family, live, madeBy))
        .map((live) => ({ type: `kubernetes_${family}`, live }))
    }),
  )
  const above = reader
    .clusterBindingsTo(namespaces)
    .then((bindings) =>
      bindings
        .filter((live) => isUndeclared('cluster_role_binding', live))
        .map((live) => ({ type: 'kubernetes_cluster_role_binding', live })),
    )
  return (await Promise.all([...within, above])).flat()
}

function idOf(family: string, namespace: string | undefined, name: string): string {
  return [family === 'daemonset' ? 'daemon_set' : family, namespace ?? '', name].join('|')
}
