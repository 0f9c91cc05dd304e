import { expect, it } from 'vitest'
import { Block } from '../policy/block.ts'
import { planWork } from './plan-work.ts'

const GIB = 2 ** 30
const PLACE = { site: 'nis', nodes: 5 }
const metadata = { name: 'web', namespace: 'portal' }
const element = (type: string, config: object, unknowns?: unknown) => ({
  type,
  path: `${type}.web`,
  config: new Block({ ...config }, unknowns),
})
const container = (cpu: string, memory: string, more: object = {}) => ({
  name: 'main',
  resources: { requests: { cpu, memory }, ...more },
})
const template = (spec: object, labels: object = {}) => ({ metadata: [{ labels }], spec: [spec] })
const deployment = (spec: object, unknowns?: unknown) =>
  element('kubernetes_deployment_v1', { metadata: [metadata], spec: [spec] }, unknowns)
const namespace = element('kubernetes_namespace_v1', {
  metadata: [
    {
      name: 'portal',
      labels: { 'oblak.rs/service': 'egov-portal', 'oblak.rs/tier': '1', 'oblak.rs/dr-class': 'active-passive' },
    },
  ],
})
const one = (...resources: Parameters<typeof planWork>[0]) => planWork(resources, PLACE)[0]

it('a deployment asks for its replicas, by the labels of its namespace', () => {
  const web = deployment({ replicas: '3', template: template({ container: [container('500m', '2Gi')] }) })
  expect(one(web, namespace)).toEqual({
    site: 'nis',
    service: 'egov-portal',
    name: 'web',
    recovery: 'active-passive',
    tier: '1',
    pool: 'servers',
    copies: 3,
    each: { threads: 0.5, memory: 2 * GIB, gpus: 0 },
    unknown: [],
  })
})

it('a pod asks what its containers ask together, or its largest init container', () => {
  const containers = [container('1', '1Gi'), container('2', '1Gi')]
  const web = deployment({ template: template({ container: containers, init_container: [container('2', '8Gi')] }) })
  expect(one(web)?.each).toEqual({ threads: 3, memory: 8 * GIB, gpus: 0 })
})

it('GPUs are read from limits, and a limit stands for a request that is not said', () => {
  const limits = { cpu: '8', memory: '64Gi', 'nvidia.com/gpu': '2' }
  const model = deployment({ template: template({ container: [{ name: 'main', resources: [{ limits }] }] }) })
  expect(one(model)).toMatchObject({ pool: 'gpus', each: { threads: 8, memory: 64 * GIB, gpus: 2 } })
})

it('a scaler says the copies of what it scales, a daemon set has one a node, a job as many as run at once', () => {
  const pods = template({ container: [container('1', '1Gi')] })
  const scaler = element('kubernetes_horizontal_pod_autoscaler_v2', {
    metadata: [metadata],
    spec: [{ min_replicas: 7, max_replicas: 14, scale_target_ref: [{ kind: 'Deployment', name: 'web' }] }],
  })
  expect(one(deployment({ template: pods }), scaler)).toMatchObject({ copies: 7, most: 14 })
  const of = (type: string, spec: object) => one(element(type, { metadata: [metadata], spec: [spec] }))?.copies
  expect(of('kubernetes_daemon_set_v1', { template: pods })).toBe(5)
  expect(of('kubernetes_job_v1', { parallelism: 4, template: pods })).toBe(4)
  expect(of('kubernetes_job_v1', { parallelism: 4, suspend: true, template: pods })).toBe(0)
  expect(of('kubernetes_cron_job_v1', { job_template: [{ spec: [{ parallelism: 2, template: pods }] }] })).toBe(2)
})

it('what is not known is told and never guessed', () => {
  const web = deployment(
    { template: template({ container: [{ name: 'main', resources: [{ requests: { cpu: 'much' } }] }] }) },
    { spec: [{ replicas: true }] },
  )
  expect(one(web)).toMatchObject({
    copies: 0,
    recovery: undefined,
    unknown: [
      'how many copies',
      'cpu of container main',
      'memory of container main',
      'its recovery class (label oblak.rs/dr-class)',
    ],
  })
})

it.each(['amd.com/gpu', 'nvidia.com/mig-1g.5gb'])('%s is told as not known, and is no work without GPUs', (device) => {
  const limits = { [device]: '8' }
  const model = deployment({ template: template({ container: [container('1', '1Gi', { limits })] }) })
  expect(one(model, namespace)?.unknown).toEqual([`what nodes have of ${device}, which container main asks for`])
})

it.each(['0', '-4', '1e400'])('a request of %s CPUs is told as not known', (cpu) => {
  const web = deployment({ template: template({ container: [container(cpu, '1Gi')] }) })
  expect(one(web, namespace)).toMatchObject({ each: { threads: 0 }, unknown: ['cpu of container main'] })
})
