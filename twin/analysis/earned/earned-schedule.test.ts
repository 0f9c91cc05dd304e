import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { earnedSchedule } from './earned-schedule.ts'

describe('earned schedule', () => {
  test('of the ten modules of the article Earned Schedule Management of MPUG: planned for 10 months, done in 12', () => {
    // Ten modules of 100,000 $, one a month. The article finds SV 0 and SPI 1 at the end, of what is two months late. By hand: SV(t) = 10 − 12, SPI(t) = 10 / 12.
    const planned = Array.from({ length: 11 }, (_, month) => month * 100_000)
    const done = earnedSchedule(planned, 1_000_000, 12)
    expect(done).toMatchObject({ earned: 10, actual: 12, planned: 10, variance: -2 })
    expect(done.performance).toBeCloseTo(0.83, 2)
    // All will have taken as long as it did.
    expect(done.estimate).toBe(12)
  })

  test('of the project in the documentation of the R package PRA: 10, 20, 40, 70 and 100 % planned, 35 % done after three periods', () => {
    // By hand: 35 lies three quarters of the way from the 20 of period 2 to the 40 of period 3.
    expect(earnedSchedule([0, 10, 20, 40, 70, 100], 35, 3)).toMatchObject({ earned: 2.75, variance: -0.25 })
  })

  test('counts whole periods and the share of the next: the formula of W. Lipke, Schedule is Different (2003)', () => {
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
