import { describe, expect, it } from 'vitest'
import { metres } from '../../model/units.ts'
import { type Footprint, middleOf, outlineSegments } from './footprint-layout.ts'

const square = [
  { x: metres(0), y: metres(0) },
  { x: metres(10), y: metres(0) },
  { x: metres(10), y: metres(4) },
  { x: metres(0), y: metres(4) },
]
const footprint = (height: number): Footprint => ({
  thing: 1,
  path: 'a/b',
  name: 'b',
  kind: 'building',
  corners: square,
  base: 2,
  height,
})

describe('the outline of a footprint', () => {
  it('of a body has a ring below, a ring above and an edge a corner: 12 segments for a box', () => {
    expect(outlineSegments(footprint(3)).length / 6).toBe(12)
  })

  it('of a flat thing is one ring at its base', () => {
    const flat = outlineSegments(footprint(0))
    expect(flat.length / 6).toBe(4)
    expect(flat.filter((_, place) => place % 3 === 2)).toEqual(Array(8).fill(2))
  })

  it('has its middle half way between its bounds', () => {
    expect(middleOf(square)).toEqual({ x: 5, y: 2 })
  })
})
