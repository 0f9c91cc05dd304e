import fc from 'fast-check'
import { expect, test } from 'vitest'
import { AIR_CLASS } from '../alarms/air-class.ts'
import { complianceOf, timeInRanges, timesTogether } from './time-beyond.ts'

const MINUTE = 60_000
const A1 = AIR_CLASS.A1
const every = (minutes: number, ...values: readonly number[]) =>
  values.map((value, place) => ({ at: place * minutes * MINUTE, value }))

test('a reading holds until the next, and the time above is counted by side', () => {
  const times = timeInRanges(every(10, 25, 28, 33, 14), { from: 0, to: 40 * MINUTE }, 10 * MINUTE, A1)
  const ten = 10 * MINUTE
  expect(times).toEqual({ recommended: ten, warm: ten, cool: 0, tooWarm: ten, tooCold: ten, unknown: 0 })
  expect(complianceOf(times)).toBe(0.5)
})

test('a gap is unknown time, neither kept nor broken', () => {
  const readings = [
    { at: 0, value: 33 },
    { at: 60 * MINUTE, value: 25 },
  ]
  const times = timeInRanges(readings, { from: 0, to: 62 * MINUTE }, 5 * MINUTE, A1)
  expect(times).toMatchObject({ tooWarm: 5 * MINUTE, recommended: 2 * MINUTE, unknown: 55 * MINUTE })
})

test('a reading from before the period holds into it, and one without a value ends what was known', () => {
  const readings = [
    { at: 0, value: 33 },
    { at: 12 * MINUTE, value: Number.NaN },
  ]
  const times = timeInRanges(readings, { from: 10 * MINUTE, to: 20 * MINUTE }, 60 * MINUTE, A1)
  expect(times).toMatchObject({ tooWarm: 2 * MINUTE, unknown: 8 * MINUTE })
})

test('a period of no length has no time and no compliance', () => {
  const times = timeInRanges(every(1, 33), { from: 0, to: 0 }, MINUTE, A1)
  expect(Object.values(times)).toEqual([0, 0, 0, 0, 0, 0])
  expect(complianceOf(times)).toBeNaN()
})

test('without readings all of the period is unknown', () => {
  const times = timeInRanges([], { from: 0, to: MINUTE }, MINUTE, A1)
  expect(times.unknown).toBe(MINUTE)
  expect(complianceOf(times)).toBeNaN()
})

test('two readings at one moment (a leap second told twice): the later one counts, once', () => {
  const readings = [
    { at: 0, value: 33 },
    { at: 0, value: 25 },
  ]
  const times = timeInRanges(readings, { from: 0, to: MINUTE }, MINUTE, A1)
  expect(times).toMatchObject({ tooWarm: 0, recommended: MINUTE })
})

test('whatever is read, the times of all intakes add up to the period of each', () => {
  const reading = fc.record({ at: fc.integer({ min: -500, max: 1500 }), value: fc.double({ min: -10, max: 60 }) })
  fc.assert(
    fc.property(
      fc.array(reading),
      fc.integer({ min: 0, max: 1000 }),
      fc.integer({ min: 0, max: 400 }),
      (all, to, holds) => {
        const readings = all.sort((one, other) => one.at - other.at)
        const times = timesTogether([
          timeInRanges(readings, { from: 0, to }, holds, A1),
          timeInRanges([], { from: 0, to }, holds, A1),
        ])
        expect(Object.values(times).reduce((sum, time) => sum + time, 0)).toBe(2 * to)
      },
    ),
  )
})
