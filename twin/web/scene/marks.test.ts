import { describe, expect, it } from 'vitest'
import { BOX_FLAG } from './box-flags.ts'
import { marksOf } from './marks.ts'

const nothing = {
  selected: undefined,
  hovered: undefined,
  dimmed: undefined,
  health: new Float32Array(8),
  stale: false,
}

describe('the marks of a box', () => {
  it('are none for a healthy thing that nobody looks at', () => {
    expect(marksOf(3, nothing)).toBe(0)
  })

  it('say warning and critical by the health of the thing', () => {
    const health = Float32Array.of(0, 1, 2, 3)
    expect([0, 1, 2, 3].map((thing) => marksOf(thing, { ...nothing, health }))).toEqual([
      0,
      0,
      BOX_FLAG.warning,
      BOX_FLAG.critical,
    ])
  })

  it('x-ray what the filter leaves out, but never what is selected', () => {
    const dimmed = () => true
    expect(marksOf(3, { ...nothing, dimmed })).toBe(BOX_FLAG.ghost)
    expect(marksOf(3, { ...nothing, dimmed, selected: 3 })).toBe(BOX_FLAG.selected)
  })

  it('grey everything while the connection is lost', () => {
    expect(marksOf(3, { ...nothing, stale: true })).toBe(BOX_FLAG.stale)
  })
})
