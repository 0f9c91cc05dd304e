import { describe, expect, it } from 'vitest'
import { UNKNOWN } from './block.ts'
import { plannedStack, planSchema } from './planned-stack.ts'
import { stackOf } from './rendered-stack.ts'

const template = {
  metadata: { labels: { app: 'evisa' } },
  spec: { init_container: [{ name: 'migrate' }], container: [{ name: 'web' }, { name: 'log' }] },
}
const metadata = { name: 'evisa', namespace: 'evisa' }
const CONFIGS = {
  kubernetes_deployment_v1: { metadata, spec: { template } },
  kubernetes_stateful_set_v1: { metadata, spec: { template } },
  kubernetes_daemon_set_v1: { metadata, spec: { template } },
  kubernetes_daemonset: { metadata, spec: { template } },
  kubernetes_job_v1: { metadata, spec: { template } },
  kubernetes_cron_job_v1: { metadata, spec: { job_template: { spec: { template } } } },
  kubernetes_pod_v1: { metadata: { ...metadata, ...template.metadata }, spec: template.spec },
}
const seen = (workload: ReturnType<typeof stackOf>['workloads'][number] | undefined) => ({
  name: workload?.name,
  namespace: workload?.namespace,
  labels: workload?.podLabels,
  containers: workload?.containers.map(({ label }) => label),
})
const EVISA = {
  name: 'evisa',
  namespace: 'evisa',
  labels: new Map([['app', 'evisa']]),
  containers: ['init container migrate', 'container web', 'container log'],
}

describe.each(Object.entries(CONFIGS))('the pods of %s', (type, config) => {
  it('are seen in a stack’s JSON', () => {
    const { workloads } = stackOf('evisa', { resource: { [type]: { app: config } } })
    expect(workloads.map(seen)).toEqual([EVISA])
    expect(workloads[0]?.element.path).toBe(`evisa/${type}.app`)
  })

  it('are seen in a plan, in a module too', () => {
    const address = `module.evisa["a"].${type}.app[0]`
    const plan = {
      format_version: '1.2',
      planned_values: {
        root_module: { child_modules: [{ resources: [{ address, mode: 'managed', type, values: config }] }] },
      },
      resource_changes: [{ address, change: { after_unknown: { id: true, metadata: { namespace: true } } } }],
    }
    const { workloads } = plannedStack('plan', planSchema.parse(plan))
    expect(workloads.map(seen)).toEqual([{ ...EVISA, namespace: UNKNOWN }])
    expect(workloads[0]?.element.path).toBe(address)
  })
})

it('a plan tells its providers with version, and the data sources of every module', () => {
  const plan = planSchema.parse({
    format_version: '1.2',
    planned_values: { root_module: {} },
    configuration: {
      provider_config: {
        kubernetes: {
          name: 'kubernetes',
          full_name: 'registry.terraform.io/hashicorp/kubernetes',
          version_constraint: '2.38.0',
        },
        'module.a:kubernetes': { name: 'kubernetes', full_name: 'registry.terraform.io/hashicorp/kubernetes' },
        terraform: { name: 'terraform', full_name: 'terraform.io/builtin/terraform' },
      },
      root_module: {
        module_calls: {
          a: {
            module: {
              resources: [{ address: 'data.terraform_remote_state.b', mode: 'data', type: 'terraform_remote_state' }],
            },
          },
        },
      },
    },
  })
  const stack = plannedStack('plan', plan)
  expect(stack.requiredProviders).toEqual({
    kubernetes: { source: 'registry.terraform.io/hashicorp/kubernetes', version: '2.38.0' },
  })
  expect(stack.dataSources.map(({ path }) => path)).toEqual(['module.a.data.terraform_remote_state.b'])
})
