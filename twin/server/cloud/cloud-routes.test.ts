import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test, vi } from 'vitest'
import {
  cloudAnswer,
  cloudPlanAnswer,
  cloudRackAnswer,
  cloudRacksAnswer,
  cloudServiceAnswer,
} from '../../protocol/cloud.ts'
import { JUDGED_PLAN, ListedCloud, nodeAt, podAt } from '../testing/listed-cloud.ts'
import { LiveClient } from '../testing/live-client.ts'
import { startSyntheticServer } from '../testing/synthetic-server.ts'

const RACK = 'belgrade/hall-1/row-a/rack-01'

async function served(cloud: ListedCloud | undefined) {
  const started = await startSyntheticServer({ cloud })
  const ask = (path: string, init?: RequestInit) => fetch(`${started.server.url}/api/cloud${path}`, init)
  return {
    ask,
    all: async () => cloudAnswer.parse(await (await ask('')).json()),
    post: (body: unknown) =>
      ask('/plan', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    plan: async () => cloudPlanAnswer.parse(await (await ask('/plan')).json()),
    url: started.server.url,
    [Symbol.asyncDispose]: () => started[Symbol.asyncDispose](),
  }
}

describe('GET /api/cloud', () => {
  test('without a cluster tells the declared side, and the worst that its spread allows', async () => {
    await using server = await served(new ListedCloud())
    const { clusters, plan, services } = await server.all()
    expect(clusters).toMatchObject([{ site: 'belgrade', state: 'none', context: null, pods: 0 }])
    expect(plan).toBeNull()
    const [site] = services[0]?.sites ?? []
    // Two blocks, 4 copies: 2 and 2; 3 are needed.
    expect(site).toMatchObject({
      watts: 120,
      wattsBasis: 'nameplate',
      declared: 4,
      cpus: 8,
      running: null,
      racks: null,
    })
    expect(site?.survival.power).toEqual({
      verdict: 'reduced',
      by: 'declared spread',
      worst: 'belgrade/ups-a',
      together: ['belgrade/ups-a', 'belgrade/ups-b'],
      workload: 'web',
      copies: 4,
      copiesLeft: 2,
      copiesNeeded: 3,
      why: 'fewer copies than needed',
    })
    expect([site?.survival.rack.verdict, site?.survival.hall.verdict]).toEqual(['kept', 'lost'])
  })

  test('with a cluster tells what runs, and survival by where the pods are', async () => {
    const cloud = new ListedCloud()
    cloud.has([
      podAt('web-1', nodeAt('a', 1)),
      podAt('web-2', nodeAt('a', 2)),
      podAt('web-3', nodeAt('a', 3)),
      podAt('web-4', undefined, { phase: 'Pending', ready: false, why: '0/6 nodes are available' }),
      podAt('web-5', nodeAt('b', 1), { leaving: true }),
      podAt('guest', nodeAt('b', 2), { namespace: 'evisa-guests', service: undefined, workload: undefined }),
      podAt('dns', 'somewhere', { namespace: 'kube-system', service: undefined, workload: undefined }),
    ])
    await using server = await served(cloud)
    const { clusters, services } = await server.all()
    expect(clusters).toMatchObject([
      { state: 'watched', practice: true, nodes: 6, pods: 7, running: 5, pending: 1, others: 1 },
    ])
    const [site] = services[0]?.sites ?? []
    expect(site).toMatchObject({ running: 4, pending: 1, racks: 5 })
    expect(site?.workloads[0]).toMatchObject({ running: 3, pending: 1 })
    expect(site?.survival.row).toMatchObject({
      verdict: 'lost',
      by: 'live pods',
      worst: 'belgrade/hall-1/row-a',
      copiesLeft: 0,
    })
    expect(site?.survival.host).toMatchObject({ verdict: 'reduced', copiesLeft: 2 })
  })

  test('a cluster that is away keeps what it said last, and says so', async () => {
    const cloud = new ListedCloud()
    cloud.has([podAt('web-1', nodeAt('a', 1))], { state: 'away', why: 'the API server does not answer (ECONNREFUSED)' })
    await using server = await served(cloud)
    const { clusters, services } = await server.all()
    expect(clusters[0]).toMatchObject({ state: 'away', why: 'the API server does not answer (ECONNREFUSED)' })
    expect(services[0]?.sites[0]?.running).toBe(1)
  })

  test('pages are told of changes over the live socket, many as one', async () => {
    const cloud = new ListedCloud()
    await using server = await served(cloud)
    const client = await LiveClient.connect(server.url)
    const told = () => client.messages.filter(({ type }) => type === 'cloud')
    await client.until(() => told()[0])
    for (let copy = 0; copy < 50; copy++) cloud.has([podAt(`web-${copy}`, nodeAt('a', 1))])
    await client.until(() => told()[1])
    expect(told()).toEqual([
      { type: 'cloud', revision: 1 },
      { type: 'cloud', revision: 2 },
    ])
    expect((await server.all()).revision).toBe(2)
    client.close()
  })
})

describe('a service and a rack', () => {
  const cloud = new ListedCloud()
  cloud.has([
    podAt('web-1', nodeAt('a', 1)),
    podAt('web-2', nodeAt('a', 2)),
    podAt('dns', nodeAt('a', 1), { namespace: 'kube-system', service: undefined, workload: 'dns' }),
  ])

  test('a service tells the racks of its pods, and the feeds and UPS that these rest on', async () => {
    await using server = await served(cloud)
    const [site] = cloudServiceAnswer.parse(await (await server.ask('/services/evisa')).json()).sites
    expect(site?.racks.map(({ pods, rack }) => [rack, pods.map(({ name }) => name)])).toEqual([
      [RACK, ['web-1']],
      ['belgrade/hall-1/row-a/rack-02', ['web-2']],
    ])
    expect(site?.restsOn).toEqual({
      of: 'live pods',
      feeds: [{ path: 'belgrade/feed-a', racks: 2 }],
      ups: [
        { path: 'belgrade/ups-a', racks: 2 },
        { path: 'belgrade/ups-b', racks: 2 },
      ],
      blocks: [{ ups: ['belgrade/ups-a', 'belgrade/ups-b'], racks: 2 }],
    })
    expect(site?.eligible).toEqual({ racks: 6, halls: ['belgrade/hall-1'] })
  })

  test('a rack tells its services with construct and line, and pods of others apart', async () => {
    await using server = await served(cloud)
    const rack = cloudRackAnswer.parse(await (await server.ask(`/racks/${RACK}`)).json())
    expect(rack).toMatchObject({
      rack: RACK,
      state: 'watched',
      nodes: [{ name: nodeAt('a', 1), ready: true, cordoned: false }],
      services: [
        {
          name: 'evisa',
          workloads: [
            {
              name: 'web',
              constructPath: 'foreigners-belgrade/evisa/web/deployment',
              source: 'infra/catalogue/services/evisa.ts:23',
              copies: 4,
              pods: [{ name: 'web-1', rack: RACK }],
            },
          ],
        },
      ],
      others: [{ name: 'dns' }],
    })
    const { racks } = cloudRacksAnswer.parse(await (await server.ask('/racks')).json())
    expect(racks).toContainEqual({ rack: RACK, pods: 2, running: 2, services: ['evisa'] })
  })

  test.each([
    ['/services/evil', 404, 'no service "evil"'],
    ['/services/__proto__', 404, 'no service'],
    ['/racks/belgrade/hall-9', 404, 'The estate has belgrade'],
    ['/racks/belgrade/hall-1', 422, 'is no rack'],
  ])('refuses %s', async (path, status, detail) => {
    await using server = await served(cloud)
    const answer = await server.ask(path)
    expect(answer.status).toBe(status)
    expect((await answer.json()).detail).toContain(detail)
  })

  test('a server without a catalogue says so', async () => {
    await using server = await served(undefined)
    for (const path of ['', '/racks', '/plan', '/services/evisa']) {
      expect(await (await server.ask(path)).json()).toMatchObject({ code: 'not-configured', status: 404 })
    }
  })
})

describe('the pending plan', () => {
  const until = async (server: Awaited<ReturnType<typeof served>>, state: string) => {
    for (;;) {
      const plan = await server.plan()
      if (plan.state === state) return plan
      await sleep(20)
    }
  }

  test('is judged at once, before anybody asks, and its ghosts are racks that may take copies, not certain ones', async () => {
    const cloud = new ListedCloud({ name: 'plan.json', text: '{}', site: undefined })
    cloud.answer = JUDGED_PLAN
    await using server = await served(cloud)
    await vi.waitUntil(() => cloud.judged.length > 0)
    const plan = await until(server, 'judged')
    expect(plan).toMatchObject({ name: 'plan.json', from: 'file', site: 'belgrade', accepted: true })
    if (plan.state !== 'judged') return
    expect(plan.after.headroom).toEqual([{ site: 'belgrade', left: { cpus: 372, memoryGiB: 1512, gpus: 0 } }])
    // 6 copies on 2 blocks and 6 racks: 3 a row, 1 a rack.
    expect(plan.ghosts).toMatchObject([
      {
        workload: 'evisa/web',
        change: 'grow',
        constructPath: 'foreigners-belgrade/evisa/web/deployment',
        where: {
          how: 'spread rules',
          rows: [
            { place: 'belgrade/hall-1/row-a', racks: 3, most: 3 },
            { place: 'belgrade/hall-1/row-b', racks: 3, most: 3 },
          ],
          halls: [{ place: 'belgrade/hall-1', racks: 6, most: 6 }],
          mostOnRack: 1,
        },
      },
    ])
    expect(cloud.judged).toHaveLength(1)
    await sleep(1_100)
    expect((await server.all()).plan).toMatchObject({ name: 'plan.json', workloads: 1 })
  })

  test('copies that go are told on the racks where they stand', async () => {
    const cloud = new ListedCloud()
    const [change] = JUDGED_PLAN.changes
    if (!change) throw new Error('a change')
    cloud.answer = { ...JUDGED_PLAN, changes: [{ ...change, change: 'remove', after: 0 }] }
    cloud.has([podAt('web-1', nodeAt('a', 1)), podAt('web-2', nodeAt('b', 2))])
    await using server = await served(cloud)
    expect((await server.post({ name: 'away', plan: {} })).status).toBe(200)
    const plan = await until(server, 'judged')
    expect(plan).toMatchObject({
      ghosts: [
        {
          where: {
            how: 'live pods',
            racks: [
              { rack: RACK, copies: 1 },
              { rack: 'belgrade/hall-1/row-b/rack-02', copies: 1 },
            ],
          },
        },
      ],
    })
  })

  test('of plans that come while one is judged the newest alone is judged then', async () => {
    const cloud = new ListedCloud()
    await using server = await served(cloud)
    const release = cloud.hold()
    for (const name of ['first', 'second', 'third']) await server.post({ name, plan: {} })
    expect(await server.plan()).toMatchObject({ state: 'judging', name: 'third' })
    release()
    expect(await until(server, 'unusable')).toMatchObject({ name: 'third' })
    expect(cloud.judged.map(({ name }) => name)).toEqual(['first', 'third'])
  })

  test('may be posted and withdrawn; what is none says why; one of more than 8 MiB is refused', async () => {
    const cloud = new ListedCloud()
    await using server = await served(cloud)
    expect(await server.plan()).toEqual({ state: 'none' })
    expect((await server.post({ name: 'mine', site: 'belgrade', plan: { format_version: '1.2' } })).status).toBe(200)
    expect(cloud.judged).toEqual([{ name: 'mine', site: 'belgrade', text: '{"format_version":"1.2"}' }])
    expect(await until(server, 'unusable')).toMatchObject({ name: 'mine', why: 'it is no plan' })
    expect((await server.ask('/plan', { method: 'DELETE' })).status).toBe(200)
    expect(await server.plan()).toEqual({ state: 'none' })
    expect((await server.post({ name: 'none' })).status).toBe(400)
    const large = await server.post({ name: 'large', plan: { x: 'x'.repeat(9 * 2 ** 20) } })
    expect(large.status).toBe(413)
    expect((await large.json()).detail).toContain('8388608 bytes')
  })
})
