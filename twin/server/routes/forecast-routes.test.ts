import { expect, test } from 'vitest'
import type { HistoryQuery } from '../../model/store.ts'
import { emptyStore } from '../testing/empty-store.ts'
import { startSyntheticServer } from '../testing/synthetic-server.ts'

const DAY = 86_400_000

/** A store whose points all drew 1,000 W and a watt more each day, for so many days until yesterday. */
function grown(days: number): typeof emptyStore {
  const history = async ({ buckets, from, points, to }: HistoryQuery) =>
    points.map((point) => {
      const at = Float64Array.from({ length: buckets }, (_, place) => from + ((to - from) / buckets) * place)
      const mean = at.map((when) => (to - when > days * DAY ? Number.NaN : 1000 + days - (to - when) / DAY))
      const count = mean.map((value) => (Number.isNaN(value) ? 0 : 1))
      return { point, resolution: '15m' as const, at, min: mean, mean, max: mean, last: mean, count }
    })
  return { ...emptyStore, history }
}

async function forecast(path: string, store: typeof emptyStore) {
  await using started = await startSyntheticServer({ store })
  const response = await fetch(`${started.server.url}/api/forecast/${path}`)
  return { status: response.status, body: await response.json() }
}

test('a hall of a hundred days goes on as it grew: a watt a day and rack PDU', async () => {
  const { body, status } = await forecast('belgrade/hall-1', grown(100))
  expect(status).toBe(200)
  const { forecast: told, rackPdus } = body.power
  expect(rackPdus).toBeGreaterThan(0)
  expect(told).toMatchObject({ kind: 'forecast', measuredDays: 100 })
  expect(told.perDay).toBeCloseTo(rackPdus, 6)
  expect(told.days[0].p50).toBeCloseTo(rackPdus * 1100, 6)
})

test('under eight weeks it is refused with the reason and no date', async () => {
  const { body } = await forecast('belgrade/hall-1', grown(30))
  expect(body.power.forecast).toEqual({
    kind: 'refused',
    reason: 'under-eight-weeks',
    measuredDays: 30,
    neededDays: 56,
  })
  expect(body.power.full).toBeNull()
})

test('a path that names nothing is not found', async () => {
  expect((await forecast('belgrade/hall-99', grown(100))).status).toBe(404)
})
