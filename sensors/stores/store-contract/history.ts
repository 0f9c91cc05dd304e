import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { HistorySeries } from '../../../twin/model/store.ts'
import { batchOf } from '../testing/batch-of.ts'
import { naiveHistory, type ReadingRow } from '../testing/naive-history.ts'
import { figures, HOUR, MINUTE, ms, NOW, type WithinStore } from './contract-store.ts'

/** Series for charts, from raw readings and roll-ups. */
export function describeHistory(within: WithinStore): void {
  test('history of raw readings in equal buckets: min, mean, max, last, count; NaN where there is none', () =>
    within(async ({ store }) => {
      const from = NOW - HOUR
      // Buckets of 10 s: {1, 5, 3}, {}, {-2}; the reading at the end of the span is not in it.
      await store.write(
        batchOf([0, from, 1], [0, from + 4000, 5], [0, from + 9999, 3], [0, from + 20_000, -2], [0, from + 30_000, 99]),
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
