import { expect, test } from 'vitest'
import { AIR_CLASS } from '../alarms/air-class.ts'
import { AIR_HEAT } from './air-flow.ts'
import { type RackMeasured, roomIndices, type UnitMeasured } from './room-indices.ts'

const none = Number.NaN
const rack = (intake: number, exhaust: number, watts: number): RackMeasured => ({
  intakes: [{ celsius: intake, humidity: none }],
  exhausts: [exhaust],
  watts,
})
const unit = (supply: number, returned: number, airflow: number): UnitMeasured => ({ supply, returned, airflow })
const of = (racks: readonly RackMeasured[], units: readonly UnitMeasured[]) =>
  roomIndices(racks, units, AIR_CLASS.A1, 50)

test('racks of 1 kW at 10 K and 3 kW at 20 K breathe 16 K; against 16 K of the units the RTI is 100', () => {
  const found = of([rack(20, 30, 1000), rack(20, 40, 3000)], [unit(18, 34, 1)])
  expect(found.equipmentRise).toBe(16)
  expect(found.rti).toBe(100)
  expect(found.airflowNeeded).toBeCloseTo(250 / AIR_HEAT)
  // 100 W/K and 150 W/K of air: 250 · 2 K before the intakes, of 100 · 12 + 150 · 22.
  expect(found.shi).toBeCloseTo(500 / 4500, 12)
  expect(found.rhi).toBeCloseTo(4000 / 4500, 12)
})

test('units count by airflow, and one that stands still does not', () => {
  const found = of([rack(20, 30, 1000)], [unit(18, 28, 3), unit(22, 32, 1), unit(30, 30, 0)])
  expect(found.supply).toBe(19)
  expect(found.returned).toBe(29)
  expect(found.airflowSupplied).toBe(4)
})

test('without probes there is no index and no state, while the units are still told', () => {
  const found = of([{ intakes: [], exhausts: [], watts: 5000 }], [unit(18, 30, 2)])
  expect(found).toMatchObject({ rci: undefined, states: {}, supply: 18, airflowSupplied: 2, racksWithRise: 0 })
  for (const index of [found.rti, found.shi, found.rhi, found.intake]) expect(index).toBeNaN()
})

test('a rack without a measured draw takes no part in the rise, but its intakes are judged', () => {
  const found = of([rack(28, 38, none)], [unit(18, 28, 1)])
  expect(found).toMatchObject({ racksWithRise: 0, states: { allowable: 1 } })
  expect(found.rci?.high).toBeCloseTo(80)
})

test('without units there is nothing to refer heat to', () => {
  const found = of([rack(20, 30, 1000)], [])
  expect([found.rti, found.shi, found.supply, found.airflowSupplied].every(Number.isNaN)).toBe(true)
})
