import { expect, it } from 'vitest'
import { dayNumber, isoDay } from './day-number.ts'
import { freeDays, freeSpans } from './free-days.ts'

const calendars = [
  {
    ...{ id: 'office', name: 'Office', week: [true, true, true, true, true, false, false] },
    weekMinutes: 2_400,
    exceptions: [
      ['2027-01-01', false],
      ['2027-01-09', true],
    ] as [string, boolean][],
  },
]

it('joins a holiday on Friday with the weekend, and leaves out a Saturday that is worked', () => {
  const isFree = freeDays(calendars).get('office')
  if (!isFree) throw new Error('no calendar')
  const spans = freeSpans(isFree, dayNumber('2026-12-28'), dayNumber('2027-01-12'))
  expect(spans.map(([from, until]) => [isoDay(from), isoDay(until)])).toEqual([
    ['2027-01-01', '2027-01-04'],
    ['2027-01-10', '2027-01-11'],
  ])
})
