import { describe, expect, test } from 'vitest'
import { drawnUntil, fanColumns, forecastCsv, monthRows, type Use } from './forecast-data.ts'

const DAY = 86_400_000
const JANUARY_30 = Date.UTC(2027, 0, 30)

/** Three days, one of them a gap, and two weeks of a fan. */
const use: Use = {
  place: 'b/hall',
  unit: 'W',
  sources: 2,
  planned: null,
  history: { from: JANUARY_30, days: [10, null, 14] },
  steps: [{ at: Date.UTC(2027, 1, 9), amount: 5, name: 'row c' }],
  forecast: {
    ...{ kind: 'forecast', measuredDays: 60, level: 12, perDay: 1, held: 0.8, judged: 100, errors: [] },
    days: [2, 9].map((day) => ({ at: Date.UTC(2027, 1, day), p10: day, p50: day + 1, p90: day + 2 })),
  },
}

describe('a forecast in numbers', () => {
  test('has what was and the fan on one axis, with gaps where one of them is not', () => {
    const { mean, p50, p90, seconds } = fanColumns(use, Date.UTC(2027, 1, 8))
    expect(seconds).toEqual([0, 1, 2, 3].map((day) => (JANUARY_30 + day * DAY) / 1000))
    expect(mean).toEqual([10, null, 14, null])
    expect(p50).toEqual([null, null, null, 3])
    expect(p90).toEqual([null, null, null, 4])
  })

  test('is told by month, with the means of its days and the reservations in it', () => {
    expect(monthRows(use)).toEqual([
      { month: '2027-01', mean: 10, p10: null, p50: null, p90: null, steps: [] },
      { month: '2027-02', mean: 14, p10: 5.5, p50: 6.5, p90: 7.5, steps: ['row c'] },
    ])
  })

  test('is in the file by day, with the limit and the steps', () => {
    const rows = forecastCsv(use, 99)
    expect(rows).toHaveLength(1 + 3 + 2 + 1)
    expect(rows[1]).toEqual(['2027-01-30', 10, null, null, null, 99, null, null])
    expect(rows[4]).toEqual(['2027-02-02', null, 2, 3, 4, 99, null, null])
    expect(rows[6]).toEqual(['2027-02-09', null, null, null, null, 99, 5, 'row c'])
  })

  test('is drawn for a year, and for longer where it is full later', () => {
    expect(drawnUntil(0, null)).toBe(366 * DAY)
    const full = { isFull: false, p10: 400 * DAY, p50: 600 * DAY, p90: 800 * DAY }
    expect(drawnUntil(0, full)).toBe(1000 * DAY)
    expect(drawnUntil(0, { ...full, p50: null, p90: null })).toBe(500 * DAY)
  })
})
