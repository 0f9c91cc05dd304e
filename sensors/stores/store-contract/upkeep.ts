import { expect, test } from 'vitest'
import { batchOf } from '../testing/batch-of.ts'
import { DAY, figures, HOUR, MINUTE, ms, NOW, QUARTER, type WithinStore } from './contract-store.ts'

/** Roll-ups, late readings, retention. */
export function describeUpkeep(within: WithinStore): void {
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
      expect(await store.keptSince()).toEqual({ raw: undefined, '1m': from, '15m': from })
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

  test('tells from when on each tier has something, and no more of what is past its retention', () =>
    within(async ({ store }) => {
      const from = Math.floor((NOW - 30 * HOUR) / QUARTER) * QUARTER + 2 * MINUTE
      expect(await store.keptSince()).toEqual({ raw: undefined, '1m': undefined, '15m': undefined })
      await store.write(batchOf([0, NOW - HOUR, 2], [1, from + 5_000, 1]), 1n)
      expect(await store.keptSince()).toEqual({ raw: from + 5_000, '1m': undefined, '15m': undefined })
      await store.maintain(ms(NOW))
      expect(await store.keptSince()).toEqual({ raw: from + 5_000, '1m': from, '15m': from - 2 * MINUTE })
      // What comes late is earlier still.
      await store.write(batchOf([2, from - 2 * HOUR, 3]), 2n)
      expect((await store.keptSince()).raw).toBe(from - 2 * HOUR)
    }))

  test('maintenance with nothing to do says so', () =>
    within(async ({ store }) => {
      await store.write(batchOf([0, NOW - HOUR, 1]), 1n)
      expect((await store.maintain(ms(NOW))).rolledUp).toBeGreaterThan(0)
      expect(await store.maintain(ms(NOW))).toEqual({ rolledUp: 0, dropped: 0 })
    }))
}
