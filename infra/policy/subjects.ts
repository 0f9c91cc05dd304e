import type { RenderedElement } from './rendered-stack.ts'
import type { Subjects } from './rule-over.ts'
import { familyOf, WORKLOAD_KINDS, type Workload, type WorkloadKind } from './workload.ts'

const FAMILIES: Readonly<Record<WorkloadKind, readonly string[]>> = {
  deployment: ['deployment', 'replication_controller'],
  stateful_set: ['stateful_set'],
  daemon_set: ['daemon_set', 'daemonset'],
  job: ['job'],
  cron_job: ['cron_job'],
  pod: ['pod'],
}

/** Everything that runs pods. */
export const WORKLOADS = workloads('workloads', WORKLOAD_KINDS)
/** What is to answer as long as it is there; jobs end. */
export const SERVING = workloads('workloads that go on: deployments, stateful sets, daemon sets, pods', [
  'deployment',
  'stateful_set',
  'daemon_set',
  'pod',
])
/** What runs as several alike, each of which may be lost. */
export const REPLICATED = workloads('replicated workloads: deployments, stateful sets', ['deployment', 'stateful_set'])
/** What is replaced pod by pod when it changes. */
export const ROLLED_OUT = workloads('workloads that are rolled out: deployments, stateful sets, daemon sets', [
  'deployment',
  'stateful_set',
  'daemon_set',
])
/** What makes pods by a template, whose labels may differ from its own. */
export const TEMPLATED = workloads(
  'workloads with a template: deployments, stateful sets, daemon sets, jobs, cron jobs',
  ['deployment', 'stateful_set', 'daemon_set', 'job', 'cron_job'],
)
export const NAMESPACES = resources('namespaces', ['namespace'])
export const NETWORK_POLICIES = resources('network policies', ['network_policy'])
export const SERVICES = resources('services', ['service'])
export const SERVICE_ACCOUNTS = resources('service accounts', ['service_account', 'default_service_account'])
export const ROLES = resources('roles', ['role', 'cluster_role'])
export const BINDINGS = resources('role bindings', ['role_binding', 'cluster_role_binding'])
export const SCALERS = resources('autoscalers', ['horizontal_pod_autoscaler'])
export const CONFIG_AND_SECRETS = withDataSources(
  resources('secrets, tokens and config maps', [
    'secret',
    'secret_v1_data',
    'token_request',
    'config_map',
    'config_map_v1_data',
  ]),
)
/** What the API server asks before it takes an object, and sends it to. */
export const WEBHOOKS = resources('webhook configurations', [
  'mutating_webhook_configuration',
  'validating_webhook_configuration',
])
export const INGRESSES = resources('ingresses', ['ingress'])
export const PERSISTENT_VOLUMES = resources('persistent volumes', ['persistent_volume'])
export const PRIORITIES_MADE = resources('priority classes', ['priority_class'])
export const STORAGE_CLASSES = resources('storage classes', ['storage_class'])
/** What answers for a part of the API in place of the API server. */
export const API_SERVICES = resources('API services', ['api_service'])
export const CERTIFICATE_REQUESTS = resources('requests for certificates', ['certificate_signing_request'])
/** What stands for something else on the network. */
export const PEERS = resources('services and endpoints', ['service', 'endpoints', 'endpoint_slice'])

function workloads(name: string, kinds: readonly WorkloadKind[]): Subjects<Workload> {
  return {
    name,
    families: kinds.flatMap((kind) => FAMILIES[kind]),
    in: (stack) => stack.workloads.filter(({ kind }) => kinds.includes(kind)),
    elementOf: ({ element }) => element,
  }
}

function resources(name: string, families: readonly string[]): Subjects<RenderedElement> {
  return {
    name,
    families,
    in: (stack) => stack.resources.filter(({ type }) => families.includes(familyOf(type))),
    elementOf: (element) => element,
  }
}

/** Those that are made, and those that are only asked for: Terraform keeps what either says. */
function withDataSources(made: Subjects<RenderedElement>): Subjects<RenderedElement> {
  const isOne = ({ type }: RenderedElement) => made.families.includes(familyOf(type))
  return { ...made, in: (stack) => [...made.in(stack), ...stack.dataSources.filter(isOne)] }
}
