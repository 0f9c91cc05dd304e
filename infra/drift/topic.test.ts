import { expect, test } from 'vitest'
import type { FieldStep } from './field-difference.ts'
import { AREA_OF, topicOfField, topicOfObject } from './topic.ts'

const DEPLOYMENT = 'kubernetes_deployment_v1'

/** `spec/container/[web]/image`, `metadata/labels/'a.b/c`: in brackets the item of a list, behind a quote the key of a map. */
function stepsOf(text: string): readonly FieldStep[] {
  const [places = '', key] = text.split("/'")
  const steps = places
    .split('/')
    .map((part): FieldStep => (part.startsWith('[') ? { item: part.slice(1, -1) } : { field: part }))
  return key === undefined ? steps : [...steps, { key }]
}

test.each([
  ['kubernetes_network_policy_v1', 'isolation'],
  ['kubernetes_ingress_v1', 'isolation'],
  ['kubernetes_role_binding_v1', 'identity'],
  ['kubernetes_cluster_role', 'identity'],
  ['kubernetes_service_account_v1', 'identity'],
  ['kubernetes_deployment', 'image'],
  ['kubernetes_daemonset', 'image'],
  ['kubernetes_cron_job_v1', 'image'],
  ['kubernetes_resource_quota_v1', 'capacity'],
  ['kubernetes_labels', 'capacity'],
  ['kubernetes_config_map_v1', 'other'],
  ['kubernetes_unheard_of_v7', 'other'],
])('a whole %s is a matter of %s', (type, area) => {
  expect(AREA_OF[topicOfObject(type)]).toBe(area)
})

test.each([
  ['spec/template/spec/container/[web]/security_context/privileged', 'confinement', 'isolation'],
  ['spec/template/spec/host_network', 'confinement', 'isolation'],
  ["spec/template/metadata/labels/'app", 'pod-labels', 'isolation'],
  ['spec/template/spec/service_account_name', 'account', 'identity'],
  ['spec/template/spec/automount_service_account_token', 'token', 'identity'],
  ['spec/template/spec/container/[web]/image', 'image', 'image'],
  ['spec/template/spec/container/[web]/args', 'command', 'image'],
  ['spec/template/spec/container/[evil]', 'containers', 'image'],
  ['spec/replicas', 'copies', 'capacity'],
  ['spec/template/spec/container/[web]/resources/limits', 'resources', 'capacity'],
  ['spec/template/spec/topology_spread_constraint', 'placement', 'capacity'],
  ["metadata/annotations/'note", 'other', 'other'],
  ['spec/paused', 'other', 'other'],
])('of a workload %s is about %s, a matter of %s', (path, topic, area) => {
  const found = topicOfField(DEPLOYMENT, stepsOf(path), ['a', 'b'])
  expect([found, AREA_OF[found]]).toEqual([topic, area])
})

test('of a namespace a label of Pod Security is told apart, alone and among all labels', () => {
  const type = 'kubernetes_namespace_v1'
  const label = stepsOf("metadata/labels/'pod-security.kubernetes.io/enforce")
  expect(topicOfField(type, label, ['restricted', null])).toBe('pod-security')
  const all = { 'pod-security.kubernetes.io/enforce': 'restricted' }
  expect(topicOfField(type, stepsOf('metadata/labels'), [all, null])).toBe('pod-security')
  expect(topicOfField(type, stepsOf("metadata/labels/'team"), ['a', 'b'])).toBe('namespace')
  expect(topicOfField(type, stepsOf("metadata/annotations/'team"), ['a', 'b'])).toBe('other')
})

test('a volume of the host’s files is more than storage, and so is a secret that is mounted', () => {
  const volume = stepsOf('spec/template/spec/volume/[v]')
  expect(topicOfField(DEPLOYMENT, volume, [null, { name: 'v', host_path: [{ path: '/' }] }])).toBe('confinement')
  expect(topicOfField(DEPLOYMENT, volume, [null, { name: 'v', secret: [{ secret_name: 's' }] }])).toBe('secret')
  expect(topicOfField(DEPLOYMENT, volume, [null, { name: 'v', host_path: [], empty_dir: [{}] }])).toBe('storage')
})

test('labels of a policy or a role are no matter of security, their rules are', () => {
  const policy = 'kubernetes_network_policy_v1'
  expect(topicOfField(policy, stepsOf("metadata/labels/'tier"), ['1', '2'])).toBe('other')
  expect(topicOfField(policy, stepsOf('spec/policy_types'), [[], []])).toBe('network-policy')
  expect(topicOfField('kubernetes_role_v1', stepsOf('rule/verbs'), [[], []])).toBe('rights')
  expect(topicOfField('kubernetes_service_v1', stepsOf('spec/type'), ['ClusterIP', 'NodePort'])).toBe('exposure')
  expect(topicOfField('kubernetes_labels', stepsOf("labels/'power"), ['a', 'b'])).toBe('placement')
})
