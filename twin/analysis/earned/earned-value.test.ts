import { describe, expect, test } from 'vitest'
import { earnedValue } from './earned-value.ts'

describe('earned value', () => {
  test('of the fence of R. Mulcahy, PMP Exam Prep: four sides of 1,000 $, a day each; at the end of day three', () => {
    // Sides 1 and 2 are done, side 3 is half done; 2,800 $ are spent.
    const value = earnedValue({ budget: 4_000, planned: 3_000, earned: 2_500, actual: 2_800 })
    expect(value.scheduleVariance).toBe(-500)
    expect(value.costVariance).toBe(-300)
    expect(value.schedulePerformance).toBeCloseTo(0.833, 3)
    expect(value.costPerformance).toBeCloseTo(0.893, 3)
    // 4,000 / (2,500 / 2,800); the book divides by the rounded 0.893.
    expect(value.estimateAtCompletion).toBe(4_480)
    expect(value.estimateToComplete).toBe(1_680)
    expect(value.varianceAtCompletion).toBe(-480)
    // (4,000 − 2,500) / (4,000 − 2,800)
    expect(value.toCompletePerformance).toBe(1.25)
  })

  test('of the project in the documentation of the R package PRA: 100,000 in all, 40 % planned and 35 % done after three periods', () => {
    const value = earnedValue({ budget: 100_000, planned: 40_000, earned: 35_000 })
    expect(value.scheduleVariance).toBe(-5_000)
    // The documentation prints 0.875.
    expect(value.schedulePerformance).toBe(0.875)
  })

  test('of ten houses in ten weeks, three done and four paid after four, as a common table of formulas has it', () => {
    const value = earnedValue({ budget: 10_000, planned: 4_000, earned: 3_000, actual: 4_000 })
    expect(value).toMatchObject({ scheduleVariance: -1_000, schedulePerformance: 0.75, costVariance: -1_000 })
    expect(value).toMatchObject({ costPerformance: 0.75 })
    // 10,000 / 0.75, and (10,000 − 3,000) / (10,000 − 4,000).
    expect(value.estimateAtCompletion).toBeCloseTo(13_333.33, 2)
    expect(value.toCompletePerformance).toBeCloseTo(1.1667, 4)
  })

  test('has no index where there is nothing to divide by', () => {
    expect(earnedValue({ budget: 10, planned: 0, earned: 0, actual: 0 })).toMatchObject({
      ...{ schedulePerformance: undefined, costPerformance: undefined, estimateAtCompletion: undefined },
      toCompletePerformance: 1,
    })
    expect(earnedValue({ budget: 10, planned: 5, earned: 5, actual: 12 }).toCompletePerformance).toBeUndefined()
  })

  test('shows no figure of cost where no cost is told', () => {
    expect(earnedValue({ budget: 40, planned: 14, earned: 14 })).toMatchObject({
      ...{
        schedulePerformance: 1,
        costVariance: undefined,
        costPerformance: undefined,
        estimateAtCompletion: undefined,
      },
      ...{ toCompletePerformance: undefined, estimateToComplete: undefined, varianceAtCompletion: undefined },
    })
  })

  test.each([
    [{ budget: 10, planned: 11, earned: 0 }, 'planned is 11, which is more than the budget of 10'],
    [{ budget: 10, planned: 1, earned: -1 }, 'earned is -1'],
    [{ budget: Number.NaN, planned: 0, earned: 0 }, 'budget is NaN'],
  ])('refuses %o', (amounts, message) => {
    expect(() => earnedValue(amounts)).toThrow(message)
  })
})
