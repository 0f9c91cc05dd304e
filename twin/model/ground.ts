import type { Point2 } from './geometry.ts'
import type { Source } from './source.ts'
import type { Metres } from './units.ts'

/** What lies on the ground of a campus. */
export const SURFACES = ['green', 'paved', 'path', 'road', 'parking', 'water'] as const
export type SurfaceKind = (typeof SURFACES)[number]

/** A piece of a plot's ground: a lawn, a square, a path. It is built with its plot. */
export interface Surface {
  readonly surface: SurfaceKind
  readonly footprint: readonly Point2[]
  /** How many trees stand on it; where each stands is not said. */
  readonly trees?: number
  /** Where it differs from its plot's. */
  readonly source?: Source
}

/**
 * The outline of a band along a line: its corners on the left from the beginning to the end, then those on the right back.
 * Joints are mitred; one sharper than a right angle is cut at its width.
 * @param line two points or more, no two beside each other the same
 */
export function bandAlong(line: readonly Point2[], width: Metres): Point2[] {
  const half = width / 2
  const left: Point2[] = []
  const right: Point2[] = []
  line.forEach((point, number) => {
    const before = line[number - 1]
    const after = line[number + 1]
    const arriving = before ? unit(before, point) : after ? unit(point, after) : { x: 1, y: 0 }
    const leaving = after ? unit(point, after) : arriving
    const sum = { x: arriving.x + leaving.x, y: arriving.y + leaving.y }
    // The mitre is 1 / cos(half the turn) long; |sum| is twice that cosine.
    const cosine = Math.hypot(sum.x, sum.y) / 2
    const along = cosine < 1e-6 ? arriving : { x: sum.x / (2 * cosine), y: sum.y / (2 * cosine) }
    const reach = half / Math.max(cosine, Math.SQRT1_2)
    left.push({ x: (point.x - along.y * reach) as Metres, y: (point.y + along.x * reach) as Metres })
    right.push({ x: (point.x + along.y * reach) as Metres, y: (point.y - along.x * reach) as Metres })
  })
  return [...left, ...right.reverse()]
}

function unit(from: Point2, to: Point2): { readonly x: number; readonly y: number } {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1
  return { x: (to.x - from.x) / length, y: (to.y - from.y) / length }
}
