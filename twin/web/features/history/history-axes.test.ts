import { describe, expect, it } from 'vitest'
import { axisRange, beginOf } from './history-axes.ts'

const HOUR = 3_600_000

describe('the axes of a history chart', () => {
  it('begin with the span where the record fills it, and with the record where it would be a sliver', () => {
    expect(beginOf(HOUR, 0, 24 * HOUR)).toBe(0)
    // Recorded for the last hour of 24: begins three minutes (a twentieth) before it.
    expect(beginOf(23 * HOUR, 0, 24 * HOUR)).toBe(23 * HOUR - HOUR / 20)
    // A minute's record still stands in ten minutes.
    expect(beginOf(23.99 * HOUR, 0, 24 * HOUR)).toBe(24 * HOUR - HOUR / 6)
    expect(beginOf(undefined, 0, 24 * HOUR)).toBe(0)
  })

  it('do not blow up the noise of a quiet value', () => {
    expect(axisRange(22, 22.2, 'Cel')).toEqual([20.1, 24.1])
    const [low, high] = axisRange(2_690, 2_700, 'W')
    expect(high - low).toBeCloseTo(270)
    expect(axisRange(0, 0.5, 'Cel')).toEqual([0, 4])
  })
})
