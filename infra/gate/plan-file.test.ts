import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { topologyOf } from '../labels/topology.ts'
import { Gate } from './gate.ts'
import { checkPlan, isAccepted } from './plan-check.ts'
import { readPlan } from './plan-file.ts'
import { estateOfSites } from './testing/two-sites.ts'

const metadata = [{ name: 'web', namespace: 'portal' }]
const pods = { spec: [{ container: [{ name: 'a', resources: [{ requests: { cpu: '1', memory: '1Gi' } }] }] }] }
const resource = (replicas: string) => ({
  address: 'kubernetes_deployment_v1.web',
  mode: 'managed',
  type: 'kubernetes_deployment_v1',
  values: { metadata, spec: [{ replicas, template: [pods] }] },
})
const planOf = (after: string, before?: string) => ({
  format_version: '1.2',
  planned_values: { root_module: { resources: [resource(after)] } },
  resource_changes: [
    {
      address: 'kubernetes_deployment_v1.web',
      mode: 'managed',
      type: 'kubernetes_deployment_v1',
      change: { actions: ['update'], before: before === undefined ? null : resource(before).values, after_unknown: {} },
    },
  ],
  configuration: {
    provider_config: {
      kubernetes: { name: 'kubernetes', expressions: { config_context: { constant_value: 'nis' } } },
    },
  },
})
const estate = await estateOfSites({ nis: { servers: 2, halls: 2 }, zajecar: {} })
const gate = new Gate(estate, topologyOf(estate))

describe('a plan', () => {
  it('says its site by the context of its provider, and what is before and after', () => {
    const plan = readPlan(JSON.stringify(planOf('200', '100')))
    if ('wrong' in plan) throw new Error(plan.wrong)
    expect(plan.context).toBe('nis')
    const check = checkPlan(gate, plan, { site: 'nis', nodes: 4, others: [] })
    // Four servers of 64 threads and 800 W: 100 and 200 of 256 threads.
    expect([check.before.demand.watts, check.after.demand.watts]).toEqual([1250, 2500])
    expect(check.after.verdict.fits).toBe(true)
  })

  it('that takes more than is there is refused after and not before', () => {
    const plan = readPlan(JSON.stringify(planOf('257')))
    if ('wrong' in plan) throw new Error(plan.wrong)
    const { after, before } = checkPlan(gate, plan, { site: 'nis', nodes: 4, others: [] })
    expect([before.verdict.fits, after.verdict.fits]).toEqual([true, false])
  })

  it('that brings a chart is not accepted: nobody sees what it places', () => {
    const chart = { address: 'helm_release.web', mode: 'managed', type: 'helm_release', values: {} }
    const resources = [chart]
    const plan = readPlan(JSON.stringify({ ...planOf('1'), planned_values: { root_module: { resources } } }))
    if ('wrong' in plan) throw new Error(plan.wrong)
    const check = checkPlan(gate, plan, { site: 'nis', nodes: 4, others: [] })
    expect(check.uncounted).toEqual(['helm_release.web: what it places is not seen'])
    expect([check.after.verdict.fits, isAccepted(check)]).toEqual([true, false])
  })

  it.each([
    ['', 'it is empty; write one: terraform show -json plan.tfplan > plan.json'],
    ['# Oblak', 'it is no JSON; write one: terraform show -json'],
    ['{"password":"hunter2"', 'it is no JSON; write one'],
    ['PK\u0003\u0004\u0014', 'it is the plan’s own file, which Terraform alone reads'],
    ['{"@level":"info"}\n{"@level":"info"}', 'it is the log of terraform plan -json'],
    ['[]', 'it is JSON of something else, and no plan: it has no planned_values; write one'],
    ['null', 'it is JSON of something else'],
    ['{"terraform":{},"provider":{},"resource":{}}', 'it is Terraform’s configuration, as cdk.tf.json is'],
    ['{"version":4,"serial":3,"lineage":"a","outputs":{},"resources":[]}', 'it is a state, and no plan; write one'],
    ['{"format_version":"1.0","values":{"root_module":{}}}', 'terraform show -json was given no file of a plan'],
    ['{"format_version":"1.0"}', 'it is a state, and no plan'],
    ['{"format_version":"1.0","provider_schemas":{},"x":1}', 'it is JSON of something else'],
    [
      '{"format_version":"0.2","planned_values":{"root_module":{}}}',
      'it is a plan of format 0.2, and format 1 is read',
    ],
    ['{"format_version":7,"planned_values":{"root_module":{}}}', ': format_version is missing or of another kind'],
    ['{"format_version":"1.2","planned_values":{}}', ': planned_values.root_module is missing or of another kind'],
    ['['.repeat(5000) + ']'.repeat(5000), 'it is nested more than 100 levels deep'],
    [JSON.stringify(nested(200)), 'it is nested more than 100 levels deep'],
    [
      '{"format_version":"1.2","planned_values":{"root_module":{}},"resource_changes":[{"address":"x","change":5}]}',
      'change',
    ],
  ])('that is none is told in words: %.40s', (text, words) => {
    const plan = readPlan(text)
    const wrong = 'wrong' in plan ? plan.wrong : ''
    expect(wrong).toContain(words)
    expect(wrong).not.toMatch(/hunter2|Invalid input|expected|JSON at/)
  })

  it('of any content is judged or told to be wrong, and never ends in an error', () => {
    const leaf = fc.oneof(fc.jsonValue(), fc.constantFrom('-3', '1e400', '1e300', '9'.repeat(400), `\${x}`, true, null))
    const spec = fc.record(
      { replicas: leaf, template: fc.oneof(leaf, fc.constant([pods])), selector: leaf, strategy: leaf },
      { requiredKeys: [] },
    )
    const values = fc.oneof(leaf, fc.record({ metadata: fc.oneof(leaf, fc.constant(metadata)), spec: fc.array(spec) }))
    const types = ['deployment_v1', 'stateful_set_v1', 'job_v1', 'cron_job_v1', 'pod_v1', 'namespace_v1']
    const anyPlan = fc.record({
      format_version: fc.constantFrom('1.2', '1.0', '2.0', 7),
      planned_values: fc.record({
        root_module: fc.record({
          resources: fc.array(
            fc.record({
              address: fc.string(),
              mode: fc.constantFrom('managed', 'data', 'other'),
              type: fc.constantFrom(...types.map((type) => `kubernetes_${type}`)),
              values,
            }),
            { maxLength: 3 },
          ),
        }),
      }),
      resource_changes: fc.array(
        fc.record({
          address: fc.string(),
          mode: fc.constant('managed'),
          type: fc.constant('kubernetes_pod_v1'),
          change: fc.record({ before: values, after_unknown: leaf }),
        }),
        { maxLength: 2 },
      ),
    })
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), anyPlan), (any) => {
        const plan = readPlan(JSON.stringify(any))
        if ('wrong' in plan) expect(plan.wrong).not.toBe('')
        else
          expect(typeof checkPlan(gate, plan, { site: 'nis', nodes: 4, others: [] }).after.verdict.fits).toBe('boolean')
      }),
      { numRuns: 200 },
    )
  })
})

/** A module in a module in a module. */
function nested(levels: number): object {
  let module: object = {}
  for (let level = 0; level < levels; level++) module = { child_modules: [module] }
  return { format_version: '1.2', planned_values: { root_module: module } }
}
