import type { Point2 } from '../../../model/geometry.ts'
import { metres } from '../../../model/units.ts'
import type { MeshWriter } from './mesh-writer.ts'
import { insetBy, sidesOf, type Triangulate } from './outline.ts'
import { layOutParapet } from './parapet-mesh.ts'
import type { Storey } from './storeys.ts'

/** Metres: of the wall before the cars, of a deck, of a column, between columns, and across the ramps. */
const WALL = 1
const WALL_WIDTH = 0.25
const SLAB = 0.35
const COLUMN = 0.4
const BAY = 7.5
const RAMP = 5.5

interface GaragePlan {
  /** To the left around it. */
  readonly corners: readonly Point2[]
  readonly storeys: readonly Storey[]
  readonly slot: number
}

/**
 * Decks that are open at their sides: slab, low wall and columns a storey, the last deck under the sky. Where the outline is a rectangle,
 * ramps go up along one of its short sides, one to a storey, to and fro.
 */
export function layOutGarage({ corners, storeys, slot }: GaragePlan, triangulate: Triangulate, mesh: MeshWriter): void {
  const last = storeys.length
  const split = rampSide(corners)
  const deck = split?.deck ?? corners
  const triangles = triangulate(deck)
  const inner = insetBy(corners, WALL_WIDTH)
  const heights = [...storeys.map(({ base }) => base), (storeys.at(-1)?.base ?? 0) + (storeys.at(-1)?.height ?? 0)]
  for (const [level, height] of heights.entries()) {
    // A deck is built with the storey that it carries, the one under the sky with the roof.
    const of = { slot, level: Math.min(level, last) }
    mesh.level(level === 0 ? corners : deck, level === 0 ? triangulate(corners) : triangles, height + 0.02, 'deck', of)
    layOutParapet({ corners, inner, base: height - (level === 0 ? 0 : SLAB), height: WALL + SLAB }, of, mesh)
  }
  for (const [level, { base, height }] of storeys.entries()) {
    const of = { slot, level }
    for (const { x, y } of columnsOf(inner)) {
      const half = COLUMN / 2
      const foot = [
        [x - half, y - half],
        [x + half, y - half],
        [x + half, y + half],
        [x - half, y + half],
      ].map(([east = 0, north = 0]) => ({ x: metres(east), y: metres(north) }))
      for (const side of sidesOf(foot)) mesh.wall(side, { base, height }, 'plain', of)
    }
    if (split) {
      const [first, second] = split.ramp
      const [near, far] = level % 2 === 0 ? [first, second] : [second, first]
      mesh.quad(
        [
          [near[0].x, near[0].y, base + 0.03],
          [near[1].x, near[1].y, base + 0.03],
          [far[1].x, far[1].y, base + height + 0.03],
          [far[0].x, far[0].y, base + height + 0.03],
        ],
        'deck',
        of,
      )
    }
  }
}

/** Columns along the edges, one a bay, at the corners too. */
function columnsOf(corners: readonly Point2[]): { x: number; y: number }[] {
  return sidesOf(corners).flatMap(([from, to]) => {
    const bays = Math.max(1, Math.round(Math.hypot(to.x - from.x, to.y - from.y) / BAY))
    return Array.from({ length: bays }, (_, bay) => ({
      x: from.x + ((to.x - from.x) * bay) / bays,
      y: from.y + ((to.y - from.y) * bay) / bays,
    }))
  })
}

interface RampSide {
  readonly deck: readonly Point2[]
  /** The two ends of the ramps, each from the inside to the outside. */
  readonly ramp: readonly [readonly [Point2, Point2], readonly [Point2, Point2]]
}

/** A rectangle's shorter side gives a strip to the ramps; no other outline does. */
function rampSide(corners: readonly Point2[]): RampSide | undefined {
  const [a, b, c, d] = corners
  if (corners.length !== 4 || !a || !b || !c || !d) return undefined
  const width = Math.hypot(b.x - a.x, b.y - a.y)
  const depth = Math.hypot(c.x - b.x, c.y - b.y)
  const isTurned = depth > width
  // The strip lies along the edge from `near` to `far`; the deck is what is left.
  const [near, far, beyondFar, beyondNear] = isTurned ? [a, b, c, d] : [b, c, d, a]
  const share = RAMP / Math.max(width, depth)
  if (share > 0.4) return undefined
  const between = (from: Point2, to: Point2): Point2 => ({
    x: metres(from.x + (to.x - from.x) * share),
    y: metres(from.y + (to.y - from.y) * share),
  })
  const [insideNear, insideFar] = [between(near, beyondNear), between(far, beyondFar)]
  return {
    deck: [insideNear, insideFar, beyondFar, beyondNear],
    ramp: [
      [insideNear, near],
      [insideFar, far],
    ],
  }
}
