import type { StackJson } from '../rendered-stack.ts'
import type { WorkloadKind } from '../workload.ts'

/** A block or attribute of Terraform's JSON that examples spoil. */
export type Json = Record<string, unknown>

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`
const LABELS = { 'app.kubernetes.io/name': 'evisa' }
const SELECTOR = { match_labels: LABELS }
const NAMESPACE = 'evisa'
const metadata = (name: string) => ({ name, namespace: NAMESPACE })

/** What runs one workload of a kind as every rule wants it, and no more. A new object at each call. */
export function goodStack(kind: WorkloadKind): StackJson {
  const isReplicated = kind === 'deployment' || kind === 'stateful_set'
  const stack = {
    terraform: {
      required_providers: {
        kubernetes: { source: 'registry.terraform.io/hashicorp/kubernetes', version: '2.38.0' },
      },
      backend: { local: { path: '../../../terraform-state/evisa-belgrade.tfstate' } },
    },
    provider: { kubernetes: [{ config_context: 'belgrade' }] },
    resource: {
      kubernetes_namespace_v1: { ns: { metadata: { name: NAMESPACE, labels: namespaceLabels() } } },
      kubernetes_network_policy_v1: networkPolicies(),
      kubernetes_resource_quota_v1: {
        quota: {
          metadata: metadata('quota'),
          spec: {
            hard: {
              pods: '8',
              'requests.cpu': '4',
              'requests.memory': '8Gi',
              'limits.memory': '8Gi',
              'requests.ephemeral-storage': '8Gi',
              'requests.nvidia.com/gpu': '0',
            },
          },
        },
      },
      kubernetes_limit_range_v1: {
        limits: {
          metadata: metadata('limits'),
          spec: {
            limit: [
              {
                type: 'Container',
                default: { memory: '512Mi', 'ephemeral-storage': '1Gi' },
                default_request: { cpu: '250m', memory: '512Mi', 'ephemeral-storage': '1Gi' },
              },
            ],
          },
        },
      },
      kubernetes_service_account_v1: {
        account: { metadata: metadata('evisa'), automount_service_account_token: false },
      },
      kubernetes_role_v1: {
        role: {
          metadata: metadata('evisa'),
          rule: [{ api_groups: [''], resources: ['configmaps'], verbs: ['get'], resource_names: ['settings'] }],
        },
      },
      kubernetes_secret_v1: { secret: { metadata: metadata('seal'), data_wo_revision: 1 } },
      kubernetes_config_map_v1: {
        settings: { metadata: metadata('settings'), data: { TOKEN_URL: 'http://sign-in/' } },
      },
      kubernetes_service_v1: {
        service: { metadata: metadata('evisa'), spec: { type: 'ClusterIP', selector: LABELS, port: [{ port: 443 }] } },
      },
      kubernetes_endpoints_v1: {
        archive: {
          metadata: metadata('archive'),
          subset: [{ address: [{ ip: '10.34.0.9' }], port: [{ port: 5432 }] }],
        },
      },
      ...(isReplicated ? disruptionBudgets() : {}),
      [`kubernetes_${kind}_v1`]: { app: workload(kind) },
    },
  }
  // What is written once above stands in several places: each gets its own.
  return JSON.parse(JSON.stringify(stack))
}

function disruptionBudgets(): Record<string, Record<string, Json>> {
  const budget = { metadata: metadata('evisa'), spec: { max_unavailable: '1', selector: SELECTOR } }
  return { kubernetes_pod_disruption_budget_v1: { budget } }
}

function namespaceLabels(): Record<string, string> {
  const modes = ['enforce', 'audit', 'warn'].map((mode) => `pod-security.kubernetes.io/${mode}`)
  return {
    ...Object.fromEntries(
      modes.flatMap((mode) => [
        [mode, 'restricted'],
        [`${mode}-version`, 'v1.34'],
      ]),
    ),
    'oblak.rs/service': 'evisa',
    'oblak.rs/tier': '1',
    'oblak.rs/data-class': 'register',
    'oblak.rs/dr-class': 'active-active',
  }
}

function networkPolicies(): Json {
  const system = { namespace_selector: { match_labels: { 'kubernetes.io/metadata.name': 'kube-system' } } }
  const dns = [
    { port: '53', protocol: 'UDP' },
    { port: '53', protocol: 'TCP' },
  ]
  const toArchive = [{ ip_block: { cidr: '10.34.0.0/24' } }]
  return {
    deny: { metadata: metadata('deny'), spec: { pod_selector: {}, policy_types: ['Ingress', 'Egress'] } },
    dns: {
      metadata: metadata('dns'),
      spec: { pod_selector: {}, policy_types: ['Egress'], egress: [{ to: [system], ports: dns }] },
    },
    own: {
      metadata: metadata('evisa'),
      spec: {
        pod_selector: SELECTOR,
        policy_types: ['Egress'],
        egress: [{ to: toArchive, ports: [{ port: '5432' }] }],
      },
    },
  }
}

function workload(kind: WorkloadKind): Json {
  const template = { metadata: { labels: LABELS }, spec: podSpec() }
  const rolling = { type: 'RollingUpdate' }
  switch (kind) {
    case 'pod':
      return { metadata: { ...metadata('evisa'), labels: LABELS }, spec: podSpec() }
    case 'cron_job':
      return {
        metadata: metadata('evisa'),
        spec: { schedule: '0 2 * * *', job_template: { metadata: {}, spec: { template } } },
      }
    case 'job':
      return { metadata: metadata('evisa'), spec: { template } }
    case 'daemon_set':
      return { metadata: metadata('evisa'), spec: { selector: SELECTOR, strategy: rolling, template } }
    case 'stateful_set':
      return {
        metadata: metadata('evisa'),
        spec: { replicas: '3', service_name: 'evisa', selector: SELECTOR, update_strategy: rolling, template },
      }
    case 'deployment':
      return { metadata: metadata('evisa'), spec: { replicas: '3', selector: SELECTOR, strategy: rolling, template } }
  }
}

function podSpec(): Json {
  const spread = ['kubernetes.io/hostname', 'topology.oblak.rs/rack', 'topology.oblak.rs/power']
  return {
    service_account_name: 'evisa',
    automount_service_account_token: false,
    priority_class_name: 'oblak-tier-1',
    security_context: {
      run_as_non_root: true,
      run_as_user: '10001',
      run_as_group: '10001',
      seccomp_profile: { type: 'RuntimeDefault' },
    },
    init_container: [container('migrate')],
    container: [
      {
        ...container('web'),
        startup_probe: { http_get: { path: '/startupz', port: '8081' } },
        readiness_probe: { http_get: { path: '/readyz', port: '8081' } },
        liveness_probe: { http_get: { path: '/livez', port: '8081' } },
      },
    ],
    volume: [{ name: 'scratch', empty_dir: { size_limit: '1Gi' } }],
    topology_spread_constraint: spread.map((key) => ({
      topology_key: key,
      max_skew: 1,
      min_domains: 2,
      when_unsatisfiable: 'DoNotSchedule',
      label_selector: [SELECTOR],
    })),
  }
}

function container(name: string): Json {
  return {
    name,
    image: `registry.oblak.rs/evisa/${name}@${DIGEST}`,
    env: [{ name: 'TOKEN_URL', value: 'http://sign-in/' }],
    resources: {
      requests: { cpu: '250m', memory: '512Mi', 'ephemeral-storage': '1Gi' },
      limits: { memory: '512Mi', 'ephemeral-storage': '1Gi' },
    },
    security_context: {
      run_as_non_root: true,
      allow_privilege_escalation: false,
      read_only_root_filesystem: true,
      capabilities: { drop: ['ALL'] },
    },
  }
}
