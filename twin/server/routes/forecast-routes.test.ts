import { expect, test } from 'vitest'
import type { HistoryQuery } from '../../model/store.ts'
import type { ForecastView } from '../../protocol/forecast.ts'
import { emptyStore } from '../testing/empty-store.ts'
import { startSyntheticServer } from '../testing/synthetic-server.ts'

const DAY = 86_400_000

/** A store whose points all drew 1,000 W and a watt more each day, for so many days until yesterday. */
function grown(days: number, isGap: (daysAgo: number, point: number) => boolean = () => false): typeof emptyStore {
  const history = async ({ buckets, from, points, to }: HistoryQuery) =>
    points.map((point) => {
      const at = Float64Array.from({ length: buckets }, (_, place) => from + ((to - from) / buckets) * place)
      const mean = at.map((when) => {
        const ago = (to - when) / DAY
        return ago > days || isGap(ago, point) ? Number.NaN : 1000 + days - ago
      })
      const count = mean.map((value) => (Number.isNaN(value) ? 0 : 1))
      return { point, resolution: '15m' as const, at, min: mean, mean, max: mean, last: mean, count }
    })
  return { ...emptyStore, history }
}

async function forecast(path: string, store: typeof emptyStore) {
  await using started = await startSyntheticServer({ store })
  const response = await fetch(`${started.server.url}/api/forecast/${path}`)
  const body = (await response.json()) as ForecastView
  return { status: response.status, body }
}

const HALL = 'belgrade/hall-1'

test('a hall of a hundred days goes on as it grew: a watt a day and rack PDU', async () => {
  const { body, status } = await forecast(HALL, grown(100))
  expect(status).toBe(200)
  // Two rows of three racks with rack PDUs A and B.
  const [draw] = body.uses
  expect(draw).toMatchObject({ place: HALL, unit: 'W', sources: 12 })
  expect(draw?.history.days).toHaveLength(100)
  expect(draw?.history.days.at(-1)).toBeCloseTo(12 * 1099, 6)
  const told = draw?.forecast
  if (told?.kind !== 'forecast') throw new Error('refused')
  expect(told.measuredDays).toBe(100)
  expect(told.perDay).toBeCloseTo(12, 6)
  expect(told.days[0]?.p50).toBeCloseTo(12 * 1100, 6)
})

test('what runs out first stands first and is named; what nobody declares and what has no history has no date', async () => {
  const { body } = await forecast(HALL, grown(100))
  // 100 kW are left of two coolers without one, and 13.2 kW grow by 12 W a day: none fills within five years.
  expect(body.first).toBeNull()
  const byKind = Object.fromEntries(body.constraints.map((one) => [one.kind, one]))
  expect(byKind.cooling).toMatchObject({ place: HALL, limit: 100_000, full: { isFull: false, p50: null } })
  expect(byKind.power).toMatchObject({ limit: null, none: 'not-known', full: null })
  expect(byKind.space).toMatchObject({ unit: 'U', limit: 6 * 42, full: null })
  expect(body.constraints.slice(-2).map(({ full }) => full)).toEqual([null, null])
})

test('a site has the zones of its halls, each by the heat of its own racks', async () => {
  const { body } = await forecast('belgrade', grown(100))
  expect(body.constraints.find(({ kind }) => kind === 'power')?.limit).toBe(1_200_000)
  const cooling = body.constraints.find(({ kind }) => kind === 'cooling')
  expect(cooling?.place).toBe(HALL)
  expect(body.uses[cooling?.use ?? -1]).toMatchObject({ place: HALL, unit: 'W' })
})

test('under eight weeks it is refused with the reason and no date', async () => {
  const { body } = await forecast(HALL, grown(30))
  const refused = { kind: 'refused', reason: 'under-eight-weeks', measuredDays: 30, neededDays: 56 }
  expect(body.uses[0]?.forecast).toEqual(refused)
  expect(body.constraints.map(({ full }) => full)).toEqual(body.constraints.map(() => null))
  expect(body.first).toBeNull()
})

test('days on which more than a tenth of the rack PDUs were not read are gaps; fewer are made up by the others', async () => {
  const two = await forecast(
    HALL,
    grown(100, (ago, point) => ago === 50 && point % 5 === 0),
  )
  expect(two.body.uses[0]?.history.days.filter((value) => value === null)).toHaveLength(1)
  const whole = await forecast(
    HALL,
    grown(100, (ago) => ago === 50),
  )
  expect(whole.body.uses[0]?.forecast).toMatchObject({ measuredDays: 99 })
})

test('a path that names nothing is not found', async () => {
  expect((await forecast('belgrade/hall-99', grown(100))).status).toBe(404)
})
