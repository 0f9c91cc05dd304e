import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PointDirectory } from '../../twin/model/batch.ts'
import type { HistorySeries, StoreContext, TelemetryStore, WriteOutcome } from '../../twin/model/store.ts'
import { type EpochMs, epochMs } from '../../twin/model/units.ts'
import type { StoreOptions } from './store-options.ts'
import { batchOf } from './testing/batch-of.ts'
import { naiveHistory, type ReadingRow } from './testing/naive-history.ts'
import { pointList } from './testing/point-list.ts'

/** A place where a store can be opened again and again: a folder, a database. */
export interface StorePlace extends AsyncDisposable {
  open(context: StoreContext, options: StoreOptions): Promise<TelemetryStore>
}

const SECOND = 1_000
const MINUTE = 60_000
const QUARTER = 900_000
const HOUR = 3_600_000
const DAY = 86_400_000
/** The suite's now: a full hour near the real one, because a server drops by its own clock. */
const NOW = Math.floor(Date.now() / HOUR) * HOUR

const POINTS = pointList('a/rack-1/temperature', 'a/rack-2/temperature', 'a/rack-3/temperature')

/** What every home of readings promises (twin/model/store.ts), told of an empty place made by `place`. */
export function describeStoreContract(name: string, place: () => Promise<StorePlace>): void {
  describe(`${name} as a telemetry store`, () => {
    test('an empty batch stores nothing and is no error', () =>
      within(async ({ store }) => {
        expect(await store.write(batchOf(), 1n)).toEqual({ stored: 0, refused: [] })
      }))

    test('latest is the newest instant of each point in the order asked, whatever was written last', () =>
      within(async ({ store }) => {
        await store.write(batchOf([1, NOW - 2 * SECOND, 22], [0, NOW - SECOND, 24.5]), 1n)
        await store.write(batchOf([0, NOW - 9 * SECOND, 20]), 2n)
        expect(await store.latest([1, 2, 0])).toEqual([
          { at: NOW - 2 * SECOND, value: 22, quality: 0 },
          undefined,
          { at: NOW - SECOND, value: 24.5, quality: 0 },
        ])
      }))

    test('the same point and instant twice is one reading, the later write wins, within a batch and across', () =>
      within(async ({ store }) => {
        const at = NOW - HOUR
        await store.write(batchOf([0, at, 1], [0, at, 2], [1, at, 5]), 1n)
        await store.write(batchOf([1, at, 7]), 2n)
        const [first, second] = await store.history({ points: [0, 1], from: ms(at), to: ms(at + 10), buckets: 1 })
        expect([first?.count[0], first?.mean[0]]).toEqual([1, 2])
        expect([second?.count[0], second?.mean[0]]).toEqual([1, 7])
        expect((await store.latest([1]))[0]?.value).toBe(7)
      }))

    test('what can never be stored is refused with a reason, the rest is stored, and the sum is the batch', () =>
      within(async ({ store }) => {
        const outcome = await store.write(
          batchOf(
            [0, NOW, 21],
            [99, NOW, 1],
            [0, NOW + 2 * HOUR, 1],
            [0, NOW - 8 * DAY, 1],
            [0, NOW - 1, Number.NaN],
            [0, NOW - 2, Number.POSITIVE_INFINITY],
            [0, NOW - 3, Number.NEGATIVE_INFINITY],
            [0, NOW - 4, 1, 9],
            [0, Number.NaN, 1],
            [2, NOW, -40],
          ),
          1n,
        )
        expect(outcome.stored).toBe(2)
        expect(outcome.refused.map(({ row }) => row)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
        for (const { reason } of outcome.refused) expect(reason.length).toBeGreaterThan(10)
        expect(accounted(outcome)).toBe(10)
        expect(await store.latest([0, 2])).toMatchObject([{ value: 21 }, { value: -40 }])
      }))

    test('a reading that is not good is kept with its quality and counted in no figure', () =>
      within(async ({ store }) => {
        const from = NOW - HOUR
        const rows = batchOf(
          [0, from, 20],
          [0, from + 1000, Number.NaN, 2],
          [0, from + 2000, 24],
          [0, from + 3000, Number.NaN, 1],
        )
        expect(await store.write(rows, 1n)).toEqual({ stored: 4, refused: [] })
        expect(await store.latest([0])).toEqual([{ at: from + 3000, value: Number.NaN, quality: 1 }])
        const [series] = await store.history({ points: [0], from: ms(from), to: ms(from + 4000), buckets: 1 })
        expect(figures(series, 0)).toEqual({ min: 20, mean: 22, max: 24, last: 24, count: 2 })
      }))

    test('history of raw readings in equal buckets: min, mean, max, last, count; NaN where there is none', () =>
      within(async ({ store }) => {
        const from = NOW - HOUR
        // Buckets of 10 s: {1, 5, 3}, {}, {-2}; the reading at the end of the span is not in it.
        await store.write(
          batchOf(
            [0, from, 1],
            [0, from + 4000, 5],
            [0, from + 9999, 3],
            [0, from + 20_000, -2],
            [0, from + 30_000, 99],
          ),
          1n,
        )
        const [series] = await store.history({ points: [0], from: ms(from), to: ms(from + 30_000), buckets: 3 })
        expect(series?.resolution).toBe('raw')
        expect([...(series?.at ?? [])]).toEqual([from, from + 10_000, from + 20_000])
        expect(figures(series, 0)).toEqual({ min: 1, mean: 3, max: 5, last: 3, count: 3 })
        expect(figures(series, 1)).toEqual({
          min: Number.NaN,
          mean: Number.NaN,
          max: Number.NaN,
          last: Number.NaN,
          count: 0,
        })
        expect(figures(series, 2)).toEqual({ min: -2, mean: -2, max: -2, last: -2, count: 1 })
      }))

    test('history of several points comes in the order asked, and of an unknown point as an empty series', () =>
      within(async ({ store }) => {
        await store.write(batchOf([0, NOW - 5000, 1], [2, NOW - 5000, 3]), 1n)
        const found = await store.history({ points: [2, 77, 0], from: ms(NOW - 10_000), to: ms(NOW), buckets: 1 })
        expect(found.map(({ point, count }) => [point, count[0]])).toEqual([
          [2, 1],
          [77, 0],
          [0, 1],
        ])
      }))

    test('a span without length, one that is no number, and too many buckets are refused', () =>
      within(async ({ store }) => {
        const ask = (from: number, to: number, buckets: number) =>
          store.history({ points: [0], from: ms(from), to: ms(to), buckets })
        await expect(ask(NOW, NOW, 10)).rejects.toThrow(RangeError)
        await expect(ask(Number.NaN, NOW, 10)).rejects.toThrow(RangeError)
        await expect(ask(NOW - 1, NOW, 0)).rejects.toThrow(RangeError)
        await expect(ask(NOW - 1, NOW, 10_001)).rejects.toThrow(RangeError)
      }))

    test('minutes are rolled up once over, and the newest part comes from raw readings', () =>
      within(async ({ store }) => {
        const from = NOW - 2 * HOUR
        // 10, 20, 30 in the first minute; 40 in the second; then, after the roll-up, 50 in the last minute.
        await store.write(
          batchOf([0, from, 10], [0, from + 20_000, 30], [0, from + 40_000, 20], [0, from + MINUTE, 40]),
          1n,
        )
        await store.maintain(ms(NOW))
        await store.write(batchOf([0, NOW - 1000, 50]), 2n)
        const [series] = await store.history({ points: [0], from: ms(from), to: ms(NOW), buckets: 120 })
        expect(series?.resolution).toBe('1m')
        expect(figures(series, 0)).toEqual({ min: 10, mean: 20, max: 30, last: 20, count: 3 })
        expect(figures(series, 1)).toEqual({ min: 40, mean: 40, max: 40, last: 40, count: 1 })
        expect(figures(series, 119)).toEqual({ min: 50, mean: 50, max: 50, last: 50, count: 1 })
        expect(series?.count.reduce((sum, count) => sum + count, 0)).toBe(5)
      }))

    test('late readings re-roll their minute and their quarter of an hour, on the day they belong to', () =>
      within(async ({ store }) => {
        const from = Math.floor((NOW - 30 * HOUR) / QUARTER) * QUARTER
        await store.write(batchOf([0, from + 1000, 10], [0, NOW - 1000, 1]), 1n)
        await store.maintain(ms(NOW))
        // Later: one more in the same minute, one that replaces the first, one in another minute of the quarter.
        await store.write(batchOf([0, from + 2000, 40], [0, from + 1000, 20], [0, from + 5 * MINUTE, 90]), 2n)
        await store.maintain(ms(NOW))
        const [minutes] = await store.history({ points: [0], from: ms(from), to: ms(from + QUARTER), buckets: 15 })
        expect(minutes?.resolution).toBe('1m')
        expect(figures(minutes, 0)).toEqual({ min: 20, mean: 30, max: 40, last: 40, count: 2 })
        expect(figures(minutes, 5)).toEqual({ min: 90, mean: 90, max: 90, last: 90, count: 1 })
        const [quarters] = await store.history({ points: [0], from: ms(from), to: ms(from + HOUR), buckets: 4 })
        expect(quarters?.resolution).toBe('15m')
        expect(figures(quarters, 0)).toEqual({ min: 20, mean: 50, max: 90, last: 90, count: 3 })
      }))

    test('each tier outlives the finer one: raw 7 days, minutes 90 days, quarters of an hour 5 years', () =>
      within(async ({ store }) => {
        const from = Math.floor((NOW - HOUR) / QUARTER) * QUARTER
        await store.write(batchOf([0, from, 10], [0, from + 30_000, 20], [0, from + MINUTE, 60]), 1n)
        await store.maintain(ms(NOW))
        const span = { points: [0], from: ms(from), to: ms(from + QUARTER) }
        await store.maintain(ms(from + 9 * DAY))
        const [rolled] = await store.history({ ...span, buckets: 15 })
        expect(figures(rolled, 0)).toEqual({ min: 10, mean: 15, max: 20, last: 20, count: 2 })
        const [raw] = await store.history({ ...span, to: ms(from + MINUTE), buckets: 60 })
        expect(raw?.count.reduce((sum, count) => sum + count, 0)).toBe(0)
        await store.maintain(ms(from + 92 * DAY))
        const [minutes] = await store.history({ ...span, buckets: 15 })
        expect(minutes?.count.reduce((sum, count) => sum + count, 0)).toBe(0)
        const [quarters] = await store.history({ ...span, buckets: 1 })
        expect(figures(quarters, 0)).toEqual({ min: 10, mean: 30, max: 60, last: 60, count: 3 })
        await store.maintain(ms(from + 6 * 366 * DAY))
        const [gone] = await store.history({ ...span, buckets: 1 })
        expect(gone?.count[0]).toBe(0)
      }))

    test('quantiles are within 1 % of the value at that rank, from raw readings and from roll-ups alike', () =>
      within(async ({ store }) => {
        const from = Math.floor((NOW - 3 * HOUR) / QUARTER) * QUARTER
        // 1 to 200, one every 10 s: 34 minutes. Ranks ⌊q·199⌋ + 1: 1, 100, 198, 200.
        const rows = Array.from({ length: 200 }, (_, index) => [0, from + index * 10_000, index + 1] as const)
        await store.write(batchOf(...rows), 1n)
        const ask = () =>
          store.quantiles({ point: 0, from: ms(from), to: ms(from + HOUR), quantiles: [0, 0.5, 0.99, 1] })
        expect(near(await ask(), [1, 100, 198, 200])).toBe(true)
        await store.maintain(ms(NOW))
        await store.maintain(ms(from + 92 * DAY))
        expect(near(await ask(), [1, 100, 198, 200])).toBe(true)
        const none = await store.quantiles({ point: 1, from: ms(from), to: ms(NOW), quantiles: [0.5] })
        expect([...none]).toEqual([Number.NaN])
      }))

    test('quantiles of negative values and of zero', () =>
      within(async ({ store }) => {
        const from = NOW - HOUR
        await store.write(
          batchOf(...[-100, -10, 0, 10, 1000].map((value, index) => [0, from + index * MINUTE, value] as const)),
          1n,
        )
        await store.maintain(ms(NOW))
        const found = await store.quantiles({
          point: 0,
          from: ms(from),
          to: ms(NOW),
          quantiles: [0, 0.25, 0.5, 0.75, 1],
        })
        expect(near(found, [-100, -10, 0, 10, 1000])).toBe(true)
      }))

    test('what was stored is there after a restart: latest, history, and the position where one is kept', () =>
      within(async ({ store, reopen }) => {
        await store.write(batchOf([0, NOW - 2000, 18], [1, NOW - 1000, Number.NaN, 3]), 41n)
        const before = await store.position()
        await store.close()
        const again = await reopen()
        expect(await again.latest([0, 1])).toEqual([
          { at: NOW - 2000, value: 18, quality: 0 },
          { at: NOW - 1000, value: Number.NaN, quality: 3 },
        ])
        const position = await again.position()
        expect(position).toBe(before)
        expect(position === undefined || position === 41n).toBe(true)
      }))

    test('a batch that comes again after a restart changes nothing', () =>
      within(async ({ store, reopen }) => {
        const batch = batchOf([0, NOW - 2000, 18], [0, NOW - 1000, 20])
        await store.write(batch, 7n)
        await store.close()
        const again = await reopen()
        expect(accounted(await again.write(batch, 7n))).toBe(2)
        const [series] = await again.history({ points: [0], from: ms(NOW - 3000), to: ms(NOW), buckets: 1 })
        expect(figures(series, 0)).toEqual({ min: 18, mean: 19, max: 20, last: 20, count: 2 })
      }))

    test('readers read while batches are written, and see whole batches', () =>
      within(async ({ store }) => {
        const from = NOW - HOUR
        const write = async () => {
          for (let round = 0; round < 20; round++) {
            const at = from + round * 10_000
            await store.write(batchOf([0, at, round], [0, at + 1, round], [1, at, round]), BigInt(round + 1))
          }
        }
        const counts: number[] = []
        const read = async () => {
          for (let round = 0; round < 20; round++) {
            const [series] = await store.history({ points: [0], from: ms(from), to: ms(NOW), buckets: 1 })
            counts.push(series?.count[0] ?? -1)
          }
        }
        await Promise.all([write(), read(), read()])
        expect(counts.every((count) => count % 2 === 0)).toBe(true)
        const [series] = await store.history({ points: [0], from: ms(from), to: ms(NOW), buckets: 1 })
        expect(series?.count[0]).toBe(40)
      }))

    test('paths with line breaks, quotes, backslashes and Cyrillic are kept apart and found again', () => {
      const hostile = pointList(
        'a/x\ny v=1',
        'a/"q"\'; DROP TABLE raw; --',
        'a/C:\\',
        'а/сала-1/температура',
        'a/,= \t',
        'a/plain',
      )
      return within(async ({ store, reopen }) => {
        const rows = Array.from({ length: 6 }, (_, index) => [index, NOW - 1000, index + 0.5] as const)
        const outcome = await store.write(batchOf(...rows), 1n)
        expect(accounted(outcome)).toBe(6)
        const kept = rows.filter(([index]) => !outcome.refused.some(({ row }) => row === index))
        expect(kept.map(([index]) => index)).toContain(3)
        const check = async (of: TelemetryStore) => {
          const latest = await of.latest(kept.map(([index]) => index))
          expect(latest.map((reading) => reading?.value)).toEqual(kept.map(([, , value]) => value))
        }
        await check(store)
        await store.close()
        await check(await reopen())
      }, hostile)
    })

    test('maintenance with nothing to do says so', () =>
      within(async ({ store }) => {
        await store.write(batchOf([0, NOW - HOUR, 1]), 1n)
        expect((await store.maintain(ms(NOW))).rolledUp).toBeGreaterThan(0)
        expect(await store.maintain(ms(NOW))).toEqual({ rolledUp: 0, dropped: 0 })
      }))

    test('closing twice is closing once, and what is written afterwards is kept for later', () =>
      within(async ({ store }) => {
        await store.close()
        await store.close()
        const outcome = await store.write(batchOf([0, NOW, 1]), 1n)
        expect(outcome.stored).toBe(0)
        expect([...(outcome.keep?.rows ?? [])]).toEqual([0])
      }))

    test('history equals a naive computation over the accepted readings, before and after roll-ups', async () => {
      const row = fc.tuple(
        fc.constantFrom(0, 1),
        fc.integer({ min: 0, max: 7_199_999 }),
        fc.oneof(
          fc.integer({ min: -400, max: 900 }).map((value) => value / 10),
          fc.double({ min: -1e9, max: 1e9, noNaN: true }).map((value) => value + 0),
        ),
        fc.constantFrom(0, 0, 0, 0, 1, 2),
      )
      const property = fc.asyncProperty(
        fc.array(fc.array(row, { maxLength: 25 }), { maxLength: 5 }),
        fc.array(fc.constantFrom(true, false), { minLength: 5, maxLength: 5 }),
        fc.constantFrom(1, 7, 8, 120, 500),
        async (batches, maintain, buckets) => {
          await within(async ({ store }) => {
            const from = NOW - 2 * HOUR
            const rows: ReadingRow[] = []
            for (const [index, batch] of batches.entries()) {
              const placed = batch.map(([point, at, value, quality]) => [point, from + at, value, quality] as const)
              expect(await store.write(batchOf(...placed), BigInt(index + 1))).toEqual({
                stored: batch.length,
                refused: [],
              })
              rows.push(...placed)
              if (maintain[index]) await store.maintain(ms(NOW))
            }
            await store.maintain(ms(NOW))
            const found = await store.history({ points: [0, 1], from: ms(from), to: ms(NOW), buckets })
            for (const series of found) expectSame(series, naiveHistory(series, NOW, rows))
          })
        },
      )
      await fc.assert(property, { numRuns: 12 })
    })

    async function within(
      check: (parts: { store: TelemetryStore; reopen: () => Promise<TelemetryStore> }) => Promise<void>,
      points: PointDirectory = POINTS,
    ): Promise<void> {
      await using at = await place()
      const opened: TelemetryStore[] = []
      const open = async () => {
        const store = await at.open({ points }, { now: () => ms(NOW) })
        opened.push(store)
        return store
      }
      try {
        await check({ store: await open(), reopen: open })
      } finally {
        for (const store of opened) await store.close()
      }
    }
  })
}

function ms(value: number): EpochMs {
  return epochMs(value)
}

function accounted({ stored, refused, keep }: WriteOutcome): number {
  return stored + refused.length + (keep?.rows.length ?? 0)
}

function figures(series: HistorySeries | undefined, bucket: number) {
  if (!series) return undefined
  const { min, mean, max, last, count } = series
  return { min: min[bucket], mean: mean[bucket], max: max[bucket], last: last[bucket], count: count[bucket] }
}

function near(found: Float64Array, wanted: readonly number[]): boolean {
  return wanted.every((value, index) => Math.abs((found[index] ?? Number.NaN) - value) <= Math.abs(value) * 0.01 + 1e-9)
}

/** Means may differ by rounding of sums and of the roll-ups' shares; everything else is the same number. */
function expectSame(found: HistorySeries, wanted: HistorySeries): void {
  for (const column of ['at', 'min', 'max', 'last', 'count'] as const)
    expect([...found[column]]).toEqual([...wanted[column]])
  for (const [bucket, mean] of wanted.mean.entries()) {
    const spread = (wanted.max[bucket] ?? 0) - (wanted.min[bucket] ?? 0)
    if (Number.isNaN(mean)) expect(found.mean[bucket]).toBeNaN()
    else expect(Math.abs((found.mean[bucket] ?? 0) - mean)).toBeLessThanOrEqual(1e-6 * spread + 1e-9 * Math.abs(mean))
  }
}
