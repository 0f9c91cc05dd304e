import { expect, test } from 'vitest'
import { type Day, dayAfter, dayIn, markOf, overlap, readDay } from './day.ts'
import { epochMs } from './units.ts'

const day = (text: string) => readDay(text) as Day

test('a day that the calendar has not is none: the leap day of 2028 is one, that of 2027 and of 2100 not', () => {
  expect(readDay('2028-02-29')).toBe('2028-02-29')
  for (const wrong of [
    '2027-02-29',
    '2100-02-29',
    '2027-13-01',
    '2027-04-31',
    '2027-3-1',
    '1.3.2027',
    '',
    '1969-12-31',
  ])
    expect(readDay(wrong), wrong).toBeUndefined()
})

test('the day after goes over leap days and years', () => {
  expect(['2028-02-28', '2028-02-29', '2027-02-28', '2027-12-31'].map((one) => dayAfter(day(one)))).toEqual([
    '2028-02-29',
    '2028-03-01',
    '2027-03-01',
    '2028-01-01',
  ])
})

test('at 23:30 UTC it is the next day in Belgrade, by two hours in summer and one in winter', () => {
  expect(dayIn(epochMs(Date.UTC(2027, 6, 1, 22, 30)), 'Europe/Belgrade')).toBe('2027-07-02')
  expect(dayIn(epochMs(Date.UTC(2027, 0, 1, 22, 30)), 'Europe/Belgrade')).toBe('2027-01-01')
  expect(dayIn(epochMs(Date.UTC(2027, 0, 1, 23, 30)), 'Europe/Belgrade')).toBe('2027-01-02')
})

test('a period ends before its last day: one that begins on it has none in common', () => {
  const march = { from: day('2027-03-01'), until: day('2027-04-01') }
  expect(overlap(march, { from: day('2027-04-01') })).toBe(false)
  expect(overlap(march, { from: day('2027-03-31') })).toBe(true)
  expect(overlap({ from: day('2027-01-01') }, { from: day('2030-01-01') })).toBe(true)
  expect(overlap({ from: day('2027-01-01'), until: day('2027-03-01') }, march)).toBe(false)
  expect(markOf(day('1970-01-02'))).toBe(86_400_000)
})
