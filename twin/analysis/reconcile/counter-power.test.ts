import { expect, test } from 'vitest'
import { counterPower } from './counter-power.ts'

const at = Date.UTC(2026, 0, 1)
const HOUR = 3_600_000

test('energy over time is mean power', () => {
  expect(counterPower({ wattHours: 1000, at }, { wattHours: 1250, at: at + HOUR / 2 })).toBe(500)
})

test('a counter that went back says nothing: it was reset, exchanged or ran over', () => {
  expect(counterPower({ wattHours: 1000, at }, { wattHours: 3, at: at + HOUR })).toBeUndefined()
})

test('no time, and a clock that went back, say nothing', () => {
  expect(counterPower({ wattHours: 1, at }, { wattHours: 2, at })).toBeUndefined()
  expect(counterPower({ wattHours: 1, at }, { wattHours: 2, at: at - 1 })).toBeUndefined()
})

test('more than can flow there is a counter that was set, no power', () => {
  expect(counterPower({ wattHours: 0, at }, { wattHours: 9e6, at: at + HOUR }, 22_000)).toBeUndefined()
})

test('over a leap second the mean is one second of power wrong in the period, no more', () => {
  // 3,601 s of 1,000 W passed in what POSIX counts as 3,600 s at the end of 2016.
  const end = Date.UTC(2017, 0, 1)
  const watts = counterPower({ wattHours: 0, at: end - HOUR }, { wattHours: 3601 / 3.6, at: end })
  expect(watts).toBeCloseTo(1000.28, 2)
})
