import type { Point2 } from '../../model/geometry.ts'
import type { Thing } from '../../model/things.ts'

/** A thing drawn by its outline on the ground and a height: rooms, buildings, plots, roofs. */
export interface Footprint {
  readonly thing: number
  readonly path: string
  readonly name: string
  readonly kind: 'building' | 'room' | 'plot' | 'solar'
  /** Corners in metres, no repetition of the first at the end. */
  readonly corners: readonly Point2[]
  readonly base: number
  readonly height: number
}

/** The outlines of the things that have one. */
export function layOutFootprints(things: readonly Thing[]): Footprint[] {
  return things.flatMap((thing): Footprint[] => {
    const common = { thing: thing.index, path: thing.path, name: thing.name }
    switch (thing.kind) {
      case 'building':
        return [{ ...common, kind: 'building', corners: thing.footprint, base: 0, height: thing.height }]
      case 'room':
        return [{ ...common, kind: 'room', corners: thing.footprint, base: thing.floor, height: thing.height }]
      case 'plot':
        return [{ ...common, kind: 'plot', corners: thing.footprint, base: 0, height: 0 }]
      case 'solar':
        return [{ ...common, kind: 'solar', corners: thing.footprint, base: thing.height, height: 0.2 }]
      default:
        return []
    }
  })
}

/** Twelve and more numbers a footprint: line segments of its edges at the base, the top and the corners. */
export function outlineSegments({ corners, base, height }: Footprint): number[] {
  const segments: number[] = []
  const levels = height > 0 ? [base, base + height] : [base]
  corners.forEach((from, number) => {
    const to = corners[(number + 1) % corners.length] ?? from
    for (const level of levels) segments.push(from.x, from.y, level, to.x, to.y, level)
    if (height > 0) segments.push(from.x, from.y, base, from.x, from.y, base + height)
  })
  return segments
}

/** The middle of an outline's bounds. */
export function middleOf(corners: readonly Point2[]): { x: number; y: number } {
  const xs = corners.map((corner) => corner.x)
  const ys = corners.map((corner) => corner.y)
  return { x: (Math.min(...xs) + Math.max(...xs)) / 2, y: (Math.min(...ys) + Math.max(...ys)) / 2 }
}
