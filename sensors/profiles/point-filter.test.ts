import { expect, test } from 'vitest'
import { pointFilter } from './point-filter.ts'

test('without a list everything is wanted', () => {
  expect(pointFilter(undefined)('power')).toBe(true)
})

test('a name is taken exactly, a component by its star', () => {
  const wanted = pointFilter(['power', 'l1/*'])
  expect(['power', 'l1/current', 'l10/current', 'power-factor', 'l1'].filter(wanted)).toEqual(['power', 'l1/current'])
})
