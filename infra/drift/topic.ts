import type { EventArea } from '../../twin/model/security-event.ts'
import { familyOf } from '../policy/workload.ts'
import type { FieldStep } from './field-difference.ts'

/** What a difference is about, in the words of the field. */
export type Topic =
  | 'network-policy'
  | 'pod-security'
  | 'namespace'
  | 'confinement'
  | 'pod-labels'
  | 'exposure'
  | 'admission'
  | 'account'
  | 'token'
  | 'rights'
  | 'secret'
  | 'image'
  | 'command'
  | 'containers'
  | 'workload'
  | 'copies'
  | 'resources'
  | 'quota'
  | 'disruption'
  | 'scaler'
  | 'placement'
  | 'storage'
  | 'stack'
  | 'other'

export const AREA_OF: Readonly<Record<Topic, EventArea>> = {
  'network-policy': 'isolation',
  'pod-security': 'isolation',
  namespace: 'isolation',
  confinement: 'isolation',
  'pod-labels': 'isolation',
  exposure: 'isolation',
  admission: 'isolation',
  account: 'identity',
  token: 'identity',
  rights: 'identity',
  secret: 'identity',
  image: 'image',
  command: 'image',
  containers: 'image',
  workload: 'image',
  copies: 'capacity',
  resources: 'capacity',
  quota: 'capacity',
  disruption: 'capacity',
  scaler: 'capacity',
  placement: 'capacity',
  storage: 'capacity',
  stack: 'other',
  other: 'other',
}

/** Of a whole object, by its family: `network_policy`. */
const OF_FAMILY: Readonly<Partial<Record<string, Topic>>> = {
  network_policy: 'network-policy',
  namespace: 'namespace',
  ingress: 'exposure',
  service: 'exposure',
  validating_webhook_configuration: 'admission',
  mutating_webhook_configuration: 'admission',
  validating_admission_policy: 'admission',
  service_account: 'account',
  default_service_account: 'account',
  role: 'rights',
  cluster_role: 'rights',
  role_binding: 'rights',
  cluster_role_binding: 'rights',
  secret: 'secret',
  token_request: 'secret',
  deployment: 'workload',
  stateful_set: 'workload',
  daemon_set: 'workload',
  daemonset: 'workload',
  job: 'workload',
  cron_job: 'workload',
  pod: 'workload',
  replica_set: 'workload',
  replication_controller: 'workload',
  resource_quota: 'quota',
  limit_range: 'quota',
  pod_disruption_budget: 'disruption',
  horizontal_pod_autoscaler: 'scaler',
  labels: 'placement',
  node_taint: 'placement',
  priority_class: 'placement',
  storage_class: 'storage',
  persistent_volume: 'storage',
  persistent_volume_claim: 'storage',
}

/** Of a field of a workload, by any name on the way to it or below it; the first that fits. */
const OF_FIELD: readonly (readonly [topic: Topic, names: RegExp])[] = [
  [
    'confinement',
    /^(security_context|host_network|host_pid|host_ipc|host_path|host_port|share_process_namespace|host_users|runtime_class_name|capabilities)$/,
  ],
  ['token', /^(automount_service_account_token|service_account_token)$/],
  ['account', /^(service_account_name|image_pull_secrets)$/],
  ['secret', /^(secret|secret_ref|secret_key_ref|secret_name)$/],
  ['image', /^(image|image_pull_policy)$/],
  ['command', /^(command|args|env|env_from|working_dir|lifecycle)$/],
  ['copies', /^(replicas|min_ready_seconds|parallelism|completions)$/],
  ['resources', /^resources$/],
  [
    'placement',
    /^(topology_spread_constraint|affinity|node_selector|node_name|toleration|priority_class_name|scheduler_name)$/,
  ],
  ['storage', /^(volume|volume_mount|volume_claim_template|persistent_volume_claim_retention_policy)$/],
]
const EXPOSING =
  /^(type|external_ips|load_balancer|load_balancer_ip|load_balancer_source_ranges|node_port|external_name|selector)/
const POD_SECURITY = 'pod-security.kubernetes.io/'

/** What the difference of a whole object is about. @param type `kubernetes_role_v1` */
export function topicOfObject(type: string): Topic {
  return OF_FAMILY[familyOf(type)] ?? 'other'
}

/** What the difference of a field is about. @param values both sides: of a block that is only on one of them, what is in it counts too */
export function topicOfField(type: string, steps: readonly FieldStep[], values: readonly unknown[]): Topic {
  const whole = topicOfObject(type)
  const names = steps.flatMap((step) => ('field' in step ? [step.field] : []))
  const keys = steps.flatMap((step) => ('key' in step ? [step.key] : []))
  if (whole === 'namespace') {
    const labels = [...keys, ...values.flatMap(namesIn)]
    if (labels.some((key) => key.startsWith(POD_SECURITY))) return 'pod-security'
    return names.includes('labels') ? 'namespace' : 'other'
  }
  if (whole === 'account' && names.includes('automount_service_account_token')) return 'token'
  if (whole === 'exposure')
    return names.some((name) => EXPOSING.test(name)) || names[0] !== 'metadata' ? 'exposure' : 'other'
  if (whole !== 'workload') return names[0] === 'metadata' && whole !== 'placement' ? 'other' : whole
  if (names.join('.').endsWith('template.metadata.labels')) return 'pod-labels'
  const all = [...names, ...values.flatMap(namesIn)]
  // A container that was added or taken away is more than any field of it.
  if (/^(init_)?container$/.test(names.at(-1) ?? '')) return 'containers'
  return OF_FIELD.find(([, pattern]) => all.some((name) => pattern.test(name)))?.[0] ?? 'other'
}

/** Names with something at them, at any depth. */
function namesIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, below]) => {
    if (below === null || below === undefined || below === '' || below === false) return []
    if (Array.isArray(below) && below.length === 0) return []
    return Array.isArray(value) ? namesIn(below) : [name, ...namesIn(below)]
  })
}
