import type { Point2 } from '../../../model/geometry.ts'
import { encloses } from './outline.ts'

/** A tree as it is drawn: where its foot is, how high it is and how far its crown reaches. */
export interface Tree {
  readonly x: number
  readonly y: number
  readonly height: number
  readonly reach: number
  /** Row of its plot in the texture of states. */
  readonly slot: number
}

/** Ground that trees stand on. */
export interface Grove {
  readonly corners: readonly Point2[]
  readonly trees: number
  readonly slot: number
}

/** Shares of the plastic number: of all sequences of two numbers this one leaves the fewest gaps (M. Roberts, 2018). */
const ACROSS = 0.7548776662466927
const UP = 0.5698402909980532
/** So far apart that heights beside each other differ. */
const GOLDEN = 0.6180339887498949
/** Metres that a trunk keeps from a path or a wall. */
const CLEAR = 1.5
const TRIES_EACH = 12

/**
 * Where the trees of groves stand: spread evenly within each, the same each time, and nowhere on what must stay clear. Fewer than
 * asked where there is no room.
 */
export function plantTrees(groves: readonly Grove[], clear: readonly (readonly Point2[])[]): Tree[] {
  const obstacles = clear.map((corners) => ({ corners, box: boxOf(corners) }))
  return groves.flatMap(({ corners, trees, slot }) => {
    const { west, south, east, north } = boxOf(corners)
    const near = obstacles.filter(
      ({ box }) =>
        box.east + CLEAR > west && box.west - CLEAR < east && box.north + CLEAR > south && box.south - CLEAR < north,
    )
    const planted: Tree[] = []
    for (let number = 1; planted.length < trees && number <= trees * TRIES_EACH; number++) {
      const x = west + ((number * ACROSS) % 1) * (east - west)
      const y = south + ((number * UP) % 1) * (north - south)
      if (!encloses(corners, { x, y })) continue
      if (near.some((obstacle) => isOver(obstacle, x, y))) continue
      const chance = (((number * GOLDEN + x * 0.137) % 1) + 1) % 1
      planted.push({ x, y, height: 5 + chance * 4, reach: 1.6 + chance * 1.1, slot })
    }
    return planted
  })
}

/** An outline with the box around it: most outlines are told from a place by their boxes. */
interface Obstacle {
  readonly corners: readonly Point2[]
  readonly box: ReturnType<typeof boxOf>
}

const AROUND = [
  [0, 0],
  [CLEAR, 0],
  [-CLEAR, 0],
  [0, CLEAR],
  [0, -CLEAR],
] as const

/** On the outline's ground, or nearer to it than a trunk may be. */
function isOver({ corners, box }: Obstacle, x: number, y: number): boolean {
  if (x < box.west - CLEAR || x > box.east + CLEAR || y < box.south - CLEAR || y > box.north + CLEAR) return false
  return AROUND.some(([east, north]) => encloses(corners, { x: x + east, y: y + north }))
}

function boxOf(corners: readonly Point2[]) {
  const xs = corners.map(({ x }) => x)
  const ys = corners.map(({ y }) => y)
  return { west: Math.min(...xs), south: Math.min(...ys), east: Math.max(...xs), north: Math.max(...ys) }
}
