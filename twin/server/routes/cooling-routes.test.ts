import { describe, expect, test } from 'vitest'
import type { HistoryQuery, TelemetryStore } from '../../model/store.ts'
import { emptyStore } from '../testing/empty-store.ts'
import { smallEstate } from '../testing/small-estate.ts'
import { SyntheticFeed } from '../testing/synthetic-feed.ts'
import { startSyntheticServer } from '../testing/synthetic-server.ts'

const HALL = 'belgrade/hall-1'
const NOON = Date.UTC(2026, 10, 20, 12)
const MINUTE = 60_000

/** A store that has recorded these: what a point had in the bucket that begins at a moment; undefined is a gap. */
function recorded(valueAt: (path: string, at: number) => number | undefined): typeof emptyStore {
  const { points } = new SyntheticFeed(smallEstate())
  const history: TelemetryStore['history'] = async ({ buckets, from, points: asked, to }: HistoryQuery) =>
    asked.map((point) => {
      const at = Float64Array.from({ length: buckets }, (_, place) => from + ((to - from) / buckets) * place)
      const mean = at.map((when) => valueAt(points.definition(point)?.path ?? '', when) ?? Number.NaN)
      const count = mean.map((value) => (Number.isNaN(value) ? 0 : 1))
      return { point, resolution: 'raw', at, min: mean, mean, max: mean, last: mean, count }
    })
  return { ...emptyStore, history }
}

interface Asked {
  readonly query?: string
  readonly store?: typeof emptyStore
  readonly path?: string
  /** Points by path, with the value that is newest. */
  readonly said?: Readonly<Record<string, number>>
}

async function cooling({ path = HALL, query = '', said = {}, store = emptyStore }: Asked) {
  await using started = await startSyntheticServer({ store })
  for (const [point, value] of Object.entries(said)) started.feed.say(point, value, Date.now())
  // The server takes readings in at its next tick.
  if (Object.keys(said).length > 0) await new Promise((resolve) => setTimeout(resolve, 250))
  const response = await fetch(`${started.server.url}/api/cooling/${path}${query}`)
  return { status: response.status, body: await response.json() }
}

/** All racks are measured. */
const POWER = Object.fromEntries(
  ['a', 'b'].flatMap((row) => [1, 2, 3].map((n) => [`${HALL}/row-${row}/rack-0${n}/pdu-a/power`, 1000])),
)

const hour = `?from=${NOON - 60 * MINUTE}&to=${NOON}`

describe('GET /api/cooling', () => {
  test('without a reading has no index, all time unknown, and zones as declared', async () => {
    const { body, status } = await cooling({ query: hour })
    expect(status).toBe(200)
    expect(body.now).toMatchObject({ racks: 6, intakes: 0, rciHigh: null, rciLow: null, rti: null, shi: null })
    // Three intakes of six racks, an hour each.
    expect(body.period).toMatchObject({ intakes: 18, unknown: 18 * 60 * MINUTE, compliance: null, worst: [] })
    expect(body.zones[0].air).toMatchObject({ capacity: 200_000, withoutGreatest: 100_000, holds: true })
    expect(body.heatIs).toBe('declared')
    expect(body.lost.thermal.how).toBe('assumed')
  })

  test('tells the indices of what is measured now', async () => {
    const rack = `${HALL}/row-a/rack-01`
    const { body } = await cooling({
      said: {
        [`${rack}/intake-bottom/temperature`]: 20,
        [`${rack}/intake-middle/temperature`]: 20,
        [`${rack}/intake-top/temperature`]: 29,
        [`${rack}/exhaust-top/temperature`]: 35,
        [`${rack}/pdu-a/power`]: 2000,
        [`${rack}/pdu-b/power`]: 1000,
        [`${HALL}/crah-1/supply/temperature`]: 18,
        [`${HALL}/crah-1/return/temperature`]: 33,
        [`${HALL}/crah-1/airflow`]: 4,
      },
    })
    // One of three intakes 2 K above 27 °C in A2 (35 °C): 1 − 2 / (8 · 3).
    expect(body.now.rciHigh).toBeCloseTo((1 - 2 / 24) * 100, 6)
    // 33 − 18 against the rack's 35 − 23.
    expect(body.now).toMatchObject({
      intakes: 3,
      intake: 23,
      equipmentRise: 12,
      rti: 125,
      racksWithRise: 1,
      heat: 3000,
    })
    expect(body.now.shi).toBeCloseTo(5 / 17, 6)
    expect(body.units[0]).toMatchObject({ path: `${HALL}/crah-1`, supply: 18, airflow: 4, cooling: null })
    // One rack of six is measured: the declared heat, which is none here, is not taken for the whole.
    expect(body.lost.heat).toBe('declared')
  })

  test('reckons with no further mixing where all units stand still already', async () => {
    const said = { [`${HALL}/row-a/rack-01/intake-top/temperature`]: 30 }
    const still = { [`${HALL}/crah-1/airflow`]: 0, [`${HALL}/crah-2/airflow`]: 0 }
    // Seven tenths of 12 K above 30 °C are beyond the 35 °C of A2; 30 °C itself is not.
    expect((await cooling({ said: { ...said, ...POWER } })).body.lost.passes).toBe('at once')
    const { body } = await cooling({ said: { ...said, ...POWER, ...still } })
    expect(body.lost).toMatchObject({ passes: 'later', heat: 'measured' })
    // Six racks of 1 kW, all of them measured.
    expect(body).toMatchObject({ heatIs: 'measured', zones: [{ air: { heat: 6000 } }] })
  })

  test('adds up the time beyond the class, with a gap as unknown time, the worst intake first', async () => {
    const top = `${HALL}/row-a/rack-01/intake-top`
    const store = recorded((path, at) => {
      if (!path.startsWith(`${top}/`)) return path.endsWith('temperature') ? 22 : undefined
      const minute = (at - NOON) / MINUTE + 60
      return minute < 10 ? 36 : minute < 20 ? 28 : minute < 30 ? undefined : 22
    })
    const { body } = await cooling({ query: hour, store })
    expect(body.period.bucket).toBe(MINUTE)
    // A mean holds for half a bucket into the gap.
    expect(body.period).toMatchObject({ tooWarm: 10 * MINUTE, warm: 10.5 * MINUTE, unknown: 9.5 * MINUTE })
    expect(body.period.worst).toEqual([{ path: top, tooWarm: 10 * MINUTE, tooCold: 0 }])
    expect(body.period.compliance).toBeCloseTo(1 - 10 / (18 * 60 - 9.5), 9)
  })

  test('fits the room to the last time that all of its units stood still', async () => {
    const lost = NOON - 40 * MINUTE
    // 12 kW into 4 MJ/K from 26 °C on: 0.18 K a minute.
    const store = recorded((path, at) => {
      const seconds = (at - lost) / 1000
      const isLost = seconds >= 0 && seconds < 25 * 60
      if (path.endsWith('airflow')) return isLost ? 0 : 6
      if (path.endsWith('pdu-a/power') || path.endsWith('pdu-b/power')) return 1000
      if (path.endsWith('return/temperature')) return isLost ? 26 + (12_000 / 4e6) * seconds : 31
      if (path.includes('intake')) return isLost ? 26 + (12_000 / 4e6) * seconds : 21
      return undefined
    })
    const { body } = await cooling({ query: hour, store })
    expect(body.lost.thermal).toMatchObject({ how: 'fitted' })
    expect(body.lost.thermal.capacity / 4e6).toBeCloseTo(1, 1)
  })

  test('of a period of no length says nothing of time', async () => {
    const { body, status } = await cooling({ query: `?from=${NOON}&to=${NOON}` })
    expect(status).toBe(200)
    expect(body.period).toMatchObject({ tooWarm: 0, unknown: 0, compliance: null })
  })

  test('names the unit that stands nearest to each rack where nothing was recorded', async () => {
    const { body } = await cooling({ query: hour })
    expect(body.serving).toHaveLength(6)
    expect(body.serving[0]).toMatchObject({ how: 'geometry', unit: `${HALL}/crah-1` })
    expect(body.units.map(({ racks }: { racks: number }) => racks)).toEqual([6, 0])
  })

  test.each([
    ['what is not there', `${HALL}0`, '', 404, 'it has hall-1'],
    ['what is no room', `${HALL}/row-a`, '', 400, 'is a row: cooling is told of a room'],
    ['a period that ends before it begins', HALL, '?from=2&to=1', 400, 'has to be before'],
  ])('refuses %s', async (_what, path, query, status, detail) => {
    const answer = await cooling({ path, query })
    expect(answer.status).toBe(status)
    expect(answer.body.detail).toContain(detail)
  })
})
