import { describe, expect, test } from 'vitest'
import { PowerEstate } from '../../kit/testing/power-estate.ts'
import { startSyntheticServer } from '../testing/synthetic-server.ts'

/** A server of unknown draw beside one of 1,000 W, each on one side. */
const estate = new PowerEstate()
  .utility('grid')
  .ups('ups-a', { from: 'grid' })
  .ups('ups-b', { from: 'grid' })
  .rack('rack')
  .pdu('rack/pdu-a', { from: 'ups-a' })
  .pdu('rack/pdu-b', { from: 'ups-b' })
  .device('rack/known', ['rack/pdu-a'], 1000, 1, { service: 'portal' })
  .device('rack/unknown', ['rack/pdu-b'], undefined)
  .build()

async function asked(path: string) {
  await using started = await startSyntheticServer({ estate })
  const response = await fetch(`${started.server.url}${path}`)
  return { status: response.status, body: await response.json() }
}

describe('GET /api/fail', () => {
  test('answers for several things at once, when batteries are empty too', async () => {
    const { status, body } = await asked('/api/fail?thing=s/grid&thing=s/ups-b')
    expect(status).toBe(200)
    expect(body.lost).toEqual(['s/grid', 's/ups-b'])
    expect(body.atOnce.down.map(({ path }: { path: string }) => path)).toEqual(['s/rack/unknown'])
    // 600 s at 500 kW, constant power: longer at 1 kW, so that the energy of 100 kWh bounds it to 100 h; 90 % of it at an assumed age of five years.
    expect(body.later.afterSeconds).toBe(324_000)
    expect(body.later.answer.services).toEqual([{ service: 'portal', down: 1, throttled: 0, exposed: 0 }])
  })

  test('lets a device, an outlet and a supply fail', async () => {
    const { body } = await asked('/api/fail?thing=s/rack/known')
    expect(body.atOnce).toMatchObject({
      down: [{ path: 's/rack/known', watts: 1000, causes: [{ path: 's/rack/known', what: 'is lost' }] }],
      services: [{ service: 'portal', down: 1 }],
      network: { devices: 0, ports: 0, unknown: 0 },
    })
    for (const part of ['s/rack/pdu-a/outlet-1', 's/rack/known/supply-1']) {
      const answer = await asked(`/api/fail?thing=${part}`)
      expect(answer.body.atOnce.down[0].causes, part).toEqual([{ path: part, what: 'is lost' }])
    }
  })

  test('says null for watts that nobody knows', async () => {
    const { body } = await asked('/api/fail?thing=s/ups-b')
    expect(body.atOnce.down).toMatchObject([{ path: 's/rack/unknown', watts: null }])
  })

  test.each([
    ['nothing', '/api/fail', 400, 'query.thing'],
    ['an empty name', '/api/fail?thing=', 400, 'query.thing'],
    ['more than a hundred', `/api/fail?${'thing=s/grid&'.repeat(101)}`, 400, 'query.thing'],
    ['an outlet too many', '/api/fail?thing=s/rack/pdu-a/outlet-49', 404, 's/rack/pdu-a has outlet-1 to outlet-48'],
    ['what is not there', '/api/fail?thing=s/ups-c', 404, 'The estate has s, but no "ups-c" in it; it has grid'],
  ])('refuses %s', async (_what, path, status, detail) => {
    const answer = await asked(path)
    expect(answer.status).toBe(status)
    expect(answer.body.detail).toContain(detail)
  })
})

describe('GET /api/capacity', () => {
  test('answers for every site where no place is named', async () => {
    const { body } = await asked('/api/capacity')
    expect(body.places).toMatchObject([{ path: 's', racks: 1, power: { draws: { value: 1000, unknown: 1 } } }])
  })

  test('answers for several places', async () => {
    const { body } = await asked('/api/capacity?place=s&place=s/rack')
    expect(body.places.map(({ path }: { path: string }) => path)).toEqual(['s', 's/rack'])
  })
})

test('GET /api/power-chain has each node of the chain, and says where its load is not all', async () => {
  const { body } = await asked('/api/power-chain/s')
  const paths = body.nodes.map(({ path }: { path: string }) => path).sort()
  expect(paths).toEqual(['s/grid', 's/rack/pdu-a', 's/rack/pdu-b', 's/ups-a', 's/ups-b'])
  const of = (path: string) => body.nodes.find((node: { path: string }) => node.path === path)
  expect(of('s/ups-b')).toMatchObject({ watts: 0, atLeast: true })
  // A line of it gives a third of 500 kW.
  expect(of('s/ups-a')).toMatchObject({ watts: 1000, atLeast: false, now: { unit: 'W', limit: 500_000 / 3 } })
})

test('a planner that fails is said as a part that could not be reached', async () => {
  const gone = () => Promise.reject(new Error('the thread ended'))
  await using started = await startSyntheticServer({
    estate,
    planner: {
      ...{ fail: gone, capacity: gone, chain: gone, figures: gone },
      ...{ place: gone, unborne: gone, relieve: gone, release: gone, take: gone, basis: gone, reserve: gone },
    },
  })
  const response = await fetch(`${started.server.url}/api/fail?thing=s/grid`)
  expect(response.status).toBe(503)
  expect((await response.json()).detail).toBe('The question could not be answered: the thread ended')
})
