import type { DrawnLine } from './drawing.ts'

type Point = readonly [x: number, y: number]

/**
 * Where lines from one symbol part: three or more ways meet. They are drawn with a dot, as the T-connection of IEC 60617-3 is, since lines of different sources
 * cross without being joined.
 */
export function junctions(lines: readonly DrawnLine[]): readonly Point[] {
  const nets = new Map<string, DrawnLine[]>()
  for (const line of lines) nets.set(line.left, [...(nets.get(line.left) ?? []), line])
  return [...nets.values()].flatMap((net) => {
    const corners = new Map(net.flatMap(({ points }) => points).map((point) => [point.join(), point]))
    return [...corners.values()].filter((corner) => waysAt(corner, net) > 2)
  })
}

/** In how many of the four directions lines leave a point. */
function waysAt([x, y]: Point, lines: readonly DrawnLine[]): number {
  const ways = new Set<string>()
  for (const { points } of lines) {
    for (const [place, [toX, toY]] of points.entries()) {
      const from = points[place - 1]
      if (!from) continue
      const [fromX, fromY] = from
      if (fromX === x && toX === x && between(y, fromY, toY)) {
        if (Math.min(fromY, toY) < y) ways.add('up')
        if (Math.max(fromY, toY) > y) ways.add('down')
      }
      if (fromY === y && toY === y && between(x, fromX, toX)) {
        if (Math.min(fromX, toX) < x) ways.add('left')
        if (Math.max(fromX, toX) > x) ways.add('right')
      }
    }
  }
  return ways.size
}

function between(at: number, one: number, other: number): boolean {
  return at >= Math.min(one, other) && at <= Math.max(one, other)
}
