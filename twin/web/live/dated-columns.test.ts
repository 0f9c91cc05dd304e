import { expect, it } from 'vitest'
import { DatedColumns } from './dated-columns.ts'

it('a day on which nothing is measured has health that nobody knows and no values, until what is planned comes', () => {
  const columns = new DatedColumns(3)
  expect([...columns.valuesOf('health')]).toEqual([1, 1, 1])
  expect(columns.valueOf('power', 1)).toBeNaN()
  let told = 0
  columns.subscribe(() => told++)
  const before = columns.revisionOf()
  columns.fill({ columns: [{ metric: 'power', things: [1], values: [3_200] }] })
  expect(told).toBe(1)
  expect(columns.revisionOf()).toBeGreaterThan(before)
  expect([...columns.valuesOf('power')]).toEqual([Number.NaN, 3_200, Number.NaN])
  expect(columns.newestAt()).toBeNaN()
})

it('health of a past day is what is told of it, and unknown where nothing is', () => {
  const columns = new DatedColumns(3)
  columns.fill({ columns: [{ metric: 'health', things: [2, 0], values: [3, 0] }] })
  expect([...columns.valuesOf('health')]).toEqual([0, 1, 3])
})
