import type { Point2 } from '../../model/geometry.ts'
import type { Footprint } from './footprint-layout.ts'
import type { Label } from './label-layout.ts'

/** Edge of a tile of a raised floor, in metres. */
export const TILE_METRES = 0.6

/** Millimetres of rounding in an estate's figures neither add a line nor take one away. */
const SLACK = 1e-6
/** The lines lie this far above the floor, so that the two do not fight for the same pixels. */
const ABOVE_FLOOR = 0.03
/** How far outside the outline a tile's letter or number stands, in metres. */
const BESIDE_EDGE = 0.5

/** Ends of lines, three numbers a point, and the direction of the line they belong to, two numbers a point. */
export interface FloorGrid {
  readonly positions: Float32Array
  readonly along: Float32Array
}

/**
 * The joints between the tiles of these floors, cut to their outlines. Tiles are counted from the north-western corner; where
 * a floor is no multiple of a tile, the cut tiles lie in the east and the south. The outline itself is not among the lines.
 */
export function layOutFloorGrid(floors: readonly Pick<Footprint, 'corners' | 'base'>[]): FloorGrid {
  const positions: number[] = []
  const along: number[] = []
  for (const { corners, base } of floors) {
    const { west, north, columns, rows } = tilesOf(corners)
    const height = base + ABOVE_FLOOR
    for (let joint = 1; joint < columns; joint++) {
      const x = west + joint * TILE_METRES
      for (const [from, to] of spansAt(x, corners, 'x', 'y')) {
        positions.push(x, from, height, x, to, height)
        along.push(0, 1, 0, 1)
      }
    }
    for (let joint = 1; joint < rows; joint++) {
      const y = north - joint * TILE_METRES
      for (const [from, to] of spansAt(y, corners, 'y', 'x')) {
        positions.push(from, y, height, to, y, height)
        along.push(1, 0, 1, 0)
      }
    }
  }
  return { positions: Float32Array.from(positions), along: Float32Array.from(along) }
}

/**
 * The names of a floor's tiles along its edges: letters from west to east, numbers from north to south, of the first tile and
 * of every fifth. Each edge has them; those of the edges turned to the viewer are drawn.
 */
export function tileLabels({ corners, base }: Pick<Footprint, 'corners' | 'base'>): Label[] {
  const { west, east, south, north, columns, rows } = tilesOf(corners)
  const label = (text: string, x: number, y: number, facing: readonly [number, number]): Label => ({
    text,
    at: [x + facing[0] * BESIDE_EDGE, y + facing[1] * BESIDE_EDGE, base],
    importance: 0,
    isSmall: true,
    facing,
  })
  const middle = (tile: number) => (tile - 0.5) * TILE_METRES
  return [
    ...named(columns).flatMap((tile) => [
      label(columnLetters(tile), west + middle(tile), north, [0, 1]),
      label(columnLetters(tile), west + middle(tile), south, [0, -1]),
    ]),
    ...named(rows).flatMap((tile) => [
      label(String(tile), west, north - middle(tile), [-1, 0]),
      label(String(tile), east, north - middle(tile), [1, 0]),
    ]),
  ]
}

/** A column's letters as spreadsheets have them: 1 is A, 26 is Z, 27 is AA. */
export function columnLetters(column: number): string {
  const last = (column - 1) % 26
  const before = (column - 1 - last) / 26
  return (before > 0 ? columnLetters(before) : '') + String.fromCharCode(65 + last)
}

function named(tiles: number): number[] {
  return Array.from({ length: tiles }, (_, at) => at + 1).filter((tile) => tile === 1 || tile % 5 === 0)
}

function tilesOf(corners: readonly Point2[]) {
  const xs = corners.map(({ x }) => x)
  const ys = corners.map(({ y }) => y)
  const [west, east, south, north] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
  const tiles = (length: number) => Math.max(0, Math.ceil(length / TILE_METRES - SLACK))
  return { west, east, south, north, columns: tiles(east - west), rows: tiles(north - south) }
}

/** Where the line at `place` on one axis is inside the outline: spans on the other axis, by the even-odd rule. */
function spansAt(place: number, corners: readonly Point2[], on: 'x' | 'y', other: 'x' | 'y'): [number, number][] {
  const crossings = corners.flatMap((from, number) => {
    const to = corners[(number + 1) % corners.length] ?? from
    if (from[on] <= place === to[on] <= place) return []
    return [from[other] + ((place - from[on]) / (to[on] - from[on])) * (to[other] - from[other])]
  })
  crossings.sort((a, b) => a - b)
  return Array.from({ length: crossings.length >> 1 }, (_, pair) => [
    crossings[pair * 2] ?? 0,
    crossings[pair * 2 + 1] ?? 0,
  ])
}
