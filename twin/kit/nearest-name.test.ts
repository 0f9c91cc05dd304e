import { describe, expect, test } from 'vitest'
import { nearestName } from './nearest-name.ts'

describe('the nearest name', () => {
  test('is the one with the fewest letters different', () => {
    expect(nearestName('lattitude', ['longitude', 'latitude', 'altitude'])).toBe('latitude')
    expect(nearestName('rack-9', ['rack-01', 'rack-19', 'rack-09', 'rack-10'])).toBe('rack-09')
    expect(nearestName('Rack-07', ['rack-70', 'rack-07', 'rack-0'])).toBe('rack-07')
  })

  test('is none where all differ in more than a third of their letters', () => {
    expect(nearestName('kind', ['footprint', 'use'])).toBeUndefined()
    expect(nearestName('ab', ['xy'])).toBeUndefined()
  })

  test('is not looked for among names of absurd length', () => {
    expect(nearestName('a'.repeat(100_000), ['a'.repeat(99_999)])).toBeUndefined()
  })
})
