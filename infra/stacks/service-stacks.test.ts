import { describe, expect, it } from 'vitest'
import { seconds } from '../../twin/model/units.ts'
import { activePassive, singleSite } from '../catalogue/recovery.ts'
import { assumed } from '../catalogue/stated.ts'
import { renderedServices, terraformOf } from '../testing/rendered-service.ts'
import { serviceOf, workloadOf } from '../testing/service-of.ts'

const why = 'a test'
const inKragujevac = assumed(singleSite({ site: 'kragujevac', reason: why }), why)
const load = { peak: assumed(700, why), perReplica: assumed(100, why), unit: 'requests/s' }

/** The one service with this workload, in Kragujevac. */
async function inStack(...workloads: Parameters<typeof serviceOf>[1]) {
  const stacks = await renderedServices(serviceOf('s', workloads, { recovery: inKragujevac, tier: assumed('1', why) }))
  return stacks.get('egov-kragujevac') ?? new Map()
}

describe('the namespace of a service', () => {
  it('pins Pod Security restricted to a version in all three modes, and says what service it is', async () => {
    const resources = await inStack(workloadOf('w'))
    expect(resources.get('namespace_v1.s')).toMatchObject({
      metadata: {
        name: 's',
        labels: {
          'pod-security.kubernetes.io/enforce': 'restricted',
          'pod-security.kubernetes.io/enforce-version': 'v1.34',
          'pod-security.kubernetes.io/audit': 'restricted',
          'pod-security.kubernetes.io/audit-version': 'v1.34',
          'pod-security.kubernetes.io/warn': 'restricted',
          'pod-security.kubernetes.io/warn-version': 'v1.34',
          'oblak.rs/service': 's',
          'oblak.rs/tier': '1',
          'oblak.rs/data-class': 'personal',
          'oblak.rs/dr-class': 'single-site',
        },
      },
    })
  })

  it('refuses every connection in and out but those to the DNS of the cluster', async () => {
    const resources = await inStack(workloadOf('w'))
    const policies = [...resources].filter(([name]) => name.startsWith('network_policy_v1.'))
    expect(policies.map(([name]) => name).sort()).toEqual([
      'network_policy_v1.s_allow-dns',
      'network_policy_v1.s_default-deny',
    ])
    expect(resources.get('network_policy_v1.s_default-deny')).toMatchObject({
      spec: { pod_selector: {}, policy_types: ['Ingress', 'Egress'] },
    })
    expect(resources.get('network_policy_v1.s_default-deny')).not.toHaveProperty('spec.egress')
    expect(resources.get('network_policy_v1.s_allow-dns')).toMatchObject({
      spec: {
        policy_types: ['Egress'],
        egress: [
          {
            ports: [
              { port: '53', protocol: 'UDP' },
              { port: '53', protocol: 'TCP' },
            ],
          },
        ],
      },
    })
  })

  it('has a quota for all copies that a scaler may make, a quarter more of them while they are renewed, and no more', async () => {
    // Seven carry 700 requests/s; without one of eight blocks 8; a scaler may double that to 16; a quarter more is 20, of 1 CPU and 2 GiB each.
    const resources = await inStack(workloadOf('w', { copies: load }))
    expect(resources.get('resource_quota_v1.s')).toMatchObject({
      spec: {
        hard: {
          pods: '20',
          'requests.cpu': '20',
          'requests.memory': '40Gi',
          'limits.memory': '40Gi',
          'requests.ephemeral-storage': '20Gi',
          'requests.nvidia.com/gpu': '0',
          persistentvolumeclaims: '0',
          services: '1',
          'services.nodeports': '0',
          'services.loadbalancers': '0',
        },
      },
    })
  })

  it('gives a container that says nothing a request and limits', async () => {
    const resources = await inStack(workloadOf('w'))
    expect(resources.get('limit_range_v1.s')).toMatchObject({
      spec: {
        limit: [
          {
            type: 'Container',
            default: { memory: '512Mi', 'ephemeral-storage': '1Gi' },
            default_request: { cpu: '250m', memory: '512Mi', 'ephemeral-storage': '1Gi' },
            max: { memory: '2Gi' },
          },
        ],
      },
    })
  })
})

describe('a workload on the network', () => {
  it('writes every flag of the container that Pod Security asks for: the provider would send an omitted one as false or true', async () => {
    const resources = await inStack(workloadOf('w'))
    const deployment = resources.get('deployment_v1.s_w')
    expect(deployment).toHaveProperty('spec.template.spec.container.0.security_context', {
      allow_privilege_escalation: false,
      privileged: false,
      read_only_root_filesystem: true,
      run_as_non_root: true,
      run_as_user: '10001',
      run_as_group: '10001',
      capabilities: { drop: ['ALL'] },
      seccomp_profile: { type: 'RuntimeDefault' },
    })
    expect(deployment).toMatchObject({
      wait_for_rollout: true,
      timeouts: { create: '3m', update: '3m' },
      spec: {
        template: {
          spec: {
            automount_service_account_token: false,
            service_account_name: 'w',
            host_network: false,
            host_pid: false,
            host_ipc: false,
            priority_class_name: 'oblak-tier-1',
          },
        },
      },
    })
    expect(resources.get('service_account_v1.s_w')).toMatchObject({ automount_service_account_token: false })
  })

  it('takes its image by digest from the registry of the state', async () => {
    const resources = await inStack(workloadOf('w'))
    expect(resources.get('deployment_v1.s_w')).toHaveProperty(
      'spec.template.spec.container.0.image',
      `registry.oblak.rs/any/image@sha256:${'a'.repeat(64)}`,
    )
  })

  it('with a load leaves the number of its copies to a scaler, and Terraform does not set it back', async () => {
    const resources = await inStack(workloadOf('w', { copies: load }))
    expect(resources.get('deployment_v1.s_w')).not.toHaveProperty('spec.replicas')
    expect(resources.get('deployment_v1.s_w')).toHaveProperty('lifecycle.ignore_changes', ['spec[0].replicas'])
    expect(resources.get('horizontal_pod_autoscaler_v2.s_w')).toMatchObject({
      spec: { min_replicas: 8, max_replicas: 16, scale_target_ref: { kind: 'Deployment', name: 'w' } },
    })
    expect(resources.get('pod_disruption_budget_v1.s_w')).toMatchObject({ spec: { min_available: '7' } })
  })

  it('of given copies has them as text, and no scaler', async () => {
    const resources = await inStack(workloadOf('w'))
    expect(resources.get('deployment_v1.s_w')).toHaveProperty('spec.replicas', '3')
    expect(resources.has('horizontal_pod_autoscaler_v2.s_w')).toBe(false)
  })

  it('is spread over machines, racks and power blocks as a condition, over rows as far as it goes', async () => {
    const resources = await inStack(workloadOf('w'))
    expect(resources.get('deployment_v1.s_w')).toHaveProperty(
      'spec.template.spec.topology_spread_constraint',
      [
        ['kubernetes.io/hostname', 'DoNotSchedule'],
        ['topology.oblak.rs/rack', 'DoNotSchedule'],
        ['topology.oblak.rs/row', 'ScheduleAnyway'],
        ['topology.oblak.rs/power', 'DoNotSchedule'],
      ].map(([key, when]) =>
        expect.objectContaining({ topology_key: key, when_unsatisfiable: when, node_taints_policy: 'Honor' }),
      ),
    )
  })

  it('is let out by a host and let in from the gateway alone', async () => {
    const resources = await inStack(workloadOf('w', { exposure: { to: 'internet', host: 'w.example.rs' } }))
    expect(resources.get('ingress_v1.s_w')).toMatchObject({
      spec: {
        ingress_class_name: 'internet',
        tls: [{ hosts: ['w.example.rs'], secret_name: 'w-tls' }],
        rule: [{ host: 'w.example.rs' }],
      },
    })
    expect(resources.get('network_policy_v1.s_w_from_gateway')).toMatchObject({
      spec: {
        policy_types: ['Ingress'],
        ingress: [
          {
            from: [{ namespace_selector: { match_labels: { 'kubernetes.io/metadata.name': 'gateway' } } }],
            ports: [{ port: '8443', protocol: 'TCP' }],
          },
        ],
      },
    })
  })

  it('has secrets as files by reference: no value, and none in its environment', async () => {
    const resources = await inStack(workloadOf('w', { secrets: ['database'] }))
    const spec = resources.get('deployment_v1.s_w')
    expect(spec).toHaveProperty('spec.template.spec.volume.1', {
      name: 'secret-database',
      secret: { secret_name: 'w-database', default_mode: '0440', optional: false },
    })
    expect(JSON.stringify(spec)).not.toContain('secret_key_ref')
    expect([...resources.keys()].filter((name) => name.startsWith('secret'))).toEqual([])
  })
})

describe('other kinds of workloads', () => {
  const gpu = { ...workloadOf('model'), kind: 'gpu', gpus: 2 } as const
  const { exposure: _, ...asked } = workloadOf('store', { port: 5432 })
  const store = { ...asked, kind: 'stateful', copies: assumed(3, why), storageGiB: assumed(100, why) } as const

  it('on GPUs ask for them under limits alone, bear the taint, and are spread over racks where one power block has them all', async () => {
    const resources = await inStack(gpu)
    const deployment = resources.get('deployment_v1.s_model')
    expect(deployment).toHaveProperty(
      ['spec', 'template', 'spec', 'container', '0', 'resources', 'limits', 'nvidia.com/gpu'],
      '2',
    )
    expect(deployment).not.toHaveProperty([
      'spec',
      'template',
      'spec',
      'container',
      '0',
      'resources',
      'requests',
      'nvidia.com/gpu',
    ])
    expect(deployment).toMatchObject({
      spec: {
        strategy: { rolling_update: { max_surge: '0', max_unavailable: '1' } },
        template: { spec: { toleration: [{ key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' }] } },
      },
    })
    expect(deployment).toHaveProperty(
      'spec.template.spec.topology_spread_constraint.3',
      expect.objectContaining({ topology_key: 'topology.oblak.rs/power', when_unsatisfiable: 'ScheduleAnyway' }),
    )
    expect(resources.get('resource_quota_v1.s')).toHaveProperty(['spec', 'hard', 'requests.nvidia.com/gpu'], '6')
  })

  it('with data keep a disk for each copy that outlasts it, and may speak among themselves', async () => {
    const resources = await inStack(store)
    expect(resources.get('stateful_set_v1.s_store')).toMatchObject({
      spec: {
        service_name: 'store',
        replicas: '3',
        persistent_volume_claim_retention_policy: [{ when_deleted: 'Retain', when_scaled: 'Retain' }],
        volume_claim_template: [
          {
            metadata: { name: 'data' },
            spec: { storage_class_name: 'oblak-replicated', resources: { requests: { storage: '100Gi' } } },
          },
        ],
      },
    })
    expect(resources.get('service_v1.s_store')).toMatchObject({ spec: { cluster_ip: 'None' } })
    expect([...resources.keys()]).toEqual(
      expect.arrayContaining(['network_policy_v1.s_store_to_store', 'network_policy_v1.s_store_from_store']),
    )
    expect(resources.get('resource_quota_v1.s')).toHaveProperty(['spec', 'hard', 'requests.storage'], '300Gi')
  })

  it('by a timetable run one at a time, and are suspended where the site stands by', async () => {
    const nightly = {
      name: 'n',
      kind: 'nightly',
      image: 'any/image',
      size: workloadOf('n').size,
      schedule: assumed('15 1 * * *', why),
    } as const
    const recovery = assumed(activePassive({ primary: 'kragujevac', rpo: seconds(0), rto: seconds(60) }), why)
    const stacks = await renderedServices(serviceOf('s', [nightly], { recovery }))
    const suspend = (stack: string) => stacks.get(stack)?.get('cron_job_v1.s_n')
    expect(suspend('egov-kragujevac')).toMatchObject({
      spec: { suspend: false, concurrency_policy: 'Forbid', timezone: 'Europe/Belgrade' },
    })
    expect(suspend('egov-belgrade')).toMatchObject({ spec: { suspend: true } })
  })

  it('of tenants have namespaces with a quota of GPUs each, whose pods ask what the platform lets them', async () => {
    const tenants = ['a', 'b'].map((name) => ({ name, gpus: 4, pods: 10, size: { cpus: 8, memoryGiB: 64 } }))
    const platform = serviceOf('ai', [workloadOf('models')], {
      recovery: inKragujevac,
      tenants: assumed(tenants, why),
      tenantsCall: ['models'],
    })
    const resources = (await renderedServices(platform)).get('egov-kragujevac') ?? new Map()
    expect(resources.get('resource_quota_v1.ai-b')).toMatchObject({
      spec: { hard: { 'requests.nvidia.com/gpu': '4', pods: '10', 'requests.cpu': '8', services: '0' } },
    })
    expect(resources.get('network_policy_v1.ai-b_pods_to_ai_models')).toMatchObject({ spec: { pod_selector: {} } })
    expect(resources.get('network_policy_v1.ai_models_from_ai-b_pods')).toMatchObject({
      spec: {
        ingress: [{ from: [{ namespace_selector: { match_labels: { 'kubernetes.io/metadata.name': 'ai-b' } } }] }],
      },
    })
  })
})

describe('a path from one service to another', () => {
  const asker = serviceOf('asker', [workloadOf('web', { calls: ['asked/api'] })])
  const asked = (recovery = inKragujevac) =>
    serviceOf('asked', [workloadOf('api', { port: 9000 })], { recovery, workloadClass: 'wallet' })

  it('is made in both stacks: what one may send, the other may receive', async () => {
    const stacks = await renderedServices(asker, asked())
    expect(stacks.get('egov-kragujevac')?.get('network_policy_v1.asker_web_to_asked_api')).toMatchObject({
      metadata: { name: 'web.to.asked.api', namespace: 'asker' },
      spec: {
        policy_types: ['Egress'],
        egress: [
          {
            to: [
              {
                namespace_selector: { match_labels: { 'kubernetes.io/metadata.name': 'asked' } },
                pod_selector: {
                  match_labels: { 'app.kubernetes.io/name': 'api', 'app.kubernetes.io/part-of': 'asked' },
                },
              },
            ],
            ports: [{ port: '9000', protocol: 'TCP' }],
          },
        ],
      },
    })
    expect(stacks.get('wallet-kragujevac')?.get('network_policy_v1.asked_api_from_asker_web')).toMatchObject({
      metadata: { name: 'api.from.asker.web', namespace: 'asked' },
      spec: { policy_types: ['Ingress'], ingress: [{ ports: [{ port: '9000', protocol: 'TCP' }] }] },
    })
  })

  it('to the other site is one between networks, and the address is that of the other site', async () => {
    const stacks = await renderedServices(asker, asked())
    const belgrade = stacks.get('egov-belgrade')
    expect(belgrade?.get('network_policy_v1.asker_web_to_asked_api_kragujevac')).toMatchObject({
      spec: { egress: [{ to: [{ ip_block: { cidr: '10.34.0.0/16' } }] }] },
    })
    expect(stacks.get('wallet-kragujevac')?.get('network_policy_v1.asked_api_from_asker_web_belgrade')).toMatchObject({
      spec: { ingress: [{ from: [{ ip_block: { cidr: '10.11.0.0/16' } }] }] },
    })
    expect(belgrade?.get('deployment_v1.asker_web')).toHaveProperty(
      'spec.template.spec.container.0.env',
      expect.arrayContaining([{ name: 'ASKED_API_ADDRESS', value: 'api.asked.svc.kragujevac.oblak.rs:9000' }]),
    )
    expect(stacks.get('egov-kragujevac')?.get('deployment_v1.asker_web')).toHaveProperty(
      'spec.template.spec.container.0.env',
      expect.arrayContaining([{ name: 'ASKED_API_ADDRESS', value: 'api.asked.svc:9000' }]),
    )
  })

  it('leaves no reference between stacks: no stack reads another one’s state', async () => {
    const stacks = await renderedServices(asker, asked())
    for (const resources of stacks.values()) expect(JSON.stringify([...resources])).not.toContain('data.terraform')
  })
})

describe('a namespace that is there already', () => {
  it('is taken into the state of its site’s stack, and in the other site’s is made', async () => {
    const json = async (adopt: readonly string[]) => await terraformOf({ adopt }, serviceOf('s', [workloadOf('w')]))
    const stacks = await json(['belgrade/s'])
    expect(stacks.get('egov-belgrade')).toMatchObject({ import: [{ to: 'kubernetes_namespace_v1.s', id: 's' }] })
    expect(stacks.get('egov-kragujevac')).not.toHaveProperty('import')
    await expect(json(['belgrade/t'])).rejects.toThrow(
      'belgrade/t: is to be adopted, but no stack has such a namespace; did you mean belgrade/s?',
    )
  })
})
