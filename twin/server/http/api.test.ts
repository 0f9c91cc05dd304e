import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../../kit/testing/temporary-folder.ts'
import type { ActiveFault, FaultName } from '../../model/fault-control.ts'
import { epochMs } from '../../model/units.ts'
import {
  estateAnswer,
  historyAnswer,
  problem,
  searchAnswer,
  statusAnswer,
  summaryAnswer,
  thingAnswer,
} from '../../protocol/rest.ts'
import { emptyStore } from '../testing/empty-store.ts'
import { startSyntheticServer } from '../testing/synthetic-server.ts'

const HALL = 'belgrade/hall-1'
const RACK = `${HALL}/row-a/rack-01`

describe('the REST answers', () => {
  test('the estate: every thing but devices, compressed, told apart by its ETag', async () => {
    await using started = await startSyntheticServer()
    const url = `${started.server.url}/api/estate`
    for (const encoding of ['br', 'gzip', 'identity']) {
      const answer = await fetch(url, { headers: { 'accept-encoding': encoding } })
      expect(answer.headers.get('content-encoding') ?? 'identity').toBe(encoding)
      const estate = estateAnswer.parse(await answer.json())
      expect(estate.things.length).toBe(started.estate.ofKind('rack').length * 10 + 9 + 2)
      expect(estate.things.some(({ kind }) => kind === 'device')).toBe(false)
    }
    const tags = new Set<string>()
    for (const encoding of ['br', 'gzip', 'identity']) {
      const ask = async (more: Record<string, string> = {}) =>
        fetch(url, { headers: { 'accept-encoding': encoding, ...more } })
      const etag = (await ask()).headers.get('etag') ?? ''
      expect((await ask({ 'if-none-match': etag })).status).toBe(304)
      expect((await ask({ 'if-none-match': `"other", W/${etag}` })).status).toBe(304)
      // Bytes of another encoding are not what the caller has.
      for (const other of tags) expect((await ask({ 'if-none-match': other })).status).toBe(200)
      tags.add(etag)
    }
    expect(tags.size).toBe(3)
  })

  test('a rack: ancestors, children with devices, points of its probes and rack PDUs, both chains up to the utility', async () => {
    await using started = await startSyntheticServer()
    started.feed.emit(Date.now())
    await new Promise((resolve) => setTimeout(resolve, 150))
    started.feed.say(`${RACK}/pdu-a/power`, 1_234, Date.now() + 1)
    await new Promise((resolve) => setTimeout(resolve, 1_300))
    const rack = thingAnswer.parse(await (await fetch(`${started.server.url}/api/things/${RACK}`)).json())
    expect(rack.ancestors.map(({ path }) => path)).toEqual(['belgrade', 'belgrade/hall-1', 'belgrade/hall-1/row-a'])
    expect(rack.children.filter(({ kind }) => kind === 'device').length).toBe(1)
    expect(Object.keys(rack.deviceTypes)).toEqual(['server-1u'])
    expect(rack.points.find(({ path }) => path === `${RACK}/pdu-a/power`)?.latest).toMatchObject({
      value: 1_234,
      quality: 'good',
      stale: false,
    })
    expect(rack.powerChains.map(({ side, steps }) => [side, ...steps.map(({ kind }) => kind)])).toEqual([
      ['a', 'rack-pdu', 'power-feed', 'ups', 'utility'],
      ['b', 'rack-pdu', 'power-feed', 'ups', 'utility'],
    ])
    expect(rack.powerChains[0]?.steps[0]).toMatchObject({ watts: 1_234, provenance: 'measured' })
    expect(rack.powerChains[0]?.steps[1]).toMatchObject({
      watts: 1_234,
      provenance: 'sum-of-children',
      ratingWatts: expect.closeTo(17_736, 0),
    })
    expect(rack.figures.find(({ metric }) => metric === 'power')).toMatchObject({
      provenance: 'sum-of-children',
      parts: { measured: 2, all: 2 },
    })
    expect(rack.figures.find(({ metric }) => metric === 'space-use')?.value).toBeCloseTo(1 / 42)
    expect(rack.health).toBe('ok')
  })

  test('Serbian names are wherever names are, for things that have one', async () => {
    await using started = await startSyntheticServer()
    const get = async (path: string) => (await fetch(started.server.url + path)).json()
    const { things } = estateAnswer.parse(await get('/api/estate'))
    expect(things.find(({ path }) => path === HALL)).toMatchObject({ name: 'Hall 1', nameSr: 'Сала 1' })
    expect(things.find(({ path }) => path === RACK)).not.toHaveProperty('nameSr')
    expect(summaryAnswer.parse(await get('/api/summary')).sites[0]).toMatchObject({ nameSr: 'Београд' })
    const { ancestors } = thingAnswer.parse(await get(`/api/things/${RACK}`))
    expect(ancestors).toEqual([
      { kind: 'site', path: 'belgrade', name: 'Belgrade', nameSr: 'Београд' },
      { kind: 'room', path: HALL, name: 'Hall 1', nameSr: 'Сала 1' },
      { kind: 'row', path: `${HALL}/row-a`, name: 'row-a' },
    ])
  })

  test('a thing that is not there: how far the path is good, and what is there', async () => {
    await using started = await startSyntheticServer()
    const answer = await fetch(`${started.server.url}/api/things/belgrade/hall-1/row-z/rack-01`)
    expect(answer.status).toBe(404)
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
    const { code, detail } = problem.parse(await answer.json())
    expect(code).toBe('not-found')
    expect(detail).toContain('The estate has belgrade/hall-1, but no "row-z/rack-01"')
  })

  test('history asks the store for the points by index, and NaN travels as null', async () => {
    let asked: unknown
    const store = {
      ...emptyStore,
      history: async (query: Parameters<typeof emptyStore.history>[0]) => {
        asked = query
        return emptyStore.history(query)
      },
    }
    await using started = await startSyntheticServer({ store })
    const [one, two] = [`${RACK}/pdu-a/power`, `${RACK}/pdu-b/power`]
    const query = `point=${one}&point=${two}&from=1000&to=5000&buckets=4`
    const answer = await fetch(`${started.server.url}/api/history?${query}`)
    const { series } = historyAnswer.parse(await answer.json())
    expect(series.map(({ path }) => path)).toEqual([one, two])
    expect(series[0]).toMatchObject({ unit: 'W', at: [1000, 2000, 3000, 4000], mean: [null, null, null, null] })
    expect(asked).toEqual({
      points: [started.feed.points.indexOf(one), started.feed.points.indexOf(two)],
      from: 1000,
      to: 5000,
      buckets: 4,
    })
  })

  test.each([
    ['/api/history', 'point'],
    ['/api/history?point=belgrade&buckets=0', 'buckets'],
    ['/api/history?point=belgrade&from=5&to=4', 'not before'],
    [`/api/history?${Array.from({ length: 65 }, () => 'point=a').join('&')}`, 'point'],
    ['/api/alarms?state=odd', 'state'],
    ['/api/points?limit=999999', 'limit'],
    ['/api/quantiles?point=a&q=1.5', 'q'],
  ])('%s is refused with the place in the request', async (path, place) => {
    await using started = await startSyntheticServer()
    const answer = await fetch(started.server.url + path)
    const { code, detail } = problem.parse(await answer.json())
    expect([answer.status, code]).toEqual([400, 'bad-request'])
    expect(detail).toContain(place)
  })

  test('a store that fails is a part that could not be reached, and tells nothing of itself', async () => {
    const history = async () => {
      throw new Error('secret path /var/lib/x')
    }
    await using started = await startSyntheticServer({ store: { ...emptyStore, history } })
    const answer = await fetch(`${started.server.url}/api/history?point=${RACK}/pdu-a/power`)
    expect(answer.status).toBe(503)
    expect(await answer.text()).not.toContain('/var/lib')
  })

  test('summary, status and search hold to their schemas', async () => {
    await using started = await startSyntheticServer()
    started.feed.emit(Date.now())
    await new Promise((resolve) => setTimeout(resolve, 200))
    const get = async (path: string) => (await fetch(started.server.url + path)).json()
    const { sites } = summaryAnswer.parse(await get('/api/summary'))
    expect(sites[0]).toMatchObject({
      path: 'belgrade',
      health: 'ok',
      racks: { total: 6, ok: 6 },
      instantPowerRatio: null,
    })
    // Asked for by the first question, there for a later one.
    await expect.poll(async () => (await get('/api/summary')).sites[0].failoverUse).toBeGreaterThan(0)
    expect(statusAnswer.parse(await get('/api/status'))).toMatchObject({
      simulated: false,
      viewers: 0,
      readings: started.feed.points.size,
    })
    const [hit] = searchAnswer.parse(await get(`/api/search?q=${encodeURIComponent('сала')}`)).hits
    expect(hit).toEqual({ kind: 'room', path: HALL, name: 'Hall 1', nameSr: 'Сала 1', matched: 'name' })
    expect(searchAnswer.parse(await get('/api/search?q=rack-02')).hits[0]).toMatchObject({
      kind: 'rack',
      path: 'belgrade/hall-1/row-a/rack-02',
    })
  })

  test('faults reach the simulator, which may refuse; without one there is none', async () => {
    const active: ActiveFault[] = []
    const faults = {
      active: async () => active,
      inject: async (name: FaultName, path: ActiveFault['path']) => {
        if (name === 'leak') throw new Error('a rack has no leak rope')
        const fault = { id: `f${active.length}`, name, path, since: 1 }
        active.push(fault)
        return fault
      },
      clear: async (id: string) => {
        active.splice(
          active.findIndex((fault) => fault.id === id),
          1,
        )
      },
    }
    await using started = await startSyntheticServer({ faults })
    const url = `${started.server.url}/api/simulator/faults`
    const post = (body: unknown) =>
      fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
    expect(await (await post({ name: 'door-open', path: RACK })).json()).toMatchObject({ id: 'f0', name: 'door-open' })
    expect((await post({ name: 'leak', path: RACK })).status).toBe(422)
    expect((await post({ name: 'meteor', path: RACK })).status).toBe(400)
    expect((await post({ name: 'leak', path: 'nowhere' })).status).toBe(404)
    expect(await (await fetch(url)).json()).toMatchObject({ active: [{ id: 'f0' }] })
    expect((await fetch(`${url}/f0`, { method: 'DELETE' })).status).toBe(200)
    expect((await fetch(`${url}/f0`, { method: 'DELETE' })).status).toBe(404)
  })

  test('a backup goes below the data folder, one at a time', async () => {
    let release: () => void = () => undefined
    const made: string[] = []
    const backup = (folder: string) => {
      made.push(folder)
      return new Promise<void>((resolve) => {
        release = resolve
      })
    }
    await using folder = await temporaryFolder()
    await using started = await startSyntheticServer({ backup, dataFolder: folder.path })
    const post = (name: string) =>
      fetch(`${started.server.url}/api/backup`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ name }),
      })
    expect((await post('../../etc')).status).toBe(400)
    const first = post('nightly')
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect((await post('other')).status).toBe(409)
    release()
    expect(await (await first).json()).toMatchObject({ folder: 'backups/nightly' })
    expect(made).toEqual([join(folder.path, 'backups', 'nightly')])
  })
})

describe('what the API says of itself', () => {
  test('an OpenAPI 3.1 document with every route, without dangling references', async () => {
    await using started = await startSyntheticServer()
    const document = await (await fetch(`${started.server.url}/api/openapi.json`)).json()
    expect(document.openapi).toBe('3.1.0')
    expect(Object.keys(document.paths).sort()).toEqual([
      '/api/alarm-advice',
      '/api/alarms',
      '/api/alarms/{id}/acknowledge',
      '/api/alarms/{id}/shelve',
      '/api/alarms/{id}/unshelve',
      '/api/backup',
      '/api/build-out',
      '/api/build-out/progress',
      '/api/build-out/progress/{id}',
      '/api/build-out/risk',
      '/api/build-out/scenarios',
      '/api/build-out/scenarios/{id}',
      '/api/build-out/supply',
      '/api/capacity',
      '/api/cloud',
      '/api/cloud/plan',
      '/api/cloud/racks',
      '/api/cloud/racks/{path}',
      '/api/cloud/services/{name}',
      '/api/cooling/{path}',
      '/api/dead-letters',
      '/api/energy/{path}',
      '/api/estate',
      '/api/fail',
      '/api/forecast/{path}',
      '/api/history',
      '/api/label-peaks/{path}',
      '/api/loads',
      '/api/maintenance',
      '/api/maintenance/{id}/end',
      '/api/may-take-out',
      '/api/place',
      '/api/planned-figures',
      '/api/points',
      '/api/power-chain/{path}',
      '/api/quantiles',
      '/api/recorded',
      '/api/release',
      '/api/relief',
      '/api/report',
      '/api/reservations',
      '/api/reservations/{id}',
      '/api/search',
      '/api/security-events',
      '/api/security-events/{id}/acknowledge',
      '/api/session',
      '/api/simulator/faults',
      '/api/simulator/faults/{id}',
      '/api/status',
      '/api/summary',
      '/api/things/{path}',
    ])
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, to]) => to)
    expect(new Set(references)).toEqual(new Set(['#/components/schemas/Problem']))
    const ids = Object.values(document.paths as Record<string, Record<string, { operationId: string }>>).flatMap(
      (path) => Object.values(path).map(({ operationId }) => operationId),
    )
    expect(new Set(ids).size).toBe(ids.length)
    const { parameters } = document.paths['/api/history'].get
    expect(parameters.map(({ name, required }: { name: string; required: boolean }) => [name, required])).toEqual([
      ['point', true],
      ['from', false],
      ['to', false],
      ['buckets', false],
    ])
    const page = await fetch(`${started.server.url}/api`)
    expect(page.headers.get('content-type')).toContain('text/html')
    expect(await page.text()).toContain('GET /api/things/{path}')
  })

  test('/metrics counts what happened and leaves out what is not known', async () => {
    await using started = await startSyntheticServer()
    started.feed.emit(Date.now())
    const text = await (await fetch(`${started.server.url}/metrics`)).text()
    expect(text).toContain(`\noblak_readings_total ${started.feed.points.size}\n`)
    expect(text).toContain('oblak_alarms{severity="critical"} 0')
    expect(text).not.toMatch(/nan/i)
    expect(text).not.toContain('oblak_journal_bytes 0')
  })

  test('/healthz says that the process lives', async () => {
    await using started = await startSyntheticServer()
    expect(await (await fetch(`${started.server.url}/healthz`)).json()).toEqual({ alive: true })
    expect(await (await fetch(`${started.server.url}/readyz`)).json()).toMatchObject({ ready: true })
  })
})

test('the clock of the answers is the one that was handed in', async () => {
  await using started = await startSyntheticServer({ clock: () => epochMs(1_800_000_000_000) })
  expect((await (await fetch(`${started.server.url}/api/summary`)).json()).at).toBe(1_800_000_000_000)
})
