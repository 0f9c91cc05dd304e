import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { earnedSchedule } from './earned-schedule.ts'

describe('earned schedule', () => {
  test('counts whole periods and the share of the next, after W. Lipke, Schedule is Different (2003)', () => {
    // By hand: 55 lies a quarter between the 45 of period 3 and the 85 of period 4; five months have gone by.
    const schedule = earnedSchedule([0, 10, 25, 45, 85, 100], 55, 5)
    expect(schedule).toMatchObject({ earned: 3.25, actual: 5, planned: 5, variance: -1.75, performance: 0.65 })
    // 5 / 0.65
    expect(schedule.estimate).toBeCloseTo(7.692, 3)
  })

  test('stands at the end of a plateau, in which nothing was to be earned', () => {
    expect(earnedSchedule([0, 20, 20, 20, 60], 20, 3).earned).toBe(3)
    expect(earnedSchedule([0, 20, 20, 20, 60], 30, 3).earned).toBe(3.25)
    expect(earnedSchedule([0, 0, 0, 10], 0, 1).earned).toBe(2)
  })

  test('tells of late work when all is done, where SPI is 1', () => {
    const schedule = earnedSchedule([0, 50, 100, 100, 100], 100, 4)
    expect(schedule).toMatchObject({ earned: 2, planned: 2, variance: -2, performance: 0.5, estimate: 4 })
  })

  test('knows no estimate before anything is earned', () => {
    expect(earnedSchedule([0, 10], 0, 0)).toMatchObject({ earned: 0, performance: undefined, estimate: undefined })
    expect(earnedSchedule([0, 10], 0, 2)).toMatchObject({ performance: 0, estimate: undefined })
  })

  test('is neither early nor late while nothing was to be earned and nothing is', () => {
    // The plan begins with its third period: after one and a half of them ES by its formula would be 2.
    expect(earnedSchedule([0, 0, 0, 10], 0, 1.5)).toMatchObject({ variance: 0, performance: undefined })
    // Half of the third has gone by, in which 5 were to be earned.
    expect(earnedSchedule([0, 0, 0, 10], 0, 2.5)).toMatchObject({ variance: -0.5, performance: 0.8 })
    expect(earnedSchedule([0, 0, 0, 10], 5, 1.5)).toMatchObject({ variance: 1 })
  })

  test.each([[[]], [[0]], [[5, 10]], [[0, 10, 5]], [[0, Number.NaN]]])('refuses %j as a plan', (planned) => {
    expect(() => earnedSchedule(planned, 0, 1)).toThrow(RangeError)
  })

  test('is the time at which the plan stands at what is earned, for any curve, and never falls as more is earned', () => {
    const curve = fc
      .array(fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 50 })), { minLength: 1, maxLength: 20 })
      .filter((steps) => steps.some((step) => step > 0))
      .map((steps) => [0, ...steps.map((_, at) => steps.slice(0, at + 1).reduce((sum, step) => sum + step))])
    fc.assert(
      fc.property(
        curve,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (planned, one, other) => {
          const budget = planned.at(-1) ?? 0
          const [less, more] = [Math.min(one, other) * budget, Math.max(one, other) * budget]
          const at = earnedSchedule(planned, less, 1).earned
          const period = Math.floor(at)
          const before = planned[period] ?? 0
          const after = planned[period + 1] ?? before
          expect(before + (after - before) * (at - period)).toBeCloseTo(less, 6)
          expect(earnedSchedule(planned, more, 1).earned).toBeGreaterThanOrEqual(at)
        },
      ),
    )
  })
})
