import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { roundLength } from './round-length.ts'

describe('the length of a scale bar', () => {
  it('is the next 1, 2 or 5 below the space for it', () => {
    expect([4.6, 20, 1.8, 80, 9.99, 0.34].map(roundLength)).toEqual([2, 20, 1, 50, 5, 0.2])
  })

  it('has the digits of its text: no 0.30000000000000004', () => {
    expect(String(roundLength(0.0051))).toBe('0.005')
  })

  it('fills at least two fifths of the space', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 10_000, noNaN: true }), (most) => {
        const share = roundLength(most) / most
        expect(share).toBeLessThan(1 + 1e-9)
        expect(share).toBeGreaterThan(0.4 - 1e-9)
      }),
    )
  })
})
