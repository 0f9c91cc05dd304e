import type { Point2 } from '../../../model/geometry.ts'
import type { Position } from './local-plane.ts'

const MOST_CORNERS = 200
/** Farther away than any campus reaches. */
const FARTHEST = 10_000

export interface OutlineFault {
  readonly message: string
  readonly found?: string
  readonly allowed?: string
}

/** What is wrong with the ring of a polygon as a list of positions. */
export function ringFaults(ring: readonly Position[]): readonly OutlineFault[] {
  const [first, last] = [ring[0], ring.at(-1)]
  if (ring.length < 4 || !first || !last)
    return [
      { message: 'is no outline', found: `${ring.length} positions`, allowed: 'at least four, the last as the first' },
    ]
  if (ring.length > MOST_CORNERS + 1)
    return [{ message: 'has too many corners', found: `${ring.length - 1}`, allowed: `at most ${MOST_CORNERS}` }]
  if (first[0] !== last[0] || first[1] !== last[1])
    return [
      {
        message: 'is not closed',
        found: `ends at ${last.join(', ')}`,
        allowed: `the first position again: ${first.join(', ')}`,
      },
    ]
  return ring.flatMap(([longitude, latitude], at) =>
    Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90
      ? []
      : [
          {
            message: `has a position ${at + 1} that is none on earth`,
            found: `${longitude}, ${latitude}`,
            allowed: 'longitude, latitude in degrees of WGS84',
          },
        ],
  )
}

/** What is wrong with an outline on the ground of a site. */
export function outlineFaults(corners: readonly Point2[], mirrored: readonly Point2[]): readonly OutlineFault[] {
  const distance = (points: readonly Point2[]) => Math.max(...points.map(({ x, y }) => Math.hypot(x, y)))
  const away = distance(corners)
  if (away > FARTHEST) {
    const isMirrored = distance(mirrored) <= FARTHEST
    return [
      {
        ...{ message: 'is too far from the site', found: `${(away / 1_000).toFixed(1)} km` },
        allowed: isMirrored
          ? 'longitude first, then latitude: these are the other way round'
          : `at most ${FARTHEST / 1_000} km`,
      },
    ]
  }
  const crossing = firstCrossing(corners)
  if (crossing) {
    const [one, other] = crossing
    return [
      {
        message: 'crosses itself',
        found: `its sides ${one + 1} and ${other + 1}`,
        allowed: 'sides that meet in corners only',
      },
    ]
  }
  return Math.abs(areaOf(corners)) < 0.01
    ? [{ message: 'has no area', allowed: 'corners that are not in one line' }]
    : []
}

/** Of corners in metres, more than nothing where they go around against the clock. */
export function areaOf(corners: readonly Point2[]): number {
  return corners.reduce((sum, { x, y }, at) => {
    const next = corners[(at + 1) % corners.length] ?? { x, y }
    return sum + (x * next.y - next.x * y) / 2
  }, 0)
}

/** Two sides, not beside each other, that touch. */
function firstCrossing(corners: readonly Point2[]): readonly [number, number] | undefined {
  const count = corners.length
  for (let one = 0; one < count; one++)
    for (let other = one + 1; other < count; other++) {
      if (other === one + 1 || (one === 0 && other === count - 1)) continue
      const [a, b, c, d] = [corners[one], corners[one + 1], corners[other], corners[(other + 1) % count]]
      if (a && b && c && d && touch(a, b, c, d)) return [one, other]
    }
  return undefined
}

function touch(a: Point2, b: Point2, c: Point2, d: Point2): boolean {
  const [one, two, three, four] = [side(c, d, a), side(c, d, b), side(a, b, c), side(a, b, d)]
  if (one * two < 0 && three * four < 0) return true
  return (
    (one === 0 && isBetween(c, d, a)) ||
    (two === 0 && isBetween(c, d, b)) ||
    (three === 0 && isBetween(a, b, c)) ||
    (four === 0 && isBetween(a, b, d))
  )
}

function side(a: Point2, b: Point2, { x, y }: Point2): number {
  return Math.sign((b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x))
}

function isBetween(a: Point2, b: Point2, { x, y }: Point2): boolean {
  return x >= Math.min(a.x, b.x) && x <= Math.max(a.x, b.x) && y >= Math.min(a.y, b.y) && y <= Math.max(a.y, b.y)
}
