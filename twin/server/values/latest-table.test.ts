import { describe, expect, test } from 'vitest'
import type { EpochMs } from '../../model/units.ts'
import { LatestTable } from './latest-table.ts'

const GOOD = 0
const INVALID = 2
const NOW = 10_000_000

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

  test('a device that gives the same time again and again goes stale and stays so', () => {
    const table = new LatestTable()
    for (let i = 0; i < 6; i++) table.set(0, i * 10_000, 20, GOOD, i * 10_000)
    table.sweep(50_000 + 31_000)
    expect(table.isFresh(0)).toBe(false)
    table.set(0, 50_000, 20, GOOD, 50_000 + 40_000)
    expect(table.isFresh(0)).toBe(false)
  })

  test('what the store remembers from long ago is not the present, not even until the next sweep', () => {
    const table = new LatestTable()
    const at = (ago: number) => ({ at: (NOW - ago) as EpochMs, value: 36, quality: GOOD })
    table.seed([0, 1, 2], [at(600_000), at(5_000), undefined], NOW)
    expect([0, 1, 2].map((point) => table.isFresh(point))).toEqual([false, true, false])
    expect(table.lastGoodAt(0)).toBe(NOW - 600_000)
    expect(table.lastGoodAt(2)).toBeNaN()
  })

  test('the time that the program was down is not learned as an interval', () => {
    const table = new LatestTable()
    table.seed([0], [{ at: (NOW - 120_000) as EpochMs, value: 20, quality: GOOD }], NOW)
    table.set(0, NOW, 20, GOOD, NOW)
    expect(table.interval(0)).toBeUndefined()
    table.set(0, NOW + 10_000, 20, GOOD, NOW + 10_000)
    expect(table.interval(0)).toBe(10_000)
  })

  test('when the clock is set back an hour the readings of the new time count, and what is silent goes stale', () => {
    const table = new LatestTable()
    for (const point of [0, 1]) table.set(point, NOW, 20, GOOD, NOW)
    const back = NOW - 3_600_000
    table.set(0, back, 36, GOOD, back)
    table.sweep(back)
    expect(table.fresh(0)).toBe(36)
    expect(table.isFresh(1)).toBe(false)
    expect(table.ignored).toBe(0)
  })
})
