import { createRequire } from 'node:module'
import { expect, it } from 'vitest'
import { Gate } from '../gate/gate.ts'
import { estateOfSites } from '../gate/testing/two-sites.ts'
import { topologyOf } from '../labels/topology.ts'
import { judgePlan } from './judge-plan.ts'
import { serveCloud } from './serve-cloud.ts'

const ESTATE = await estateOfSites({ nis: { servers: 4 }, zajecar: { servers: 2 } })
const TOPOLOGY = topologyOf(ESTATE)
const GATE = new Gate(ESTATE, TOPOLOGY)

const judged = (plan: object, site?: string) =>
  judgePlan(GATE, TOPOLOGY, [], { name: 'a plan', text: JSON.stringify(plan), site })

const deployment = (name: string, replicas: number) => ({
  metadata: [{ name, namespace: 'portal' }],
  spec: [
    {
      replicas,
      template: [
        {
          metadata: [{ labels: { 'oblak.rs/dr-class': 'active-active' } }],
          spec: [
            {
              container: [{ name: 'main', resources: [{ requests: { cpu: '1', memory: '1Gi' } }] }],
              topology_spread_constraint: [
                { topology_key: 'topology.oblak.rs/rack', when_unsatisfiable: 'DoNotSchedule', max_skew: 1 },
                { topology_key: 'topology.oblak.rs/power', when_unsatisfiable: 'ScheduleAnyway', max_skew: 1 },
              ],
            },
          ],
        },
      ],
    },
  ],
})

/** Copies before and after, by name; at nis, unless said. */
function planOf(
  workloads: Readonly<Record<string, readonly [number | undefined, number | undefined]>>,
  context = 'nis',
) {
  const type = 'kubernetes_deployment_v1'
  const all = Object.entries(workloads).map(([name, [was, will]]) => ({
    address: `${type}.${name}`,
    before: was === undefined ? null : deployment(name, was),
    after: will === undefined ? null : deployment(name, will),
  }))
  return {
    format_version: '1.2',
    planned_values: {
      root_module: {
        resources: all.flatMap(({ address, after }) =>
          after ? [{ address, mode: 'managed', type, values: after }] : [],
        ),
      },
    },
    resource_changes: all.map(({ address, after, before }) => ({
      address,
      mode: 'managed',
      type,
      change: { before, after, after_unknown: {} },
    })),
    configuration: {
      provider_config: {
        kubernetes: { name: 'kubernetes', expressions: { config_context: { constant_value: context } } },
      },
    },
  }
}

it('tells what becomes of each workload, and what hosts have left before and after', () => {
  const plan = judged(planOf({ web: [2, 32], api: [4, undefined], job: [undefined, 1], same: [1, 1] }))
  expect(plan).toMatchObject({ site: 'nis', accepted: true, refusals: [], uncounted: [] })
  if ('wrong' in plan) throw new Error(plan.wrong)
  expect(plan.changes.map(({ after, before, change, name }) => [name, change, before, after])).toEqual([
    ['web', 'grow', 2, 32],
    ['job', 'add', 0, 1],
    ['same', 'same', 1, 1],
    ['api', 'remove', 4, 0],
  ])
  expect(plan.changes[0]).toMatchObject({
    service: 'portal',
    cpus: 32,
    memoryGiB: 32,
    address: 'kubernetes_deployment_v1.web',
    spread: { pool: 'servers', overRacks: true, overPower: false },
  })
  // 4 servers of 64 threads at nis, 2 at zajecar; 7 of them asked before, 34 after.
  const cpus = (moment: typeof plan.before) => [
    moment.headroom.map(({ left }) => left.cpus),
    moment.headroomAfterSiteLoss.map(({ left, lost, site }) => [site, lost, left.cpus]),
  ]
  expect(cpus(plan.before)).toEqual([
    [249, 128],
    [
      ['zajecar', 'nis', 121],
      ['nis', 'zajecar', 249],
    ],
  ])
  expect(cpus(plan.after)).toEqual([
    [222, 128],
    [
      ['zajecar', 'nis', 94],
      ['nis', 'zajecar', 222],
    ],
  ])
  // 34 of 256 threads of 3,200 W.
  expect(plan.after.watts).toBeCloseTo(425)
  expect(plan.after.kilowattHoursAYear).toBeCloseTo(3723)
})

it('a plan that does not fit is refused in the words of the gate', () => {
  const plan = judged(planOf({ web: [undefined, 130] }))
  expect(plan).toMatchObject({ accepted: false, before: { fits: true }, after: { fits: false } })
  if ('wrong' in plan) throw new Error(plan.wrong)
  expect(plan.refusals[0]?.message).toMatch(/zajecar needs 130 vCPU, 128 vCPU are left/)
  expect(plan.after.losses.fit).toBeLessThan(plan.after.losses.of)
})

it('is judged, and the catalogue read, without CDKTF', () => {
  expect(serveCloud).toBeTypeOf('function')
  const loaded = Object.keys(createRequire(import.meta.url).cache)
  expect(loaded.filter((file) => /[\\/]cdktf[\\/]/.test(file))).toEqual([])
})

it('says in words what is no plan, and which sites there are', () => {
  expect(judged({ any: 'thing' })).toMatchObject({ wrong: expect.stringContaining('no plan') })
  expect(judged(planOf({ web: [1, 1] }, 'subotica'))).toMatchObject({ wrong: expect.stringMatching(/subotica: nis/) })
  expect(judged(planOf({ web: [1, 1] }, 'subotica'), 'zajecar')).toMatchObject({ site: 'zajecar' })
})

it('is not judged at another site than its provider places it at, and both are named', () => {
  expect(judged(planOf({ web: [1, 1] }, 'nis'), 'zajecar')).toEqual({
    wrong: 'its provider places its work at nis, and zajecar was said',
  })
  expect(judged(planOf({ web: [1, 1] }, 'nis'), 'nis')).toMatchObject({ site: 'nis' })
})
