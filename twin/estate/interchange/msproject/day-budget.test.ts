import { expect, test } from 'vitest'
import { FaultList } from '../fault-list.ts'
import { DayBudget } from './day-budget.ts'

test('calendars that say more days than are laid out are refused at the line where there are too many, once', () => {
  const faults = new FaultList('plan.xml')
  const budget = new DayBudget(faults)
  // 801 days are looked at of what comes each day until 2199: 2,000,000 are passed with the 2,497th.
  const taken = Array.from({ length: 100_000 }, (_, at) => budget.take(801, { line: at + 1, column: 1 }))
  expect(taken.indexOf(false)).toBe(2_496)
  expect(taken.lastIndexOf(true)).toBe(2_495)
  expect(() => faults.throwAll()).toThrow(/a problem[\s\S]*:2497:1: Calendars lay out too many[\s\S]*at most 2,000,000/)
})
