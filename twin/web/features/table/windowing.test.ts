import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rowWindow } from './windowing.ts'

describe('the window of a long table', () => {
  it('of 500 rows or fewer is all of them', () => {
    expect(rowWindow(500, 28, 0, 280)).toEqual({ first: 0, last: 500, above: 0, below: 0 })
  })

  it('is what is seen and twelve rows more on each side', () => {
    expect(rowWindow(1080, 28, 0, 280)).toEqual({ first: 0, last: 22, above: 0, below: 1058 * 28 })
    expect(rowWindow(1080, 28, 100 * 28, 280)).toEqual({ first: 88, last: 122, above: 88 * 28, below: 958 * 28 })
  })

  it('always adds up to the whole height and covers what is seen', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 501, max: 80_000 }),
        fc.integer({ min: -50, max: 3_000_000 }),
        fc.integer({ min: 0, max: 2_000 }),
        (rows, scroll, height) => {
          const { first, last, above, below } = rowWindow(rows, 28, scroll, height)
          expect(above + (last - first) * 28 + below).toBe(rows * 28)
          const top = Math.min(Math.max(0, scroll), rows * 28 - height)
          if (height > 0 && top >= 0) {
            expect(above).toBeLessThanOrEqual(top)
            expect(above + (last - first) * 28).toBeGreaterThanOrEqual(Math.min(rows * 28, top + height))
          }
        },
      ),
    )
  })
})
