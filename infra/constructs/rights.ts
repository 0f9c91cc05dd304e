import type { ClusterRoleV1Rule } from '@cdktf/provider-kubernetes/lib/cluster-role-v1/index.js'

/** Of what is made for the services of a namespace, by API group. Who applies the stacks of a class writes it; pods are made by Kubernetes alone. */
const WRITTEN: Readonly<Record<string, string[]>> = {
  '': ['serviceaccounts', 'services'],
  apps: ['deployments', 'statefulsets'],
  autoscaling: ['horizontalpodautoscalers'],
  batch: ['cronjobs'],
  'networking.k8s.io': ['ingresses', 'networkpolicies'],
  policy: ['poddisruptionbudgets'],
}
/** What of a namespace is the platform's to change: its Pod Security, its quota, who may apply to it. */
const GIVEN: Readonly<Record<string, string[]>> = {
  '': ['limitranges', 'namespaces', 'resourcequotas'],
  'rbac.authorization.k8s.io': ['rolebindings'],
}
/** What Kubernetes makes of it: there it is seen why something does not start. */
const FOLLOWING: Readonly<Record<string, string[]>> = {
  '': ['events', 'persistentvolumeclaims', 'pods'],
  apps: ['controllerrevisions', 'replicasets'],
  batch: ['jobs'],
}
/** What is no namespace's. */
const OF_CLUSTER: Readonly<Record<string, string[]>> = {
  '': ['nodes', 'persistentvolumes'],
  'rbac.authorization.k8s.io': ['clusterrolebindings', 'clusterroles', 'roles'],
  'scheduling.k8s.io': ['priorityclasses'],
  'storage.k8s.io': ['storageclasses'],
}
/** What no stack makes, and somebody may make past all of them. */
const PAST_STACKS: Readonly<Record<string, string[]>> = {
  '': ['replicationcontrollers'],
  apps: ['daemonsets'],
}
const READ = ['get', 'list', 'watch']

/** Of who applies the stacks of a class, in the namespaces of that class. */
export const APPLIER_RULES: readonly ClusterRoleV1Rule[] = [
  ...rules(WRITTEN, [...READ, 'create', 'update', 'patch', 'delete']),
  ...rules(GIVEN, ['get']),
  ...rules(FOLLOWING, READ),
]

/** Of the twin, which shows the pods on their racks. */
export const WATCHER_RULES: readonly ClusterRoleV1Rule[] = rules({ '': ['nodes', 'pods'] }, READ)

/** Of who compares what is applied with what is declared, and looks for what nobody declared: all of it but secrets and config maps. */
export const AUDITOR_RULES: readonly ClusterRoleV1Rule[] = [WRITTEN, GIVEN, FOLLOWING, PAST_STACKS, OF_CLUSTER].flatMap(
  (kinds) => rules(kinds, READ),
)

function rules(kinds: Readonly<Record<string, string[]>>, verbs: string[]): readonly ClusterRoleV1Rule[] {
  return Object.entries(kinds).map(([group, resources]) => ({ apiGroups: [group], resources, verbs }))
}
