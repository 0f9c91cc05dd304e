import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { boxTree, type Ray } from './box-tree.ts'

/** The same question asked of every box, by the slab method (Kay and Kajiya 1986). */
function bruteForce(boxes: Float32Array, ray: Ray): number {
  let best = Infinity
  const origin = [ray.x, ray.y, ray.z]
  const direction = [ray.dx, ray.dy, ray.dz]
  for (let box = 0; box < boxes.length / 6; box++) {
    let near = -Infinity
    let far = Infinity
    for (let axis = 0; axis < 3; axis++) {
      const o = origin[axis] ?? 0
      const d = direction[axis] ?? 0
      const low = boxes[box * 6 + axis] ?? 0
      const high = boxes[box * 6 + axis + 3] ?? 0
      if (d === 0) {
        if (o < low || o > high) far = -Infinity
      } else {
        near = Math.max(near, Math.min((low - o) / d, (high - o) / d))
        far = Math.min(far, Math.max((low - o) / d, (high - o) / d))
      }
    }
    if (far >= near && near >= 0) best = Math.min(best, near)
  }
  return best
}

const row = (racks: number) =>
  Float32Array.from(Array.from({ length: racks }, (_, rack) => [rack * 0.6, 0, 0, rack * 0.6 + 0.6, 1.2, 2.2]).flat())

describe('the tree of boxes', () => {
  it('finds the rack in front of which the ray starts', () => {
    const tree = boxTree(row(20))
    expect(tree.raycast({ x: 0.6 * 7 + 0.3, y: -5, z: 1, dx: 0, dy: 1, dz: 0 })).toEqual({ box: 7, distance: 5 })
  })

  it('finds nothing for a ray that passes above', () => {
    expect(boxTree(row(20)).raycast({ x: 3, y: -5, z: 3, dx: 0, dy: 1, dz: 0 })).toBeUndefined()
  })

  it('finds nothing in an empty scene', () => {
    expect(boxTree(new Float32Array(0)).raycast({ x: 0, y: 0, z: 0, dx: 1, dy: 0, dz: 0 })).toBeUndefined()
  })

  it('passes over what is to be ignored and finds what stands behind it', () => {
    const ray = { x: -1, y: 0.5, z: 1, dx: 1, dy: 0, dz: 0 }
    expect(boxTree(row(20)).raycast(ray, (box) => box < 3)?.box).toBe(3)
  })

  it('agrees with a test of every box, for any boxes and any ray', () => {
    const coordinate = fc.integer({ min: -50, max: 50 })
    const extent = fc.integer({ min: 1, max: 9 })
    const box = fc
      .tuple(coordinate, coordinate, coordinate, extent, extent, extent)
      .map(([x, y, z, w, d, h]) => [x, y, z, x + w, y + d, z + h])
    const ray = fc.record({
      x: coordinate,
      y: coordinate,
      z: coordinate,
      dx: coordinate,
      dy: coordinate,
      dz: coordinate,
    })
    fc.assert(
      fc.property(fc.array(box, { maxLength: 60 }), ray, (list, aimed) => {
        fc.pre(aimed.dx !== 0 || aimed.dy !== 0 || aimed.dz !== 0)
        const boxes = Float32Array.from(list.flat())
        expect(boxTree(boxes).raycast(aimed)?.distance ?? Infinity).toBe(bruteForce(boxes, aimed))
      }),
      { numRuns: 500 },
    )
  })
})
