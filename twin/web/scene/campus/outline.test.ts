import { describe, expect, it } from 'vitest'
import { metres } from '../../../model/units.ts'
import { areaOf, encloses, insetBy, leftAround, shrunkTo } from './outline.ts'

const at = (x: number, y: number) => ({ x: metres(x), y: metres(y) })
const rectangle = [at(0, 0), at(10, 0), at(10, 4), at(0, 4)]
/** An L of 10 by 10 with a corner of 6 by 6 cut out: 64 m². */
const angle = [at(0, 0), at(10, 0), at(10, 4), at(4, 4), at(4, 10), at(0, 10)]

describe('an outline', () => {
  it('has the same area whichever way it runs, and is turned to run to the left', () => {
    expect(areaOf(angle)).toBe(64)
    const turned = [...angle].reverse()
    expect(areaOf(turned)).toBe(64)
    expect(leftAround(turned)).toEqual(angle)
    expect(leftAround(angle)).toEqual(angle)
  })

  it('moved inwards keeps its distance at every corner, those that point inwards too', () => {
    expect(insetBy(rectangle, 1)).toEqual([at(1, 1), at(9, 1), at(9, 3), at(1, 3)])
    expect(insetBy(angle, 1)).toEqual([at(1, 1), at(9, 1), at(9, 3), at(3, 3), at(3, 9), at(1, 9)])
  })

  it('drawn to a share of its area stays around the same middle', () => {
    const quarter = shrunkTo(rectangle, 0.25)
    expect(areaOf(quarter)).toBeCloseTo(10)
    expect(quarter).toEqual([at(2.5, 1), at(7.5, 1), at(7.5, 3), at(2.5, 3)])
  })

  it('encloses what is in it and not what is in its cut-out corner', () => {
    expect(encloses(angle, { x: 2, y: 8 })).toBe(true)
    expect(encloses(angle, { x: 8, y: 8 })).toBe(false)
    expect(encloses(angle, { x: -1, y: 2 })).toBe(false)
  })
})
