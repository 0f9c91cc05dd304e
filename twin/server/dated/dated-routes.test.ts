import { describe, expect, test } from 'vitest'
import { ANNEX_PROGRAMME } from '../../estate/testing/planned-small-estate.ts'
import { temporaryFolder } from '../../kit/testing/temporary-folder.ts'
import type { ServerParts } from '../server-parts.ts'
import { startDatedServer } from '../testing/dated-server.ts'
import { emptyStore } from '../testing/empty-store.ts'
import { ListedCloud, nodeAt, podAt } from '../testing/listed-cloud.ts'
import { startSyntheticServer } from '../testing/synthetic-server.ts'

describe('the API of another day', () => {
  test('has the estate as the programme leads to it', async () => {
    await using folder = await temporaryFolder()
    await using started = await startDatedServer(folder.path)
    const { get } = started
    const paths = async (at: string) =>
      ((await get(`/api/estate${at}`)).body.things as { path: string }[]).map(({ path }) => path)
    expect(await paths('')).not.toContain('site/annex/row-a/rack-1')
    expect(await paths('?at=2027-04-01')).not.toContain('site/annex/row-a/rack-1')
    expect(await paths('?at=2027-04-02')).toContain('site/annex/row-a/rack-1')
    expect(await paths('?at=2027-04-09')).not.toContain('site/hall/row-a/rack-4')
    const tags = await Promise.all(
      ['', '?at=2027-04-01', '?at=2027-04-02', '?at=2027-04-08'].map((at) => get(`/api/estate${at}`)),
    )
    const [now, before, then, later] = tags.map(({ etag }) => etag)
    expect(before).toBe(now)
    expect(then).not.toBe(now)
    expect(later).toBe(then)
  })

  test('answers of what has come, and of nothing that is gone', async () => {
    await using folder = await temporaryFolder()
    await using started = await startDatedServer(folder.path)
    const { get } = started
    expect((await get('/api/things/site/annex')).status).toBe(404)
    expect((await get('/api/things/site/annex?at=2027-04-02')).body).toMatchObject({ health: 'unknown', points: [] })
    expect((await get('/api/things/site/hall/row-a/rack-4?at=2027-04-09')).status).toBe(404)
    expect((await get('/api/capacity?place=site/annex&at=2027-04-02')).body.places).toMatchObject([{ racks: 2 }])
    expect((await get('/api/capacity?place=site/annex&at=2027-04-01')).status).toBe(404)
    expect((await get('/api/power-chain/site/annex?at=2027-04-02')).body.nodes).toHaveLength(5)
    expect((await get('/api/fail?thing=site/annex/grid&at=2027-04-02')).body.lost).toEqual(['site/annex/grid'])
    expect((await get('/api/place?units=2&watts=500&feeds=1&in=site/annex&at=2027-04-02')).body.fits).toBe(true)
    expect((await get('/api/search?q=annex&at=2027-04-02')).body.hits[0]).toMatchObject({ path: 'site/annex' })
    expect((await get('/api/search?q=annex')).body.hits).toEqual([])
  })

  test('measures nothing, and says what is planned as planned', async () => {
    await using folder = await temporaryFolder()
    await using started = await startDatedServer(folder.path)
    const { get } = started
    const [site] = (await get('/api/summary?at=2027-04-02')).body.sites
    // Four servers of 800 W in the hall; the racks of the annex are empty.
    expect(site).toMatchObject({
      ...{ racks: { total: 6, unknown: 6 }, health: 'unknown', itCapacity: { watts: 150_000 } },
      itLoad: { watts: 3_200, provenance: 'planned' },
    })
    const rack = (await get('/api/things/site/hall/row-a/rack-1?at=2027-04-02')).body
    expect(rack.figures).toContainEqual({ metric: 'power', value: 800, provenance: 'planned' })
    expect(rack.powerChains[0].steps[0]).toMatchObject({ watts: 400, provenance: 'planned' })
    const { columns, version } = (await get('/api/planned-figures?at=2027-04-02')).body
    expect(version).toBe((await get('/api/estate?at=2027-04-02')).body.version)
    const power = columns.find(({ metric }: { metric: string }) => metric === 'power')
    expect(power.values[power.things.indexOf(rack.thing.index)]).toBe(800)
  })

  test('that is past tells the means of that day, its health, and no reading of now as one of then', async () => {
    await using folder = await temporaryFolder()
    const asked: { readonly from: number; readonly to: number }[] = []
    // The store knows of every point that it was 100 on average that day.
    const history: ServerParts['store']['history'] = async ({ from, points, to }) => {
      asked.push({ from, to })
      const column = (value: number) => Float64Array.of(value)
      return points.map((point) => ({
        ...{ point, resolution: '15m' as const, at: column(from), count: column(1) },
        ...{ min: column(90), mean: column(100), max: column(110), last: column(105) },
      }))
    }
    await using started = await startDatedServer(folder.path, {}, { store: { ...emptyStore, history } })
    const { body } = await started.get('/api/things/site/hall/row-a/rack-1?at=2026-11-01')
    expect(body).toMatchObject({ points: [], health: 'ok', alarms: [] })
    // Two rack PDUs.
    expect(body.figures).toContainEqual(
      expect.objectContaining({ metric: 'power', value: 200, provenance: 'sum-of-children' }),
    )
    const { columns, recorded } = (await started.get('/api/planned-figures?at=2026-11-01')).body
    expect(recorded).toEqual({ isMeasured: true, mayLackAlarms: false })
    expect(columns.find(({ metric }: { metric: string }) => metric === 'health').things).toContain(body.thing.index)
    const power = columns.find(({ metric }: { metric: string }) => metric === 'power')
    expect(power.values[power.things.indexOf(body.thing.index)]).toBe(200)
    const [site] = (await started.get('/api/summary?at=2026-11-01')).body.sites
    // Four racks with two rack PDUs each.
    expect(site).toMatchObject({
      itLoad: { watts: 800, provenance: 'sum-of-children' },
      health: 'ok',
      racks: { ok: 4 },
    })
    for (const day of ['2026-11-01', '2030-01-01'])
      expect((await started.get(`/api/alarms?at=${day}`)).body).toMatchObject({ alarms: [], flood: { active: false } })
    // The first of November in Belgrade, once.
    expect(asked).toEqual([{ from: Date.parse('2026-10-31T23:00:00Z'), to: Date.parse('2026-11-01T23:00:00Z') }])
  })

  test('tells services as declared for the racks of a day to come, and nothing of a past one', async () => {
    await using folder = await temporaryFolder()
    const cloud = new ListedCloud()
    cloud.has([podAt('web-1', nodeAt('a', 1))])
    await using started = await startDatedServer(folder.path, {}, { cloud })
    const { get } = started
    const basisOf = async (path: string) => (await get(`/api/cloud${path}`)).body.basis
    expect(await basisOf('')).toBe('now')
    expect(await basisOf('?at=2026-11-26')).toBe('now')
    expect((await get('/api/cloud?at=2027-04-02')).body).toMatchObject({
      ...{ day: '2027-04-02', basis: 'planned', plan: null },
      services: [{ name: 'evisa', sites: [{ running: null, survival: { rack: { by: 'declared spread' } } }] }],
    })
    expect(await basisOf('/services/evisa?at=2027-04-02')).toBe('planned')
    expect((await get('/api/cloud/services/evil?at=2027-04-02')).status).toBe(404)
    expect((await get('/api/cloud/racks?at=2027-04-02')).body).toMatchObject({
      basis: 'planned',
      racks: [],
      eligible: [{}],
    })
    // A rack of the annex, which is not there before.
    expect(await basisOf('/racks/site/annex/row-a/rack-1?at=2027-04-02')).toBe('planned')
    expect((await get('/api/cloud/racks/site/annex/row-a/rack-1?at=2027-04-01')).status).toBe(404)
    expect((await get('/api/cloud?at=2026-11-01')).body).toMatchObject({ basis: 'not recorded', services: [] })
    const past = await get('/api/cloud/services/evisa?at=2026-11-01')
    expect([past.status, past.body.detail]).toEqual([422, expect.stringContaining('2026-11-01 is not recorded')])
    expect((await get('/api/cloud?at=soon')).status).toBe(400)
    // Asked of twice: one state.
    expect(cloud.askedOn).toHaveLength(1)
  })

  test('that is none is refused, and so is a plan that is wrong, with its line', async () => {
    await using folder = await temporaryFolder()
    await using started = await startDatedServer(folder.path)
    expect((await started.get('/api/estate?at=2027-02-30')).status).toBe(400)
    await using other = await temporaryFolder()
    await using broken = await startDatedServer(other.path, { annex: 'schema: 2\nthing: 3\n' })
    const { body, status } = await broken.get('/api/estate?at=2027-04-02')
    expect(status).toBe(503)
    expect(body.detail).toMatch(/planned\/annex.yaml:2/)
    expect((await broken.get('/api/estate')).status).toBe(200)
  })

  test('without a programme is as it is now', async () => {
    await using started = await startSyntheticServer()
    const url = `${started.server.url}/api/estate`
    const [now, then] = await Promise.all([fetch(url), fetch(`${url}?at=2040-01-01`)])
    expect(await then.text()).toBe(await now.text())
  })
})

test('an annex without its test of level 5 never comes', async () => {
  await using folder = await temporaryFolder()
  await using started = await startDatedServer(folder.path, { programme: ANNEX_PROGRAMME.replace(', level: 5', '') })
  expect((await started.get('/api/things/site/annex?at=2040-01-01')).status).toBe(404)
})
