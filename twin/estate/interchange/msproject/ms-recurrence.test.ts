import { describe, expect, test } from 'vitest'
import type { Day } from '../../../model/day.ts'
import { type MsRecurrence, recurringDays } from './ms-recurrence.ts'

const rule = (more: Omit<Partial<MsRecurrence>, 'from' | 'until'> & { from: string; until: string }): MsRecurrence => ({
  ...{ type: 1, period: 1, daysOfWeek: 0, month: 0, monthDay: 1, monthItem: 0, monthPosition: 0 },
  ...{ ...more, from: more.from as Day, until: more.until as Day },
})

describe('an exception of a calendar of MS Project that comes again', () => {
  // Each by the calendar on the wall: 2027-03-01 is a Monday.
  test.each([
    ['each day', { type: 1, from: '2027-03-01', until: '2027-03-03' }, '2027-03-01 2027-03-02 2027-03-03'],
    [
      'each third day',
      { type: 7, period: 3, from: '2027-03-01', until: '2027-03-10' },
      '2027-03-01 2027-03-04 2027-03-07 2027-03-10',
    ],
    [
      'each second Tuesday, from the week of its first day',
      { type: 6, period: 2, daysOfWeek: 4, from: '2027-03-01', until: '2027-03-31' },
      '2027-03-02 2027-03-16 2027-03-30',
    ],
    [
      'each third Sunday: the week of its first day began on the Sunday before',
      { type: 6, period: 3, daysOfWeek: 1, from: '2027-03-01', until: '2027-04-30' },
      '2027-03-21 2027-04-11',
    ],
    [
      'on Saturday and Sunday',
      { type: 6, daysOfWeek: 65, from: '2027-03-01', until: '2027-03-08' },
      '2027-03-06 2027-03-07',
    ],
    [
      'on the 31st of each month that has one',
      { type: 4, monthDay: 31, from: '2027-03-01', until: '2027-07-31' },
      '2027-03-31 2027-05-31 2027-07-31',
    ],
    [
      'on the first Monday of each second month',
      { type: 5, period: 2, monthItem: 4, from: '2027-03-01', until: '2027-08-01' },
      '2027-03-01 2027-05-03 2027-07-05',
    ],
    [
      'on the last working day of each month',
      { type: 5, monthItem: 1, monthPosition: 4, from: '2027-03-01', until: '2027-05-31' },
      '2027-03-31 2027-04-30 2027-05-31',
    ],
    [
      'on a day of the year',
      { type: 2, month: 1, monthDay: 29, from: '2027-01-01', until: '2032-12-31' },
      '2028-02-29 2032-02-29',
    ],
    [
      'on the fourth Thursday of November',
      { type: 3, month: 10, monthItem: 7, monthPosition: 3, from: '2027-01-01', until: '2028-12-31' },
      '2027-11-25 2028-11-23',
    ],
  ])('%s is laid out', (_, given, days) => {
    expect(recurringDays(rule(given), 100)?.days.join(' ')).toBe(days)
  })

  test('of a kind or a period that is none is not guessed', () => {
    for (const more of [{ type: 8 }, { type: 9 }, { type: 6, period: 0 }])
      expect(recurringDays(rule({ ...more, from: '2027-03-01', until: '2027-03-10' }), 100)).toBeUndefined()
  })

  test('is looked at no further than is asked, and a yearly one only in its month', () => {
    const years = { from: '2027-01-01', until: '2126-12-31' }
    expect(recurringDays(rule(years), 3)).toEqual({ days: ['2027-01-01', '2027-01-02', '2027-01-03'], looked: 3 })
    // A hundred years, each with 31 days of January and eleven months that are passed over.
    expect(recurringDays(rule({ ...years, type: 2, monthDay: 6 }), 800)).toMatchObject({ looked: 100 * (31 + 11) })
  })
})
