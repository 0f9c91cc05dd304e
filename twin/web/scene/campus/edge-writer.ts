import type { Point2 } from '../../../model/geometry.ts'
import type { Building } from '../../../model/things.ts'
import type { Belonging } from './mesh-writer.ts'
import { areaOf, leftAround, shrunkTo, sidesOf } from './outline.ts'
import { parapetOf, storeysOf } from './storeys.ts'

/** 0 for an outline, 1 for what is within, 2 for what is drawn only while it is planned: roads meet without lines between them. */
export type EdgeWeight = 0 | 1 | 2

/** Lines in columns, two ends a line. */
export interface EdgeColumns {
  readonly positions: Float32Array
  /** Metres from the beginning of its run, for dashes; slot; level; weight. */
  readonly strokes: Float32Array
}

/** Gathers lines of one drawing. */
export class EdgeWriter {
  readonly #positions: number[] = []
  readonly #strokes: number[] = []

  /** A closed run of lines at a height. */
  ring(corners: readonly Point2[], height: number, of: Belonging, weight: EdgeWeight): void {
    let along = 0
    for (const [from, to] of sidesOf(corners)) {
      const length = Math.hypot(to.x - from.x, to.y - from.y)
      this.#line([from.x, from.y, height], [to.x, to.y, height], along, length, of, weight)
      along += length
    }
  }

  /** Upright lines at the corners. */
  uprights(corners: readonly Point2[], base: number, height: number, of: Belonging, weight: EdgeWeight): void {
    for (const { x, y } of corners) this.#line([x, y, base], [x, y, base + height], 0, height, of, weight)
  }

  columns(): EdgeColumns {
    return { positions: Float32Array.from(this.#positions), strokes: Float32Array.from(this.#strokes) }
  }

  #line(
    from: readonly [number, number, number],
    to: readonly [number, number, number],
    along: number,
    length: number,
    { slot, level }: Belonging,
    weight: EdgeWeight,
  ): void {
    this.#positions.push(...from, ...to)
    this.#strokes.push(along, slot, level, weight, along + length, slot, level, weight)
  }
}

/** A building's edges: its foot, a ring a storey, the corners, and the edge of its roof. */
export function drawBuildingEdges(building: Building, slot: number, edges: EdgeWriter): void {
  const corners = leftAround(building.footprint)
  if (corners.length < 3) return
  const { floors, height, roof, use } = building
  edges.ring(corners, 0, { slot, level: 0 }, 0)
  for (const [level, storey] of storeysOf(building).entries()) {
    const isLast = level === floors - 1
    edges.uprights(corners, storey.base, storey.height, { slot, level }, 0)
    edges.ring(corners, storey.base + storey.height, { slot, level }, isLast ? 0 : 1)
  }
  const of = { slot, level: floors }
  const top = use === 'garage' ? 1 : parapetOf(roof)
  edges.uprights(corners, height, top, of, 0)
  edges.ring(corners, height + top, of, 0)
  const share = Math.min(0.6, (roof?.plant ?? 0) / Math.max(1, areaOf(corners)))
  if (share <= 0 || use === 'garage') return
  const plant = shrunkTo(corners, share)
  edges.ring(plant, height + 2.8, of, 1)
  edges.uprights(plant, height, 2.8, of, 1)
}
