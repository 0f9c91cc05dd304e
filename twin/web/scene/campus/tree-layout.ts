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
/** Metres that a trunk keeps from a path or a wall. */
const CLEAR = 1.5
const TRIES_EACH = 12

/**
 * Where the trees of groves stand: spread evenly within each, the same each time, and nowhere on what must stay clear. Fewer than
 * asked where there is no room.
 */
export function plantTrees(groves: readonly Grove[], clear: readonly (readonly Point2[])[]): Tree[] {
  return groves.flatMap(({ corners, trees, slot }) => {
    const xs = corners.map(({ x }) => x)
    const ys = corners.map(({ y }) => y)
    const [west, south] = [Math.min(...xs), Math.min(...ys)]
    const [width, depth] = [Math.max(...xs) - west, Math.max(...ys) - south]
    const near = clear.filter((outline) => touches(outline, west, south, width, depth))
    const planted: Tree[] = []
    for (let number = 1; planted.length < trees && number <= trees * TRIES_EACH; number++) {
      const x = west + ((number * ACROSS) % 1) * width
      const y = south + ((number * UP) % 1) * depth
      if (!encloses(corners, { x, y })) continue
      if (near.some((outline) => isOver(outline, x, y))) continue
      const chance = (((number * 0.6180339887498949 + x * 0.137) % 1) + 1) % 1
      planted.push({ x, y, height: 5 + chance * 4, reach: 1.6 + chance * 1.1, slot })
    }
    return planted
  })
}

/** On the outline's ground, or nearer to it than a trunk may be. */
function isOver(outline: readonly Point2[], x: number, y: number): boolean {
  return [
    [0, 0],
    [CLEAR, 0],
    [-CLEAR, 0],
    [0, CLEAR],
    [0, -CLEAR],
  ].some(([east = 0, north = 0]) => encloses(outline, { x: x + east, y: y + north }))
}

function touches(outline: readonly Point2[], west: number, south: number, width: number, depth: number): boolean {
  const xs = outline.map(({ x }) => x)
  const ys = outline.map(({ y }) => y)
  return (
    Math.max(...xs) + CLEAR > west &&
    Math.min(...xs) - CLEAR < west + width &&
    Math.max(...ys) + CLEAR > south &&
    Math.min(...ys) - CLEAR < south + depth
  )
}
