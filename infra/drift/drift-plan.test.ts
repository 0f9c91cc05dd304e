import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type DriftPlan, readDriftPlan } from './drift-plan.ts'
import { fieldText } from './field-difference.ts'
import { objectOf, planJson } from './testing/plan-json.ts'

const DEPLOYMENT = 'kubernetes_deployment_v1'
const both = objectOf({ policy_types: ['Ingress', 'Egress'] })
const one = objectOf({ policy_types: ['Ingress'] })

function read(...given: Parameters<typeof planJson>): DriftPlan {
  const drift = readDriftPlan(planJson(...given))
  if ('wrong' in drift) throw new Error(drift.wrong)
  return drift
}

/** Kind of each object, and where it differs. */
function told({ objects }: DriftPlan) {
  return objects.map(({ fields, kind }) => [kind, ...fields.map(({ isByHand, steps }) => [fieldText(steps), isByHand])])
}

test('a field that differs from the last apply was changed by hand: live is before, declared is after', () => {
  const drift = read(
    [{ actions: ['update'], before: one, after: both }],
    [{ actions: ['update'], before: both, after: one }],
  )
  expect(told(drift)).toEqual([['changed', ['spec.policy_types', true]]])
  expect(drift.objects[0]).toMatchObject({ name: 'x', namespace: 'portal', type: 'kubernetes_network_policy_v1' })
  expect(drift.objects[0]?.fields[0]).toMatchObject({ before: ['Ingress'], after: ['Ingress', 'Egress'] })
  expect(drift.isNotApplied).toBe(false)
})

test('a field that is as it was applied is declared anew', () => {
  const labels = (tier: string) => objectOf({ policy_types: ['Ingress'] }, { labels: { 'oblak.rs/tier': tier } })
  const drift = read(
    [{ actions: ['update'], before: labels('2'), after: { ...labels('1'), spec: both.spec } }],
    [{ actions: ['update'], before: labels('3'), after: labels('2') }],
  )
  expect(told(drift)).toEqual([['changed', ['metadata.labels[oblak.rs/tier]', true], ['spec.policy_types', false]]])
})

test('what is to be made is gone where it was applied, and else not applied; what is to go is declared no more', () => {
  const made = { actions: ['create'], before: null, after: both }
  const drift = read(
    [
      { ...made, name: 'gone' },
      { ...made, name: 'new' },
      { actions: ['delete'], before: both, after: null, name: 'old' },
      { actions: ['no-op'], before: both, after: both, name: 'same' },
      { actions: ['no-op'], before: both, after: both, name: 'there', more: { importing: { id: 'portal/x' } } },
      { actions: ['delete', 'create'], before: one, after: both, name: 'replaced' },
    ],
    [{ actions: ['delete'], before: both, after: null, name: 'gone' }],
  )
  expect(drift.objects.map(({ address, kind }) => [address.split('.')[1], kind])).toEqual([
    ['gone', 'gone'],
    ['new', 'not-applied'],
    ['old', 'no-longer-declared'],
    ['there', 'not-applied'],
    ['replaced', 'changed'],
  ])
  expect(drift.declared).toHaveLength(5)
})

test('a stack of which all is to be made, and nothing was applied, is not applied', () => {
  const made = { actions: ['create'], before: null, after: both }
  expect(read([made]).isNotApplied).toBe(true)
  expect(read([made], [{ actions: ['delete'], before: both, after: null }]).isNotApplied).toBe(false)
  expect(read([]).isNotApplied).toBe(false)
})

test('copies of a workload that a scaler scales are not compared, declared here or found in the cluster; other fields are', () => {
  const scaler = {
    type: 'kubernetes_horizontal_pod_autoscaler_v2',
    actions: ['no-op'],
    before: null,
    after: objectOf({ scale_target_ref: [{ api_version: 'apps/v1', kind: 'Deployment', name: 'x' }] }),
  }
  const change = (live: object, declared: object) => ({
    ...{ type: DEPLOYMENT, actions: ['update'] },
    ...{ before: objectOf(live), after: objectOf(declared) },
  })
  const copies = change({ replicas: '5' }, { replicas: '3' })
  expect(told(read([copies]))).toEqual([['changed', ['spec.replicas', false]]])
  const scaled = read([copies, scaler])
  expect([told(scaled), scaled.ofScalers]).toEqual([[], 1])
  expect(told(read([change({ replicas: '5', paused: true }, { replicas: '3', paused: false }), scaler]))).toEqual([
    ['changed', ['spec.paused', false]],
  ])
  const found = (kind: string, namespace: string) =>
    readDriftPlan(planJson([copies]), [{ kind, namespace, name: 'x' }]) as DriftPlan
  expect(told(found('Deployment', 'portal'))).toEqual([])
  expect(told(found('Deployment', 'other'))).toHaveLength(1)
  expect(told(found('StatefulSet', 'portal'))).toHaveLength(1)
})

test('what is known only after an apply is no difference, and what an API server counts by itself neither', () => {
  const drift = read([
    {
      actions: ['update'],
      before: objectOf({ policy_types: ['Ingress'] }, { generation: 1, resource_version: '7' }),
      after: objectOf({}, { generation: 2, resource_version: '9' }),
      more: { after_unknown: { spec: [{ policy_types: true }] } },
    },
  ])
  expect(told(drift)).toEqual([['changed']])
})

test('labels of a node are a part of the node', () => {
  const labels = { api_version: 'v1', kind: 'Node', metadata: [{ name: 'rack-01' }], labels: { a: '1' } }
  const drift = read([
    { type: 'kubernetes_labels', actions: ['update'], before: { ...labels, labels: { a: '2' } }, after: labels },
  ])
  expect(drift.objects).toMatchObject([{ name: 'rack-01', of: { apiVersion: 'v1', kind: 'Node' } }])
  expect(told(drift)).toEqual([['changed', ['labels[a]', false]]])
})

test('data sources are nobody’s drift', () => {
  const text = planJson([{ actions: ['read'], before: null, after: both }]).replaceAll('"managed"', '"data"')
  expect(readDriftPlan(text)).toMatchObject({ objects: [], declared: [] })
})

test.each(['', 'null', '[]', '{}', '{"format_version":"2.0"}', '{"format_version":"1.2","resource_changes":[{}]}'])(
  'a text that is no plan is told as such: %s',
  (text) => {
    expect(readDriftPlan(text)).toEqual({ wrong: expect.stringContaining('it is no plan of terraform show -json') })
  },
)

test('any text, and any values in a plan, are read or told to be wrong, and nothing is thrown', () => {
  fc.assert(fc.property(fc.string(), (text) => void readDriftPlan(text)))
  fc.assert(
    fc.property(
      fc.jsonValue(),
      fc.jsonValue(),
      fc.jsonValue(),
      fc.constantFrom(['update'], ['create'], ['delete'], ['delete', 'create'], ['no-op'], ['forget'], []),
      (before, after, marks, actions) => {
        const more = { after_unknown: marks, before_sensitive: marks, after_sensitive: marks }
        const planned = { actions, before, after, more, type: DEPLOYMENT }
        const drift = readDriftPlan(planJson([planned], [{ ...planned, before: after, after: before }]))
        expect(drift).toHaveProperty('objects')
      },
    ),
  )
})
