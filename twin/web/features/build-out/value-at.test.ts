import { describe, expect, it } from 'vitest'
import { valueAt } from './value-at.ts'

const SECONDS = [100, 200, 300, 400]

describe('the value of a line at a day', () => {
  it('of steps is what holds since the last of them, also after the end', () => {
    const values = [0, 4_700, 4_700, 35_000]
    expect([100, 199, 200, 399, 400, 900].map((at) => valueAt(SECONDS, values, at, true))).toEqual([
      ...[0, 0, 4_700, 4_700, 35_000, 35_000],
    ])
  })

  it('of a line lies between its points: a quarter of the way from 10 to 30 is 15', () => {
    expect(valueAt(SECONDS, [10, 30, 30, 50], 125, false)).toBe(15)
    expect(valueAt(SECONDS, [10, 30, 30, 50], 400, false)).toBe(50)
  })

  it('is none where the line is not', () => {
    expect(valueAt(SECONDS, [10, 20, null, null], 250, false)).toBeNull()
    expect(valueAt(SECONDS, [null, null, 30, 40], 250, true)).toBeNull()
    expect(valueAt(SECONDS, [10, 20, 30, 40], 99, true)).toBeNull()
    expect(valueAt(SECONDS, [10, 20, 30, 40], 401, false)).toBeNull()
  })
})
