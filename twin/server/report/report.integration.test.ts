import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDuckDbStore } from '../../../sensors/stores/duckdb/open-duckdb-store.ts'
import { STORE_FILE } from '../../../sensors/stores/duckdb/schema.ts'
import { fillQuarters } from '../../../sensors/stores/testing/fill-quarters.ts'
import { startOfDayIn } from '../../analysis/energy/local-time.ts'
import { temporaryFolder } from '../../kit/testing/temporary-folder.ts'
import { epochMs } from '../../model/units.ts'
import { energyAnswer } from '../../protocol/energy.ts'
import { capacityReport } from '../../report/capacity-report.ts'
import { listedFeed } from '../testing/listed-feed.ts'
import { smallEstate } from '../testing/small-estate.ts'
import { type SyntheticServer, startSyntheticServer } from '../testing/synthetic-server.ts'

const DAY = 86_400_000
const NOW = Date.parse('2026-11-03T00:00:00Z')
const estate = smallEstate(1, 2)
const PDUS = estate.ofKind('rack-pdu').map(({ path }) => `${path}/power`)
const PATHS = [...PDUS, 'belgrade/power/utility/power']
const GRID = PATHS.length - 1

let started: SyntheticServer
let ended: () => Promise<void>
const get = async (question: string) => fetch(`${started.server.url}${question}`)

/** Seventy days: four rack PDUs of 250 W that grow by 1 W a day, and a grid of 1,300 W. */
beforeAll(async () => {
  const folder = await temporaryFolder()
  const feed = listedFeed(PATHS)
  const open = () => openDuckDbStore(folder.path, { points: feed.points }, { now: () => epochMs(NOW) })
  await (await open()).close()
  const file = join(folder.path, STORE_FILE)
  const fill = { file, end: NOW, days: 70 }
  const mean = `CASE WHEN point = ${GRID} THEN 1300 ELSE 250 + day END::DOUBLE`
  await fillQuarters({ ...fill, points: PATHS.map((_, point) => point), mean })
  const store = await open()
  started = await startSyntheticServer({ estate, live: feed, store, clock: () => epochMs(NOW + 3_600_000) })
  ended = async () => {
    await started[Symbol.asyncDispose]()
    await store.close()
    await folder[Symbol.asyncDispose]()
  }
}, 60_000)
afterAll(() => ended())

describe('over a month in the embedded store', () => {
  const from = startOfDayIn('Europe/Belgrade', '2026-10-01')
  const to = startOfDayIn('Europe/Belgrade', '2026-11-01')

  test('the energy of October is that of its 745 hours', async () => {
    const told = energyAnswer.parse(await (await get(`/api/energy/belgrade?from=${from}&to=${to}`)).json())
    expect(told.category).toBe(2)
    expect(told.coverage).toBe(1)
    expect(told.siteEnergy).toBeCloseTo(1300 * 745, 3)
    // Day 0 is 25 August: the hours from 22:00 UTC of its 36th day to 23:00 UTC of its 67th.
    const days = Array.from({ length: 30 }, (_, day) => 37 + day)
    const watts = (day: number) => 4 * (250 + day)
    const watthours = 2 * watts(36) + days.reduce((sum, day) => sum + 24 * watts(day), 0) + 23 * watts(67)
    expect(told.itEnergy).toBeCloseTo(watthours, 3)
    expect(told.pue).toBeCloseTo((1300 * 745) / watthours, 6)
  })

  test('what was not measured yet is told as coverage', async () => {
    const early = await get(`/api/energy/belgrade?from=${NOW - 140 * DAY}&to=${NOW}`)
    const told = energyAnswer.parse(await early.json())
    expect(told.coverage).toBeCloseTo(0.5, 2)
    expect(told.assumed).toContain('gaps-filled')
  })

  test('the report has site and hall, trend, energy of the month, and is the same as HTML and as CSV', async () => {
    const report = capacityReport.parse(await (await get('/api/report')).json())
    expect(report).toMatchObject({ month: '2026-10', from: 'server', isWhole: true })
    const [site] = report.sites
    expect(site?.places.map(({ path }) => path)).toEqual(['belgrade', 'belgrade/hall-1'])
    expect(site?.energy).toMatchObject({ from, to, category: 2 })
    const use = site?.places[0]?.forecast?.uses.find(({ unit }) => unit === 'W')
    expect(use?.forecast).toMatchObject({ kind: 'forecast', measuredDays: 70 })
    const page = await get('/api/report.html?month=2026-10&language=en')
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
    const html = await page.text()
    for (const text of ['October 2026', '<polygon class="fan"', 'category 2']) expect(html).toContain(text)
    const csv = await get('/api/report.csv?month=2026-10&site=belgrade')
    expect(csv.headers.get('content-disposition')).toContain('oblak-capacity-2026-10.csv')
    expect((await csv.text()).trim().split('\r\n')).toHaveLength(3)
  })

  test('a month that has not begun, one that is none, and a site that is none are refused', async () => {
    const refused = async (query: string) => (await get(`/api/report${query}`)).status
    expect(await refused('?month=2026-12')).toBe(400)
    expect(await refused('.html?month=2026-13')).toBe(400)
    expect(await refused('.html?language=de')).toBe(400)
    expect(await refused('?site=belgrade/hall-1')).toBe(404)
    expect(capacityReport.parse(await (await get('/api/report?month=2026-11')).json()).isWhole).toBe(false)
  })
})
