import { describe, expect, it } from 'vitest'
import { dayNumber, isoDay, weekdayOf } from './day-number.ts'
import { type TickUnit, ticksOf, tiersAt } from './ticks.ts'

const between = (unit: TickUnit, from: string, until: string) =>
  ticksOf(unit, dayNumber(from), dayNumber(until)).map(isoDay)

describe('ticks of the axis', () => {
  it('begin with the unit in which the first day lies', () => {
    expect(between('month', '2027-01-20', '2027-03-02')).toEqual(['2027-01-01', '2027-02-01', '2027-03-01'])
    expect(between('quarter', '2027-05-20', '2027-10-02')).toEqual(['2027-04-01', '2027-07-01', '2027-10-01'])
    expect(between('year', '2026-11-26', '2028-01-01')).toEqual(['2026-01-01', '2027-01-01'])
    expect(between('decade', '2026-11-26', '2035-12-31')).toEqual(['2020-01-01', '2030-01-01'])
  })

  it('have weeks from Monday: 26 November 2026 is a Thursday', () => {
    expect(weekdayOf(dayNumber('2026-11-26'))).toBe(3)
    expect(between('week', '2026-11-26', '2026-12-08')).toEqual(['2026-11-23', '2026-11-30', '2026-12-07'])
  })

  it('know leap days', () => {
    expect(between('day', '2028-02-28', '2028-03-02')).toEqual(['2028-02-28', '2028-02-29', '2028-03-01'])
    expect(between('month', '2028-02-29', '2028-03-02')).toEqual(['2028-02-01', '2028-03-01'])
  })
})

describe('units of the axis', () => {
  it.each([
    [24, 'day', 'month'],
    [5, 'week', 'month'],
    [1.5, 'month', 'year'],
    [0.5, 'quarter', 'year'],
    [0.12, 'year', 'decade'],
    [0.05, 'decade', undefined],
  ])('at %d pixels a day are %s, counted in %s', (pixels, minor, major) => {
    expect(tiersAt(pixels)).toEqual({ minor, major })
  })
})
