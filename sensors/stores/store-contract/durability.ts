import { expect, test } from 'vitest'
import { batchOf } from '../testing/batch-of.ts'
import { accounted, figures, HOUR, ms, NOW, type WithinStore } from './contract-store.ts'

/** What outlives a restart, and what readers see meanwhile. */
export function describeDurability(within: WithinStore): void {
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
}
