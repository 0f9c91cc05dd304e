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
