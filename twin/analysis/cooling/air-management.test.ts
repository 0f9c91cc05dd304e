import { expect, test } from 'vitest'
import { returnTemperatureIndex, supplyHeatIndex } from './air-management.ts'

test('supply 18, return 33, ΔT 12: RTI 125, recirculation; return 27: 75, bypass (domain.md, 10)', () => {
  expect(returnTemperatureIndex(18, 33, 12)).toBe(125)
  expect(returnTemperatureIndex(18, 27, 12)).toBe(75)
  expect(returnTemperatureIndex(18, 27, Number.NaN)).toBeNaN()
})

test('an intake 2 K above supply and an exhaust 10 K above it: a fifth of the heat is met before the intake', () => {
  expect(supplyHeatIndex([{ intake: 20, exhaust: 28, flow: 1 }], 18)).toBeCloseTo(0.2, 12)
})

test('racks count by their airflow: (1·0 + 3·4) / (1·10 + 3·14)', () => {
  const racks = [
    { intake: 18, exhaust: 28, flow: 1 },
    { intake: 22, exhaust: 32, flow: 3 },
  ]
  expect(supplyHeatIndex(racks, 18)).toBeCloseTo(12 / 52, 12)
})

test('a rack of which one temperature is missing is left out, and nothing is left: not known', () => {
  expect(supplyHeatIndex([{ intake: Number.NaN, exhaust: 28, flow: 1 }], 18)).toBeNaN()
})
