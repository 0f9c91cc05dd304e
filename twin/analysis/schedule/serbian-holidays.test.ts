import { describe, expect, test } from 'vitest'
import { serbianHolidays } from './serbian-holidays.ts'

const of = (year: number) => [...serbianHolidays(year)].sort()

describe('holidays of Serbia', () => {
  test('of 2026, with Orthodox Easter on 12 April and Statehood Day on a Sunday', () => {
    expect(of(2026)).toEqual([
      ...['2026-01-01', '2026-01-02', '2026-01-07', '2026-02-15', '2026-02-16', '2026-02-17'],
      ...['2026-04-10', '2026-04-11', '2026-04-12', '2026-04-13', '2026-05-01', '2026-05-02', '2026-11-11'],
    ])
  })

  test('of 2021: Easter and Labour Day met, and nobody worked from 30 April to 4 May', () => {
    expect(of(2021).filter((day) => day > '2021-04' && day < '2021-06')).toEqual([
      '2021-04-30',
      '2021-05-01',
      '2021-05-02',
      '2021-05-03',
      '2021-05-04',
    ])
  })

  test.each([
    [2023, '2023-04-16'],
    [2024, '2024-05-05'],
    [2025, '2025-04-20'],
    [2027, '2027-05-02'],
    [2028, '2028-04-16'],
  ])('of %i know Easter on %s', (year, day) => {
    expect(of(year)).toContain(day)
  })
})
