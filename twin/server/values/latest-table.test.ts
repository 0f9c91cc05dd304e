import { describe, expect, test } from 'vitest'
import { LatestTable } from './latest-table.ts'

const GOOD = 0
const INVALID = 2
const NOW = 1_000_000

describe('the table of newest readings', () => {
  test('an older reading never replaces a newer one, and is counted', () => {
    const table = new LatestTable()
    table.set(3, NOW, 20, GOOD, NOW)
    table.set(3, NOW - 1, 99, GOOD, NOW)
    expect(table.fresh(3)).toBe(20)
    expect(table.ignored).toBe(1)
  })

  test('a reading from the future is ignored: it would hide all that follow', () => {
    const table = new LatestTable()
    table.set(0, NOW + 301_000, 20, GOOD, NOW)
    expect(table.fresh(0)).toBeNaN()
    table.set(0, Number.NaN, 20, GOOD, NOW)
    expect(table.fresh(0)).toBeNaN()
    table.set(0, NOW, 21, GOOD, NOW)
    expect(table.fresh(0)).toBe(21)
  })

  test('a reading that is not good has no value', () => {
    const table = new LatestTable()
    table.set(0, NOW, 20, GOOD, NOW)
    table.set(0, NOW + 1, 4_000, INVALID, NOW)
    expect(table.fresh(0)).toBeNaN()
  })

  test('is stale after three intervals, at least 30 s, and fresh again with the next reading', () => {
    const table = new LatestTable()
    for (let i = 0; i < 60; i++) table.set(0, i * 60_000, 20, GOOD, i * 60_000)
    const last = 59 * 60_000
    expect(table.interval(0)).toBeCloseTo(60_000, -2)
    table.takeDirty()
    table.sweep(last + 179_000)
    expect(table.isFresh(0)).toBe(true)
    table.sweep(last + 181_000)
    expect(table.isFresh(0)).toBe(false)
    expect(table.takeDirty()).toEqual([0])
    table.set(0, last + 200_000, 20, GOOD, last + 200_000)
    expect(table.isFresh(0)).toBe(true)
  })

  test('a fast point waits 30 s nevertheless', () => {
    const table = new LatestTable()
    for (let i = 0; i < 20; i++) table.set(0, i * 1_000, 20, GOOD, i * 1_000)
    table.sweep(19_000 + 29_000)
    expect(table.isFresh(0)).toBe(true)
    table.sweep(19_000 + 30_001)
    expect(table.isFresh(0)).toBe(false)
  })

  test('an outage is not learned as an interval', () => {
    const table = new LatestTable()
    for (let i = 0; i < 20; i++) table.set(0, i * 10_000, 20, GOOD, i * 10_000)
    table.set(0, 190_000 + 86_400_000, 20, GOOD, 190_000 + 86_400_000)
    expect(table.interval(0)).toBeLessThanOrEqual(12_500)
  })

  test('a point that never had a reading is not stale but unknown', () => {
    const table = new LatestTable()
    table.reserve(10)
    table.sweep(NOW)
    expect(table.takeDirty()).toEqual([])
    expect(table.isFresh(5)).toBe(false)
  })
})
