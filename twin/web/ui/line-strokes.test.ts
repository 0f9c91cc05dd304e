import { describe, expect, it } from 'vitest'
import { dashFill } from './line-strokes.ts'

describe('the sign of a line in a legend', () => {
  it('is one colour where the line has no gaps', () =>
    expect(dashFill({ colour: '#5cc8f2', dash: [] })).toBe('#5cc8f2'))

  it('has the dashes and gaps of the line, one after the other', () =>
    // 10 of line, 3 of gap, 2 of line, 3 of gap: 0–10, 10–13, 13–15, 15–18.
    expect(dashFill({ colour: '#9fb0bf', dash: [10, 3, 2, 3] })).toBe(
      'repeating-linear-gradient(90deg, #9fb0bf 0px 10px, transparent 10px 13px, #9fb0bf 13px 15px, transparent 15px 18px)',
    ))
})
