import { expect, test } from 'vitest'
import { AIR_CLASS } from '../alarms/air-class.ts'
import { rackCoolingIndex } from './rack-cooling-index.ts'

test('A1 intakes of which one is 2.5 K above the recommended 27 °C: RCI_HI 87.5, RCI_LO 100 (domain.md, 7)', () => {
  expect(rackCoolingIndex([24, 25, 26, 29.5], AIR_CLASS.A1)).toEqual({ high: 87.5, low: 100, intakes: 4 })
})

test('A1 intakes of which one is 1.5 K below the recommended 18 °C: RCI_LO 75 (domain.md, 8)', () => {
  expect(rackCoolingIndex([20, 16.5], AIR_CLASS.A1)).toEqual({ high: 100, low: 75, intakes: 2 })
})

test('one A2 intake at 30 °C: RCI_HI 62.5 (domain.md, 9)', () => {
  expect(rackCoolingIndex([30], AIR_CLASS.A2)?.high).toBe(62.5)
})

test('one A1 intake at 35 °C is −60 %: nothing is clamped', () => {
  expect(rackCoolingIndex([35], AIR_CLASS.A1)?.high).toBeCloseTo(-60, 10)
})

test('H1 is judged by its own narrower range: 23.5 °C is half way from 22 to 25', () => {
  expect(rackCoolingIndex([23.5], AIR_CLASS.H1)?.high).toBe(50)
})

test('without a probe, or with silent ones alone, there is no index', () => {
  expect(rackCoolingIndex([], AIR_CLASS.A1)).toBeUndefined()
  expect(rackCoolingIndex([Number.NaN], AIR_CLASS.A1)).toBeUndefined()
  expect(rackCoolingIndex([Number.NaN, 29.5], AIR_CLASS.A1)).toEqual({ high: 50, low: 100, intakes: 1 })
})
