import { expect, test } from 'vitest'
import { dewPoint } from './dew-point.ts'

test.each([
  // Magnus by hand: g = ln(0.5) + 17.62·25/268.12 = 0.9498; DP = 243.12·0.9498/16.6702.
  [25, 50, 13.85],
  [20, 100, 20],
  [27, 60, 18.6],
])('air of %f °C and %f %% has its dew point at %f °C', (temperature, humidity, expected) => {
  expect(dewPoint(temperature, humidity)).toBeCloseTo(expected, 1)
})

test('there is no dew point without humidity or without data', () => {
  expect(dewPoint(20, 0)).toBeNaN()
  expect(dewPoint(Number.NaN, 50)).toBeNaN()
  expect(dewPoint(20, Number.NaN)).toBeNaN()
})
