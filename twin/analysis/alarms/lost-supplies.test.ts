import { expect, test } from 'vitest'
import { lostSupplies } from './lost-supplies.ts'

const FED = new Map([
  ['grid', ['ups-a', 'ups-b']],
  ['ups-a', ['panel-a']],
  ['ups-b', ['panel-b']],
  ['panel-a', ['feed-a1', 'feed-a2', 'feed-a3']],
  ['panel-b', ['feed-b1', 'feed-b2']],
])
const known = (...told: (readonly [string, boolean])[]) => lostSupplies(FED, new Map(told))
const lost = (...told: (readonly [string, boolean])[]) =>
  [...known(...told)].flatMap(([path, isLost]) => (isLost ? [path] : [])).sort()

test('a panel is lost when all of its feeds that can tell are dark, and they are two', () => {
  expect(lost(['feed-a1', true], ['feed-a2', true])).toEqual(['panel-a'])
  expect(lost(['feed-a1', true])).toEqual([])
  expect(lost(['feed-a1', true], ['feed-a2', true], ['feed-a3', false])).toEqual([])
})

test('of a UPS with one panel nobody knows whether it is the panel: the lowest that explains all is lost', () => {
  expect(lost(['feed-a1', true], ['feed-a2', true], ['feed-b1', false])).toEqual(['panel-a'])
})

test('two that draw from it, each dark as a whole, make it lost too', () => {
  const dark = ['feed-a1', 'feed-a2', 'feed-b1', 'feed-b2'].map((feed) => [feed, true] as const)
  expect(lost(...dark)).toEqual(['grid', 'panel-a', 'panel-b'])
})

test('UPS on battery tell of what is above them, whatever their panels have', () => {
  expect(lost(['ups-a', true], ['ups-b', true], ['feed-a1', false], ['feed-b1', false])).toEqual(['grid'])
  expect(lost(['ups-a', true], ['feed-b1', false])).toEqual([])
})

test('a ring ends, and what tells nothing is not lost', () => {
  expect([
    ...lostSupplies(
      new Map([
        ['one', ['two']],
        ['two', ['one']],
      ]),
      new Map(),
    ),
  ]).toEqual([])
  expect(lost()).toEqual([])
})

test('what one consumer alone tells, or nothing, is left open; power anywhere below is power', () => {
  expect(known(['feed-a1', true]).has('panel-a')).toBe(false)
  expect(known(['feed-a1', false]).get('ups-a')).toBe(false)
  expect(known().size).toBe(0)
})
