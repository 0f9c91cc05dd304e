import type { Placement, Point2 } from '../../model/geometry.ts'

interface Vector {
  readonly x: number
  readonly y: number
}

/** What a thing covers on the ground: its middle, the directions of its sides, half their lengths. */
export interface Rectangle {
  readonly middle: Vector
  readonly axes: readonly [Vector, Vector]
  readonly halves: readonly [number, number]
  /** Half of its extent to the east and to the north. */
  readonly reach: Vector
}

/** What touches does not overlap: a millimetre is no meeting. */
const TOLERANCE = 1e-3

export function rectangleOf({ at, size, faces }: Placement): Rectangle {
  const angle = (faces * Math.PI) / 180
  const front = { x: Math.sin(angle), y: Math.cos(angle) }
  const side = { x: front.y, y: -front.x }
  const halves = [size.width / 2, size.depth / 2] as const
  return {
    middle: at,
    axes: [side, front],
    halves,
    reach: {
      x: Math.abs(side.x) * halves[0] + Math.abs(front.x) * halves[1],
      y: Math.abs(side.y) * halves[0] + Math.abs(front.y) * halves[1],
    },
  }
}

/** By the separating axis theorem: two rectangles are apart when they are along a side of one of them. */
export function overlap(a: Rectangle, b: Rectangle): boolean {
  const between = { x: b.middle.x - a.middle.x, y: b.middle.y - a.middle.y }
  return [...a.axes, ...b.axes].every(
    (axis) => Math.abs(dot(between, axis)) < radius(a, axis) + radius(b, axis) - TOLERANCE,
  )
}

/** Corners, drawn in by the tolerance. */
export function cornersOf({ middle, axes: [side, front], halves }: Rectangle): readonly Vector[] {
  const [w, d] = [halves[0] - TOLERANCE, halves[1] - TOLERANCE]
  return [
    [w, d],
    [w, -d],
    [-w, -d],
    [-w, d],
  ].map(([right = 0, ahead = 0]) => ({
    x: middle.x + right * side.x + ahead * front.x,
    y: middle.y + right * side.y + ahead * front.y,
  }))
}

/** Is a point on the ground within a footprint? By the crossings of a ray to the east. */
export function isInside(point: Vector, footprint: readonly Point2[]): boolean {
  let inside = false
  for (let at = 0, before = footprint.length - 1; at < footprint.length; before = at++) {
    const [a, b] = [footprint[at], footprint[before]]
    if (!a || !b || a.y > point.y === b.y > point.y) continue
    if (point.x < ((b.x - a.x) * (point.y - a.y)) / (b.y - a.y) + a.x) inside = !inside
  }
  return inside
}

/** How far a point is from the edge of a footprint. */
export function distanceToEdge(point: Vector, footprint: readonly Point2[]): number {
  let least = Number.POSITIVE_INFINITY
  for (let at = 0, before = footprint.length - 1; at < footprint.length; before = at++) {
    const [a, b] = [footprint[at], footprint[before]]
    if (!a || !b) continue
    const edge = { x: b.x - a.x, y: b.y - a.y }
    const square = dot(edge, edge)
    const share = square === 0 ? 0 : dot({ x: point.x - a.x, y: point.y - a.y }, edge) / square
    const nearest = Math.min(1, Math.max(0, share))
    least = Math.min(least, Math.hypot(point.x - a.x - nearest * edge.x, point.y - a.y - nearest * edge.y))
  }
  return least
}

function radius({ axes, halves }: Rectangle, axis: Vector): number {
  return halves[0] * Math.abs(dot(axes[0], axis)) + halves[1] * Math.abs(dot(axes[1], axis))
}

function dot(a: Vector, b: Vector): number {
  return a.x * b.x + a.y * b.y
}
