import { describe, expect, it } from 'vitest'
import { bandAlong } from './ground.ts'
import { metres } from './units.ts'

const at = (x: number, y: number) => ({ x: metres(x), y: metres(y) })
const rounded = (corners: ReturnType<typeof bandAlong>) =>
  corners.map(({ x, y }) => [Math.round(x * 1000) / 1000 + 0, Math.round(y * 1000) / 1000 + 0])

describe('a band along a line', () => {
  it('of one stretch is a rectangle of its width', () => {
    expect(rounded(bandAlong([at(0, 0), at(10, 0)], metres(4)))).toEqual([
      [0, 2],
      [10, 2],
      [10, -2],
      [0, -2],
    ])
  })

  it('that turns at a right angle keeps its width on both sides of the corner', () => {
    expect(rounded(bandAlong([at(0, 0), at(10, 0), at(10, 10)], metres(4)))).toEqual([
      [0, 2],
      [8, 2],
      [8, 10],
      [12, 10],
      [12, -2],
      [0, -2],
    ])
  })

  it('that turns back on itself has no corner farther away than √2 half widths', () => {
    const band = bandAlong([at(0, 0), at(10, 0), at(0, 0.1)], metres(4))
    for (const { x, y } of band) expect(Math.min(Math.hypot(x, y), Math.hypot(x - 10, y))).toBeLessThan(2.9)
  })
})
