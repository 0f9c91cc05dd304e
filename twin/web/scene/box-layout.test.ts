import { describe, expect, it } from 'vitest'
import type { Placement } from '../../model/geometry.ts'
import { heading, metres } from '../../model/units.ts'
import { boundsOf, transformOf } from './box-layout.ts'

const rack = (faces: number): Placement => ({
  at: { x: metres(10), y: metres(20), z: metres(0.5) },
  size: { width: metres(0.6), depth: metres(1.2), height: metres(2) },
  faces: heading(faces),
})

/** Where the unit cube's point goes. */
function apply(m: number[], x: number, y: number, z: number) {
  const row = (i: number) => (m[i] ?? 0) * x + (m[4 + i] ?? 0) * y + (m[8 + i] ?? 0) * z + (m[12 + i] ?? 0)
  return [row(0), row(1), row(2)].map((value) => Math.round(value * 1e6) / 1e6 + 0)
}

describe('the box of a rack', () => {
  it('facing north has the middle of its front half a depth north of its centre', () => {
    expect(apply(transformOf(rack(0)), 0, 0.5, 0)).toEqual([10, 20.6, 1.5])
  })

  it('facing east (90° clockwise from north) has the middle of its front half a depth east', () => {
    expect(apply(transformOf(rack(90)), 0, 0.5, 0)).toEqual([10.6, 20, 1.5])
  })

  it('stands on its foot: bottom at the given height, top a height above', () => {
    expect(apply(transformOf(rack(180)), 0, 0, -0.5)[2]).toBe(0.5)
    expect(apply(transformOf(rack(180)), 0, 0, 0.5)[2]).toBe(2.5)
  })

  it('turned by a quarter swaps width and depth in its bounds', () => {
    const rounded = (faces: number) => boundsOf(rack(faces)).map((value) => Math.round(value * 1000) / 1000)
    expect(rounded(0)).toEqual([9.7, 19.4, 0.5, 10.3, 20.6, 2.5])
    expect(rounded(90)).toEqual([9.4, 19.7, 0.5, 10.6, 20.3, 2.5])
  })
})
