import { describe, expect, it } from 'vitest'
import { rowWindow, scrollTopAround, scrollTopFor } from './row-window.ts'

describe('the rows that are drawn', () => {
  it('are those in sight and eight more on both sides, by steps of eight', () => {
    // 560 pixels are 20 rows of 28; at 2,810 the 101st row is the first in sight, of the step that begins with the 97th.
    expect(rowWindow(5_000, 28, 2_810, 560)).toEqual({ first: 88, last: 132 })
    // Within the step nothing changes.
    expect(rowWindow(5_000, 28, 96 * 28, 560)).toEqual({ first: 88, last: 132 })
    expect(rowWindow(5_000, 28, 104 * 28 - 1, 560)).toEqual({ first: 88, last: 132 })
  })

  it('cover all that is in sight at the last pixel of a step', () => {
    const { first, last } = rowWindow(5_000, 28, 104 * 28 - 1, 560)
    expect(first * 28).toBeLessThanOrEqual(104 * 28 - 1)
    expect(last * 28).toBeGreaterThanOrEqual(104 * 28 - 1 + 560)
  })

  it('end with the table, and are all of a short one', () => {
    expect(rowWindow(9, 28, 0, 560)).toEqual({ first: 0, last: 9 })
    expect(rowWindow(5_000, 28, 5_000 * 28 - 560, 560).last).toBe(5_000)
    expect(rowWindow(0, 28, 0, 560)).toEqual({ first: 0, last: 0 })
  })

  it('are there however far it was scrolled before rows went', () => {
    const { first, last } = rowWindow(30, 28, 90_000, 560)
    expect(last).toBe(30)
    expect(first).toBeLessThanOrEqual(10)
  })
})

describe('the way to a row', () => {
  it('is none where it is in sight', () => expect(scrollTopFor(10, 28, 140, 280)).toBe(140))
  it('is up to its upper edge', () => expect(scrollTopFor(3, 28, 140, 280)).toBe(84))
  it('is down to its lower edge', () => expect(scrollTopFor(20, 28, 140, 280)).toBe(308))
})

describe('the way to a row that was chosen elsewhere', () => {
  // 300 pixels are 10 rows of 28 and some: three whole rows are a third, so that the row is the fourth from above.
  it('is to a third from the top', () => expect(scrollTopAround(40, 28, 0, 300)).toBe(37 * 28))
  it('is none where it is in sight', () => expect(scrollTopAround(9, 28, 0, 300)).toBe(0))
  it('is taken where it is in sight but nobody looks yet: it would open at the edge', () =>
    expect(scrollTopAround(9, 28, undefined, 300)).toBe(6 * 28))
  it('ends at the first row', () => expect(scrollTopAround(2, 28, undefined, 300)).toBe(0))
})
