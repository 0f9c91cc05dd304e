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
  /** Heights above the base at which a line shows a storey. */
  readonly storeys: readonly number[]
  readonly state: 'planned' | 'under-construction' | 'commissioned'
}

/** The outlines of the things that have one. */
export function layOutFootprints(things: readonly Thing[]): Footprint[] {
  return things.flatMap((thing): Footprint[] => {
    const common = { thing: thing.index, path: thing.path, name: thing.name }
    switch (thing.kind) {
      case 'building': {
        const storey = thing.height / Math.max(1, thing.floors)
        const storeys = Array.from({ length: Math.max(0, thing.floors - 1) }, (_, floor) => storey * (floor + 1))
        const state = thing.phase?.state ?? 'commissioned'
        return [
          { ...common, kind: 'building', corners: thing.footprint, base: 0, height: thing.height, storeys, state },
        ]
      }
      case 'room': {
        const [base, height] = [thing.floor, thing.height]
        return [{ ...common, kind: 'room', corners: thing.footprint, base, height, storeys: [], state: 'commissioned' }]
      }
      case 'plot': {
        const state = thing.phase?.state ?? 'commissioned'
        return [{ ...common, kind: 'plot', corners: thing.footprint, base: 0, height: 0, storeys: [], state }]
      }
      case 'solar':
        return [
          {
            ...common,
            kind: 'solar',
            corners: thing.footprint,
            base: thing.height,
            height: 0.2,
            storeys: [],
            state: 'commissioned',
          },
        ]
      default:
        return []
    }
  })
}

/** Twelve and more numbers a footprint: line segments of its edges at the base, the top, the storeys and the corners. */
export function outlineSegments({ corners, base, height, storeys }: Footprint): number[] {
  const segments: number[] = []
  const levels = height > 0 ? [base, base + height, ...storeys.map((storey) => base + storey)] : [base]
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
