import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { secondsToTrip, type TripClass } from './trip-curve.ts'

describe('a miniature circuit breaker of type C (IEC 60898-1, table 7)', () => {
  test('holds 1.12 times its rating for good', () => {
    expect(secondsToTrip('mcb-c', 1.12)).toBe(Number.POSITIVE_INFINITY)
  })

  test('opens at 1.45 times within the hour and at 2.55 times within a minute', () => {
    expect(secondsToTrip('mcb-c', 1.45)).toBeCloseTo(3600)
    expect(secondsToTrip('mcb-c', 2.55)).toBeCloseTo(60)
  })

  test('opens at ten times at once, and not later beyond', () => {
    expect(secondsToTrip('mcb-c', 10)).toBeCloseTo(0.1)
    expect(secondsToTrip('mcb-c', 50)).toBeCloseTo(0.1)
  })

  test('between two points lies on the straight line of the logarithms', () => {
    // Half of the logarithm from 1.45 to 2.55: √(1.45·2.55) = 1.923; √(3600·60) = 464.8 s.
    expect(secondsToTrip('mcb-c', Math.sqrt(1.45 * 2.55))).toBeCloseTo(Math.sqrt(3600 * 60))
  })
})

test('a moulded-case breaker holds 1.04 times and opens at 1.3 times within two hours (IEC 60947-2, table 6)', () => {
  expect(secondsToTrip('mccb', 1.04)).toBe(Number.POSITIVE_INFINITY)
  expect(secondsToTrip('mccb', 1.3)).toBeCloseTo(7200)
})

test('more overload never opens later', () => {
  const classes = fc.constantFrom<TripClass>('mcb-c', 'mccb', 'ups', 'generator', 'transformer')
  fc.assert(
    fc.property(
      classes,
      fc.double({ min: 0, max: 30, noNaN: true }),
      fc.double({ min: 0, max: 5, noNaN: true }),
      (by, m, more) => {
        expect(secondsToTrip(by, m + more)).toBeLessThanOrEqual(secondsToTrip(by, m))
      },
    ),
  )
})
