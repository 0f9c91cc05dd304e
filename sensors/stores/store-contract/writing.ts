import { expect, test } from 'vitest'
import type { TelemetryStore } from '../../../twin/model/store.ts'
import { batchOf } from '../testing/batch-of.ts'
import { pointList } from '../testing/point-list.ts'
import { accounted, DAY, figures, HOUR, ms, NOW, SECOND, type WithinStore } from './contract-store.ts'

/** Accepting, refusing, replacing: what a batch leaves behind. */
export function describeWriting(within: WithinStore): void {
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

  test('the position stays while readings are refused: whoever writes has them on disk first, then says it again with nothing', () =>
    within(async ({ store, reopen }) => {
      await store.write(batchOf([0, NOW - 2 * SECOND, 20]), 1n)
      const kept = (await store.position()) !== undefined
      const at = (position: bigint) => (kept ? position : undefined)
      const outcome = await store.write(batchOf([0, NOW - SECOND, 21], [0, NOW - 8 * DAY, 1]), 2n)
      expect(outcome).toMatchObject({ stored: 1, refused: [{ row: 1 }] })
      expect(await store.position()).toBe(at(1n))
      await store.close()
      const again = await reopen()
      expect(await again.position()).toBe(at(1n))
      expect((await again.latest([0]))[0]?.value).toBe(21)
      await again.write(batchOf(), 2n)
      expect(await again.position()).toBe(at(2n))
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

  test('closing twice is closing once, and what is written afterwards is kept for later', () =>
    within(async ({ store }) => {
      await store.close()
      await store.close()
      const outcome = await store.write(batchOf([0, NOW, 1]), 1n)
      expect(outcome.stored).toBe(0)
      expect([...(outcome.keep?.rows ?? [])]).toEqual([0])
    }))
}
