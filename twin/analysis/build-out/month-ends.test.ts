import { expect, test } from 'vitest'
import { day } from '../../kit/testing/small-programme.ts'
import { monthEnds } from './month-ends.ts'

test('are the day before the first, then the last of each month until the last day is reached', () => {
  const ends = monthEnds(day('2027-12-15'), day('2028-03-01'))
  expect(ends).toEqual(['2027-12-14', '2027-12-31', '2028-01-31', '2028-02-29', '2028-03-31'])
  expect(monthEnds(day('2027-12-31'), day('2027-12-31'))).toEqual(['2027-12-30', '2027-12-31'])
})

test('end after two hundred years, however far the last day is', () => {
  expect(monthEnds(day('2027-01-01'), day('9999-12-31'))).toHaveLength(2_401)
})
