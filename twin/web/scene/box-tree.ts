/**
 * A bounding-volume tree over axis-parallel boxes, for picking one of many in a static scene. Built once, then a ray costs
 * about log n box tests. Median split along the longest axis of the centres; leaves of up to four boxes.
 */
export interface BoxTree {
  readonly size: number
  /**
   * The nearest box that the ray enters, or undefined. A ray that starts inside a box does not hit that box.
   * `ignores` may pass over boxes (hidden ones, ghosts).
   */
  raycast(ray: Ray, ignores?: (box: number) => boolean): Hit | undefined
}

export interface Ray {
  readonly x: number
  readonly y: number
  readonly z: number
  readonly dx: number
  readonly dy: number
  readonly dz: number
}

export interface Hit {
  /** Number of the box in the order given. */
  readonly box: number
  readonly distance: number
}

const LEAF = 4

/** @param boxes six numbers a box: least x, y, z, then greatest x, y, z */
export function boxTree(boxes: Float32Array): BoxTree {
  const size = boxes.length / 6
  const order = Uint32Array.from({ length: size }, (_, box) => box)
  // Node n: bounds at 6n, and either first and count of a leaf (count > 0) or its right child (count 0, left is n + 1).
  const nodes = Math.max(1, 2 * size)
  const bounds = new Float32Array(nodes * 6)
  const first = new Uint32Array(nodes)
  const count = new Uint32Array(nodes)
  let used = 0
  const centre = (box: number, axis: number) => at(boxes, box * 6 + axis) + at(boxes, box * 6 + axis + 3)

  const build = (from: number, to: number): number => {
    const node = used++
    const edge = [Infinity, Infinity, Infinity, -Infinity, -Infinity, -Infinity]
    const middle = [Infinity, Infinity, Infinity, -Infinity, -Infinity, -Infinity]
    for (let i = from; i < to; i++) {
      const box = at(order, i)
      for (let axis = 0; axis < 3; axis++) {
        edge[axis] = Math.min(at(edge, axis), at(boxes, box * 6 + axis))
        edge[axis + 3] = Math.max(at(edge, axis + 3), at(boxes, box * 6 + axis + 3))
        middle[axis] = Math.min(at(middle, axis), centre(box, axis))
        middle[axis + 3] = Math.max(at(middle, axis + 3), centre(box, axis))
      }
    }
    bounds.set(edge, node * 6)
    if (to - from <= LEAF) {
      first[node] = from
      count[node] = to - from
      return node
    }
    const extent = (axis: number) => at(middle, axis + 3) - at(middle, axis)
    const axis = extent(0) >= extent(1) && extent(0) >= extent(2) ? 0 : extent(1) >= extent(2) ? 1 : 2
    order.subarray(from, to).sort((a, b) => centre(a, axis) - centre(b, axis))
    const half = (from + to) >> 1
    build(from, half)
    first[node] = build(half, to)
    return node
  }
  if (size > 0) build(0, size)

  const stack = new Uint32Array(64)
  return {
    size,
    raycast(ray, ignores) {
      if (size === 0) return undefined
      let best = Infinity
      let found = -1
      let depth = 0
      stack[depth++] = 0
      while (depth > 0) {
        const node = at(stack, --depth)
        if (!(enters(ray, bounds, node * 6, true) < best)) continue
        const leaf = at(count, node)
        if (leaf === 0) {
          stack[depth++] = at(first, node)
          stack[depth++] = node + 1
          continue
        }
        for (let i = at(first, node); i < at(first, node) + leaf; i++) {
          const box = at(order, i)
          const distance = enters(ray, boxes, box * 6, false)
          if (distance < best && !ignores?.(box)) {
            best = distance
            found = box
          }
        }
      }
      return found < 0 ? undefined : { box: found, distance: best }
    },
  }
}

/** Distance at which the ray enters the box; Infinity for a miss. Inside: 0 where `insideCounts`, else a miss. */
function enters(ray: Ray, boxes: Float32Array, at0: number, insideCounts: boolean): number {
  let near = -Infinity
  let far = Infinity
  for (let axis = 0; axis < 3; axis++) {
    const origin = axis === 0 ? ray.x : axis === 1 ? ray.y : ray.z
    const direction = axis === 0 ? ray.dx : axis === 1 ? ray.dy : ray.dz
    const low = at(boxes, at0 + axis)
    const high = at(boxes, at0 + axis + 3)
    if (direction === 0) {
      if (origin < low || origin > high) return Infinity
      continue
    }
    const one = (low - origin) / direction
    const two = (high - origin) / direction
    near = Math.max(near, Math.min(one, two))
    far = Math.min(far, Math.max(one, two))
  }
  if (far < near || far < 0) return Infinity
  if (near >= 0) return near
  return insideCounts ? 0 : Infinity
}

function at(numbers: ArrayLike<number>, index: number): number {
  return numbers[index] ?? 0
}
