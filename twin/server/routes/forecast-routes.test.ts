import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../kit/testing/temporary-folder.ts'
import type { Day } from '../../model/day.ts'
import type { ThingPath } from '../../model/path.ts'
import type { PendingPlan, Reservation, ReservationBook } from '../../model/reservation.ts'
import type { HistoryQuery } from '../../model/store.ts'
import { epochMs, rackUnits, watts } from '../../model/units.ts'
import type { ForecastView } from '../../protocol/forecast.ts'
import { sealLine } from '../sealed-lines/line-checksum.ts'
import type { ServerParts } from '../server-parts.ts'
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

async function forecast(path: string, store: typeof emptyStore, parts: Partial<ServerParts> = {}) {
  await using started = await startSyntheticServer({ store, ...parts })
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

test('a pending plan of the hall is added on its day, and one of the site is not of this hall', async () => {
  const plan = (place: string, from: string, power: number): PendingPlan => ({
    ...{ id: from, name: 'Registry', by: 'Ana', made: '2026-11-01' as Day, from: from as Day },
    ...{ place: place as ThingPath, watts: watts(power) },
  })
  const plans = [plan(HALL, '2027-03-03', 60_000), plan('s', '2027-03-03', 500_000)]
  const reservations: ReservationBook = {
    ...book(),
    read: async () => ({
      plans,
      reservations: [reserved('2027-01-06', undefined, `${HALL}/row-a/rack-01`)],
      version: '1',
    }),
  }
  const { body } = await forecast(HALL, grown(100), { reservations, clock: () => epochMs(NOON) })
  const [draw] = body.uses
  expect(draw?.steps).toEqual([
    { at: Date.UTC(2027, 0, 6), amount: 30_000, name: 'Registry' },
    { at: Date.UTC(2027, 2, 3), amount: 60_000, name: 'Registry' },
  ])
  if (draw?.forecast.kind !== 'forecast') throw new Error('refused')
  const day = draw.forecast.days.find(({ at }) => at === Date.UTC(2027, 2, 3))
  // 13,200 W on 25 November and 12 W more a day; both steps on top.
  expect(day?.p50).toBeCloseTo(13_200 + 12 * 98 + 30_000 + 60_000, 6)
})

/** Noon of a Wednesday. */
const NOON = Date.UTC(2026, 10, 25, 12)

function reserved(from: string, until: string | undefined, rack: string): Reservation {
  const is = { figures: { units: rackUnits(2), watts: watts(30_000) } }
  return {
    ...{ id: from, name: 'Registry', by: 'Ana', made: '2026-11-01' as Day, from: from as Day },
    ...(until !== undefined && { until: until as Day }),
    devices: [{ rack: rack as ThingPath, name: 'new', position: rackUnits(20), face: 'front', is, cords: [] }],
  }
}

function book(...reservations: readonly Reservation[]): ReservationBook {
  const refuse = () => Promise.reject(new Error('read only'))
  return {
    path: 'reservations.yaml',
    read: async () => ({ plans: [], reservations, version: '1' }),
    add: refuse,
    cancel: refuse,
  }
}

test('what is reserved is added on its day and taken away on the day it ends; begun and not there yet it is still to come', async () => {
  const RACK = `${HALL}/row-a/rack-01`
  const reservations = book(
    reserved('2027-03-03', '2027-06-02', RACK),
    reserved('2026-10-01', '2027-01-06', RACK),
    reserved('2026-09-01', '2026-10-01', RACK),
  )
  const { body } = await forecast(HALL, grown(100), { reservations, clock: () => epochMs(NOON) })
  const [draw, space] = body.uses
  const today = Date.UTC(2026, 10, 25)
  expect(draw?.steps.map(({ amount, at }) => [at, amount])).toEqual([
    [today, 30_000],
    [Date.UTC(2027, 0, 6), -30_000],
    [Date.UTC(2027, 2, 3), 30_000],
    [Date.UTC(2027, 5, 2), -30_000],
  ])
  expect(space?.steps.at(-1)).toEqual({ at: Date.UTC(2027, 5, 2), amount: -2, name: 'Registry' })
  if (draw?.forecast.kind !== 'forecast') throw new Error('refused')
  const on = (year: number, month: number, day: number) =>
    draw.forecast.kind === 'forecast' && draw.forecast.days.find(({ at }) => at === Date.UTC(year, month, day))?.p50
  // 13,200 W on the first day, 12 W more each; every seventh day from 25 November on is told.
  expect(on(2026, 10, 25)).toBeCloseTo(13_200 + 30_000, 6)
  expect(on(2027, 0, 6)).toBeCloseTo(13_200 + 12 * 42, 6)
  expect(on(2027, 2, 3)).toBeCloseTo(13_200 + 12 * 98 + 30_000, 6)
  expect(on(2027, 5, 2)).toBeCloseTo(13_200 + 12 * 189, 6)
})

test('the constraint that a reservation fills is named and dated with its day', async () => {
  const reservations = book(...[1, 2, 3].map((n) => reserved(`2027-0${n}-01`, undefined, `${HALL}/row-a/rack-0${n}`)))
  const { body } = await forecast(HALL, grown(100), { reservations, clock: () => epochMs(NOON) })
  // 13.2 kW and three times 30 kW are more than the 96.3 kW that a loss leaves, and the 100 kW of one cooler.
  expect(body.first).toEqual({ kind: 'failover', place: HALL })
  expect(body.constraints[0]?.full).toMatchObject({ isFull: false, p50: Date.UTC(2027, 2, 1) })
  expect(body.constraints[1]).toMatchObject({ kind: 'cooling', full: { p50: Date.UTC(2027, 2, 1) } })
})

test('space is counted from the first day on which the server ran', async () => {
  await using folder = await temporaryFolder()
  await mkdir(join(folder.path, 'use'))
  const days = Array.from({ length: 60 }, (_, n) => ({
    day: NOON / DAY - 60 + n - 0.5,
    racks: { [`${HALL}/row-a/rack-01`]: n / 2 },
  }))
  await writeFile(join(folder.path, 'use', 'space.log'), days.map(sealLine).join(''))
  const { body } = await forecast(HALL, grown(100), { dataFolder: folder.path, clock: () => epochMs(NOON) })
  const space = body.uses.find(({ unit }) => unit === 'U')
  expect(space?.history.days).toHaveLength(60)
  // Half a unit a day; six racks of 42 units.
  expect(space?.forecast).toMatchObject({ kind: 'forecast', measuredDays: 60 })
  expect(body.first).toEqual({ kind: 'space', place: HALL })
  // 29.5 on the last day: 252 are reached 445 days later.
  expect(body.constraints[0]?.full?.p50).toBe(Date.UTC(2026, 10, 24) + 445 * DAY)
})

test('a path that names nothing is not found', async () => {
  expect((await forecast('belgrade/hall-99', grown(100))).status).toBe(404)
})
