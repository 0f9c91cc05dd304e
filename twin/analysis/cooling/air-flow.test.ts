import { expect, test } from 'vitest'
import { airflowOf, equipmentRise } from './air-flow.ts'

test('1 kW at 10 K and 3 kW at 20 K rise 16 K together (domain.md, 11)', () => {
  expect(
    equipmentRise([
      { watts: 1000, rise: 10 },
      { watts: 3000, rise: 20 },
    ]),
  ).toBe(16)
})

test('what has no known draw or no rise is left out, and nothing at all is not known', () => {
  expect(
    equipmentRise([
      { watts: 1000, rise: 10 },
      { watts: 500, rise: 0 },
      { watts: Number.NaN, rise: 8 },
    ]),
  ).toBe(10)
  expect(equipmentRise([])).toBeNaN()
})

test('a kilowatt at 10 K takes about 298 m³/h of air: 2.98 · W / ΔT', () => {
  expect(airflowOf(1000, 10) * 3600).toBeCloseTo(298.5, 1)
  expect(airflowOf(1000, 0)).toBeNaN()
})
