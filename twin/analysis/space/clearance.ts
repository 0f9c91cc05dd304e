import type { Point2 } from '../../model/geometry.ts'
import type { Rack } from '../../model/things.ts'

/** Metres of the aisles before and behind a rack that help to carry it. */
export type Clearances = (rack: Rack) => { readonly front: number; readonly rear: number }

interface Direction {
  readonly x: number
  readonly y: number
}

/** Metres from a rack's frame, at most (30 in). */
const MOST = 0.76
/** Metres: racks further than the next square of this size are too far to share an aisle of less than twice `MOST`. */
const SQUARE = 4

/**
 * Half of the clearance to the rack opposite, or to the wall, and no more than 0.76 m: so two racks never count the same floor. Racks that
 * stand beside each other have no clearance at their sides, and none is counted there at the end of a row either.
 *
 * @param racks those of one room
 * @param walls its corners; none: no wall is near
 */
export function clearanceShares(racks: readonly Rack[], walls: readonly Point2[]): Clearances {
  const squares = new Map<string, Rack[]>()
  const square = ({ x, y }: Point2) => [Math.floor(x / SQUARE), Math.floor(y / SQUARE)] as const
  for (const rack of racks) {
    const key = square(rack.placement.at).join()
    const known = squares.get(key)
    if (known) known.push(rack)
    else squares.set(key, [rack])
  }
  const near = function* (rack: Rack): Iterable<Rack> {
    const [column, line] = square(rack.placement.at)
    for (let x = column - 1; x <= column + 1; x++)
      for (let y = line - 1; y <= line + 1; y++) yield* squares.get(`${x},${y}`) ?? []
  }
  return (rack) => {
    const { at, faces, size } = rack.placement
    const share = (heading: number) => {
      const turn = (heading * Math.PI) / 180
      const ahead = { x: Math.sin(turn), y: Math.cos(turn) }
      let gap = wallAhead(at, ahead, walls) - size.depth / 2
      for (const other of near(rack)) gap = Math.min(gap, gapTo(rack, other, ahead))
      return Math.min(MOST, Math.max(0, gap) / 2)
    }
    return { front: share(faces), rear: share(faces + 180) }
  }
}

/** From a rack's side to a rack that stands in its way there; infinite of any other. Racks of a room stand along each other. */
function gapTo({ path, placement: { at, size } }: Rack, other: Rack, ahead: Direction): number {
  const away = { x: other.placement.at.x - at.x, y: other.placement.at.y - at.y }
  const along = away.x * ahead.x + away.y * ahead.y
  const beside = Math.abs(away.x * ahead.y - away.y * ahead.x)
  const isBefore =
    along > (size.depth + other.placement.size.depth) / 4 &&
    beside < (size.width + other.placement.size.width) / 2 - 0.01
  return other.path === path || !isBefore
    ? Number.POSITIVE_INFINITY
    : along - (size.depth + other.placement.size.depth) / 2
}

/** From a point to the first wall that way; infinite where none is met. */
function wallAhead(from: Point2, ahead: Direction, walls: readonly Point2[]): number {
  let nearest = Number.POSITIVE_INFINITY
  for (const [number, start] of walls.entries()) {
    const end = walls[(number + 1) % walls.length]
    if (!end) continue
    const [wallX, wallY] = [end.x - start.x, end.y - start.y]
    const across = ahead.x * wallY - ahead.y * wallX
    if (Math.abs(across) < 1e-9) continue
    const [toX, toY] = [start.x - from.x, start.y - from.y]
    const distance = (toX * wallY - toY * wallX) / across
    const place = (toX * ahead.y - toY * ahead.x) / across
    if (distance > 0 && place >= 0 && place <= 1) nearest = Math.min(nearest, distance)
  }
  return nearest
}
