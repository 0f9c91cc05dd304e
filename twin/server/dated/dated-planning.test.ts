import { describe, expect, test } from 'vitest'
import { ANNEX } from '../../estate/testing/planned-small-estate.ts'
import { temporaryFolder } from '../../kit/testing/temporary-folder.ts'
import { coolingAnswer } from '../../protocol/cooling.ts'
import { energyAnswer } from '../../protocol/energy.ts'
import { forecastAnswer } from '../../protocol/forecast.ts'
import type { ServerParts } from '../server-parts.ts'
import { startDatedServer } from '../testing/dated-server.ts'
import { emptyStore } from '../testing/empty-store.ts'

const [BEFORE, THEN] = ['2027-04-01', '2027-04-02']

/** With a server of 800 W in the first rack. */
const ANNEX_WITH_SERVER = `${ANNEX.trimEnd()}
      row-b:
        kind: row
        at: [1, 6]
        faces: north
        things:
          rack-1:
            kind: rack
            units: 42
            things:
              pdu: {kind: rack-pdu, from: feed, side: single, type: strip}
              server: {kind: device, type: server, position: 3, cords: [pdu]}
`.replace('rack-[1-2]', 'rack-1')

/** A store of steady values, and what it was asked. */
function steady(value: number) {
  const asked: { readonly from: number; readonly to: number }[] = []
  const history: ServerParts['store']['history'] = async ({ buckets, from, points, to }) => {
    asked.push({ from, to })
    return points.map((point) => {
      const at = Float64Array.from({ length: buckets }, (_, place) => from + ((to - from) / buckets) * place)
      const mean = at.map(() => value)
      return { point, resolution: '15m' as const, at, count: at.map(() => 1), min: mean, mean, max: mean, last: mean }
    })
  }
  return { asked, store: { ...emptyStore, history } }
}

describe('cooling on another day', () => {
  test('that is to come is of the room as declared, with nothing measured', async () => {
    await using folder = await temporaryFolder()
    await using started = await startDatedServer(folder.path)
    const { get } = started
    const { body, status } = await get(`/api/cooling/site/annex?at=${THEN}`)
    expect(status).toBe(200)
    expect(coolingAnswer.parse(body)).toMatchObject({
      ...{ day: THEN, basis: 'planned', unmeasured: 'day-to-come', heatIs: 'declared' },
      now: { racks: 2, racksWithProbes: 0, intake: null, rciHigh: null, heat: null },
      period: { intakes: 0, unknown: 0, compliance: null },
      lost: { intake: 'assumed', thermal: { how: 'assumed' } },
    })
    const before = await get(`/api/cooling/site/annex?at=${BEFORE}`)
    expect([before.status, before.body.detail]).toEqual([404, expect.stringContaining(`On ${BEFORE} the estate has`)])
    expect((await get('/api/cooling/site/hall')).body).toMatchObject({ day: null, basis: 'now' })
  })

  test('that is past is of what was read until its end', async () => {
    await using folder = await temporaryFolder()
    const { asked, store } = steady(100)
    await using started = await startDatedServer(folder.path, {}, { store })
    const { body } = await started.get('/api/cooling/site/hall?at=2026-10-25')
    // 25 hours: the clocks went back.
    const [from, to] = [Date.parse('2026-10-24T22:00:00Z'), Date.parse('2026-10-25T23:00:00Z')]
    expect(body).toMatchObject({ day: '2026-10-25', basis: 'recorded', period: { from, to } })
    expect(Math.max(...asked.map((one) => one.to))).toBe(to)
    const said = await started.get(`/api/cooling/site/hall?at=2026-10-25&to=${to}`)
    expect([said.status, said.body.detail]).toEqual([400, expect.stringContaining('leave `from` and `to` out')])
    expect((await started.get('/api/cooling/site/hall?at=2026-10-25&days=3')).body.period.from).toBe(
      Date.parse('2026-10-22T22:00:00Z'),
    )
  })
})

describe('energy on another day', () => {
  test('that is to come is what the chain is reckoned to draw, and no figure of a meter', async () => {
    await using folder = await temporaryFolder()
    await using started = await startDatedServer(folder.path)
    const { body } = await started.get(`/api/energy/site?at=${THEN}`)
    const told = energyAnswer.parse(body)
    // Four servers of 800 W in the hall, no losses and no coolers; the racks of the annex are empty.
    expect(told).toMatchObject({
      ...{ day: THEN, basis: 'planned', pue: null, siteEnergy: null, instant: null, coverage: 0 },
      absent: { pue: { why: 'day-to-come' }, cost: { why: 'day-to-come' } },
      planned: { it: 3200, site: 3200, ratio: 1, reserved: 0, basis: { loads: 'declared', devices: 4 } },
    })
    // 3.2 kW through 8,760 h at the assumed 0.1593 EUR.
    expect(told.planned?.costPerYear).toBeCloseTo(3.2 * 8760 * 0.1593, 6)
    // A week later rack 4 is gone.
    expect((await started.get('/api/energy/site?at=2027-04-10')).body.planned).toMatchObject({ it: 2400 })
  })

  test('that is past is of the meters of then until its end', async () => {
    await using folder = await temporaryFolder()
    const { asked, store } = steady(100)
    await using started = await startDatedServer(folder.path, {}, { store })
    const { body } = await started.get('/api/energy/site?at=2026-11-01&days=1')
    const [from, to] = [Date.parse('2026-10-31T23:00:00Z'), Date.parse('2026-11-01T23:00:00Z')]
    expect(energyAnswer.parse(body)).toMatchObject({ day: '2026-11-01', basis: 'measured', planned: null, from, to })
    expect(asked).toContainEqual({ from, to })
    expect(body.category).toBe(2)
    // Eight rack PDUs of 100 W.
    expect(body.itEnergy).toBeCloseTo(800 * 24, 6)
  })
})

test('what would release power is asked of the estate of that day, with the labels that are known', async () => {
  await using folder = await temporaryFolder()
  await using started = await startDatedServer(folder.path)
  const { get } = started
  expect((await get(`/api/release?of=site/annex&at=${THEN}`)).body).toMatchObject({ path: 'site/annex', racks: 2 })
  expect((await get(`/api/release?of=site/annex&at=${BEFORE}`)).body.detail).toContain(`On ${BEFORE} the estate has`)
  expect((await get('/api/release?of=site&at=2027-04-10')).body.racks).toBe(5)
  expect((await get(`/api/label-peaks/site/annex?at=${THEN}`)).body).toMatchObject({ peaks: [], unknown: [] })
  expect((await get('/api/label-peaks/site/annex')).status).toBe(404)
})

describe('a forecast on another day', () => {
  const DAY = 86_400_000
  const told = async (folder: string, path: string, more: Partial<ServerParts> = {}) => {
    await using started = await startDatedServer(folder, { annex: ANNEX_WITH_SERVER }, { ...steady(100), ...more })
    const { body, status } = await started.get(path)
    return { status, body, view: status === 200 ? forecastAnswer.parse(body) : undefined }
  }

  test('that is to come has the limits of then, and what is handed over comes on its day', async () => {
    await using folder = await temporaryFolder()
    const { view } = await told(folder.path, `/api/forecast/site?at=2027-04-05`)
    expect(view).toMatchObject({ day: '2027-04-05', basis: 'planned', at: Date.UTC(2027, 3, 5), standsFrom: null })
    // 50 kW, and the 100 kW that the annex hands over.
    expect(view?.constraints.find(({ kind }) => kind === 'power')?.limit).toBe(150_000)
    const [draw] = view?.uses ?? []
    expect(draw).toMatchObject({ place: 'site', sources: 8, planned: 4 * 800 + 800 })
    expect(draw?.steps).toEqual([{ at: Date.UTC(2027, 3, 2), amount: 800, name: 'Annex', nameSr: 'Annex' }])
    if (draw?.forecast.kind !== 'forecast') throw new Error('refused')
    // Eight rack PDUs of 100 W, and the server of the annex.
    expect(draw.forecast.days.find(({ at }) => at >= Date.UTC(2027, 3, 2))?.p50).toBeCloseTo(1600, 6)
    // Rack 4 goes a week later: with 42 U, 2 of them taken.
    expect(view?.changes).toEqual([
      expect.objectContaining({ day: '2027-04-09', racks: -1, units: -42, taken: -2, watts: 0 }),
    ])
  })

  test('of a place that comes with the programme is refused with the day and what is planned, before that it is not there', async () => {
    await using folder = await temporaryFolder()
    const { view } = await told(folder.path, `/api/forecast/site/annex?at=${THEN}`)
    expect(view).toMatchObject({ standsFrom: THEN, first: null })
    expect(
      view?.uses.map(({ forecast, planned }) => [forecast.kind === 'refused' && forecast.reason, planned]),
    ).toEqual([
      ['not-built-yet', 800],
      ['not-built-yet', 2],
    ])
    expect(view?.constraints.find(({ kind }) => kind === 'power')).toMatchObject({ limit: 100_000, full: null })
    const before = await told(folder.path, `/api/forecast/site/annex?at=${BEFORE}`)
    expect([before.status, before.body.detail]).toEqual([404, expect.stringContaining(`On ${BEFORE}`)])
  })

  test('leaves out what is gone then, and is refused beyond five years', async () => {
    await using folder = await temporaryFolder()
    const { view } = await told(folder.path, '/api/forecast/site/hall?at=2027-04-10')
    expect(view?.uses[0]).toMatchObject({ sources: 6, steps: [] })
    const { view: far } = await told(folder.path, '/api/forecast/site/hall?at=2033-01-01')
    expect(far?.uses[0]?.forecast).toMatchObject({ kind: 'refused', reason: 'beyond-five-years' })
    expect(far?.first).toBeNull()
  })

  test('that is past is as it would have been told then', async () => {
    await using folder = await temporaryFolder()
    const { view } = await told(folder.path, '/api/forecast/site?at=2026-11-01')
    const noon = Date.UTC(2026, 10, 1)
    expect(view).toMatchObject({ day: '2026-11-01', basis: 'recorded', at: noon, changes: [] })
    const { days, from } = view?.uses[0]?.history ?? { days: [], from: 0 }
    expect(from + days.length * DAY).toBe(noon)
  })

  test('of now names the days that change what a place has, and does without where what is planned cannot be used', async () => {
    await using folder = await temporaryFolder()
    const { view } = await told(folder.path, '/api/forecast/site')
    expect(view?.changes?.map(({ day, itCapacity, names, racks }) => [day, names[0]?.name, racks, itCapacity])).toEqual(
      [
        [THEN, 'Annex', 2, 100_000],
        ['2027-04-09', 'Rack 4 goes', -1, 0],
      ],
    )
    const read = () => Promise.reject(new Error('planned/annex.yaml:2: no thing'))
    const broken = await told(folder.path, '/api/forecast/site', { planned: { read } })
    expect(broken.view).toMatchObject({ basis: 'now', changes: null })
  })
})
