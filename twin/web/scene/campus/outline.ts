import type { Point2 } from '../../../model/geometry.ts'
import { metres } from '../../../model/units.ts'

/** Triangles of a polygon, as indexes of its corners. */
export type Triangulate = (corners: readonly Point2[]) => readonly (readonly number[])[]

/** Each edge from corner to corner. */
export function sidesOf(corners: readonly Point2[]): (readonly [Point2, Point2])[] {
  return corners.map((from, number) => [from, corners[(number + 1) % corners.length] ?? from] as const)
}

/** Twice the area that corners enclose; less than nothing where they run clockwise. */
function doubleArea(corners: readonly Point2[]): number {
  return corners.reduce((sum, { x, y }, number) => {
    const next = corners[(number + 1) % corners.length] ?? { x, y }
    return sum + x * next.y - next.x * y
  }, 0)
}

/** Square metres within corners. */
export function areaOf(corners: readonly Point2[]): number {
  return Math.abs(doubleArea(corners)) / 2
}

/** The same corners, to the left around what they enclose; seen from above. */
export function leftAround(corners: readonly Point2[]): readonly Point2[] {
  return doubleArea(corners) < 0 ? [...corners].reverse() : corners
}

/** The outline moved inwards by metres, corners mitred. @param corners to the left around what they enclose */
export function insetBy(corners: readonly Point2[], by: number): Point2[] {
  const count = corners.length
  return corners.map((corner, number) => {
    const before = corners[(number + count - 1) % count] ?? corner
    const after = corners[(number + 1) % count] ?? corner
    const one = inwards(before, corner)
    const other = inwards(corner, after)
    // Of unit normals a and b the mitre is (a + b) / (1 + a·b).
    const scale = by / Math.max(0.1, 1 + one.x * other.x + one.y * other.y)
    return { x: metres(corner.x + (one.x + other.x) * scale), y: metres(corner.y + (one.y + other.y) * scale) }
  })
}

/** The outline drawn towards the middle of its bounds, so that it covers a share of its area. */
export function shrunkTo(corners: readonly Point2[], share: number): Point2[] {
  const xs = corners.map(({ x }) => x)
  const ys = corners.map(({ y }) => y)
  const [x, y] = [(Math.min(...xs) + Math.max(...xs)) / 2, (Math.min(...ys) + Math.max(...ys)) / 2]
  const by = Math.sqrt(share)
  return corners.map((corner) => ({ x: metres(x + (corner.x - x) * by), y: metres(y + (corner.y - y) * by) }))
}

/** Is a point within corners? By the number of edges that a ray to the east crosses. */
export function encloses(corners: readonly Point2[], { x, y }: { readonly x: number; readonly y: number }): boolean {
  let inside = false
  corners.forEach((from, number) => {
    const to = corners[(number + 1) % corners.length] ?? from
    if (from.y > y === to.y > y) return
    if (x < from.x + ((y - from.y) / (to.y - from.y)) * (to.x - from.x)) inside = !inside
  })
  return inside
}

function inwards(from: Point2, to: Point2): { readonly x: number; readonly y: number } {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1
  return { x: -(to.y - from.y) / length, y: (to.x - from.x) / length }
}
