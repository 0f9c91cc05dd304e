import { expect, test } from 'vitest'
import type { HistoryQuery } from '../../model/store.ts'
import { epochMs } from '../../model/units.ts'
import { energyAnswer } from '../../protocol/energy.ts'
import { emptyStore } from '../testing/empty-store.ts'
import { listedFeed } from '../testing/listed-feed.ts'
import { smallEstate } from '../testing/small-estate.ts'
import { startSyntheticServer } from '../testing/synthetic-server.ts'

const DAY = 86_400_000
const NOW = Date.parse('2026-11-20T12:00:00Z')
const estate = smallEstate(1, 2)
const PDUS = estate.ofKind('rack-pdu').map(({ path }) => `${path}/power`)
const GRID = 'belgrade/power/utility/power'

/** A store in which each point read so many watts, from an instant on. */
function steady(watts: (path: string) => number, paths: readonly string[], since = 0): typeof emptyStore {
  const history = async ({ buckets, from, points, to }: HistoryQuery) =>
    points.map((point) => {
      const at = Float64Array.from({ length: buckets }, (_, place) => from + ((to - from) / buckets) * place)
      const mean = at.map((when) => (when >= since ? watts(paths[point] ?? '') : Number.NaN))
      const count = mean.map((value) => (Number.isNaN(value) ? 0 : 1))
      return { point, resolution: '15m' as const, at, min: mean, mean, max: mean, last: mean, count }
    })
  return { ...emptyStore, history }
}

async function energy(question: string, { paths = [GRID, ...PDUS], since = 0 } = {}) {
  const store = steady((path) => (path === GRID ? 1300 : 250), paths, since)
  await using started = await startSyntheticServer({
    estate,
    live: listedFeed(paths),
    store,
    clock: () => epochMs(NOW),
  })
  const response = await fetch(`${started.server.url}/api/energy/${question}`)
  return { status: response.status, body: await response.json() }
}

test('a site has its figures of thirty days, category 2, with what is assumed named', async () => {
  const { body, status } = await energy('belgrade')
  expect(status).toBe(200)
  const told = energyAnswer.parse(body)
  // 1,300 W over four rack PDUs of 250 W; 720 h: 936 kWh at 0.1593 EUR.
  expect(told).toMatchObject({ category: 2, coverage: 1, period: 'interim', from: NOW - 30 * DAY, to: NOW })
  expect(told.pue).toBeCloseTo(1.3, 9)
  expect(told.cost).toBeCloseTo(149.1, 1)
  expect(told.assumed).toEqual(['tariff', 'emission-factor', 'renewable'])
  expect(told.absent).toEqual({ wue: { why: 'water-not-set', paths: [] } })
  expect(told.instant).toBeNull()
})

test('half of a period without readings is told as coverage, and as a gap that is filled', async () => {
  const { body } = await energy(`belgrade?from=${NOW - 10 * DAY}&to=${NOW}`, { since: NOW - 5 * DAY })
  expect(body.coverage).toBeCloseTo(0.5, 6)
  expect(body.pue).toBeCloseTo(1.3, 9)
  expect(body.assumed).toContain('gaps-filled')
})

test('a grid without a meter gives no PUE and says so', async () => {
  const { body } = await energy('belgrade', { paths: PDUS })
  expect(body).toMatchObject({
    pue: null,
    absent: { pue: { why: 'grid-not-metered', paths: ['belgrade/power/utility'] } },
  })
})

test('a period that ends in the future ends now; one of no length has no figure', async () => {
  expect((await energy(`belgrade?from=${NOW - DAY}&to=${NOW + DAY}`)).body.to).toBe(NOW)
  expect((await energy(`belgrade?from=${NOW}&to=${NOW}`)).body.absent.pue.why).toBe('no-time')
})

test('a hall has no PUE, and the answer says why; what is none or too long is refused', async () => {
  const hall = await energy('belgrade/hall-1')
  expect(hall.status).toBe(422)
  expect(hall.body.detail).toContain('it has no PUE')
  expect(hall.body.detail).toContain('Ask for belgrade.')
  expect((await energy('nis')).status).toBe(404)
  expect((await energy(`belgrade?from=${NOW - 401 * DAY}&to=${NOW}`)).status).toBe(400)
  expect((await energy(`belgrade?from=${NOW}&to=${NOW - DAY}`)).status).toBe(400)
})
