import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { epochMs } from '../../../twin/model/units.ts'
import { DEFAULT_RETENTION } from '../store-options.ts'
import { DAY_MS, historyGrid, MINUTE_MS, QUARTER_MS, TIER_MS } from './history-grid.ts'

const NOW = Date.UTC(2026, 10, 20, 12)
const grid = (from: number, to: number, buckets: number) =>
  historyGrid({ from: epochMs(from), to: epochMs(to), buckets }, NOW, DEFAULT_RETENTION)

describe('the grid of a history', () => {
  test('an hour in 360 buckets is raw, in 60 it is minutes, in 4 quarters of an hour', () => {
    const hour = 60 * MINUTE_MS
    expect([360, 60, 4].map((buckets) => grid(NOW - hour, NOW, buckets).resolution)).toEqual(['raw', '1m', '15m'])
  })

  test('a month in 1,000 buckets is 960 buckets of three quarters of an hour', () => {
    // 30 d ÷ 1,000 = 43.2 min, up to a whole number of quarters: 45 min; 43,200 min ÷ 45 = 960.
    expect(grid(NOW - 30 * DAY_MS, NOW, 1000)).toMatchObject({ resolution: '15m', width: 3 * QUARTER_MS, count: 960 })
  })

  test('what is older than the raw readings is asked of the minutes, what is older than those of the quarters', () => {
    expect(grid(NOW - 8 * DAY_MS, NOW - 8 * DAY_MS + 1000, 10).resolution).toBe('1m')
    expect(grid(NOW - 91 * DAY_MS, NOW - 91 * DAY_MS + 1000, 10).resolution).toBe('15m')
  })

  test('buckets are never more than asked, lie on whole tier buckets and cover the span', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 400 * DAY_MS }),
        fc.integer({ min: 1, max: 40 * DAY_MS }),
        fc.integer({ min: 1, max: 10_000 }),
        (age, span, buckets) => {
          const { resolution, from, to, width, count } = grid(NOW - age, NOW - age + span, buckets)
          expect(count).toBeLessThanOrEqual(buckets)
          expect((from % TIER_MS[resolution]) + (width % TIER_MS[resolution])).toBe(0)
          expect(from).toBeLessThanOrEqual(NOW - age)
          expect(from + count * width).toBeGreaterThanOrEqual(to)
          expect(to).toBeGreaterThanOrEqual(NOW - age + span)
        },
      ),
    )
  })
})
