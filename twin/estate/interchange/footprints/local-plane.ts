import type { Point2 } from '../../../model/geometry.ts'
import { metres } from '../../../model/units.ts'

/** Longitude, then latitude, in degrees of WGS84, as GeoJSON has them. */
export type Position = readonly [number, number]

/** Semi-major axis in metres and flattening of the ellipsoid of WGS84 (NIMA TR8350.2). */
const A = 6_378_137
const F = 1 / 298.257223563
const E2 = F * (2 - F)
const RADIANS = Math.PI / 180

type Vector = readonly [number, number, number]

/**
 * The plane that touches the ellipsoid at a site, x to the east and y to the north, in metres. Places are taken to lie on the ellipsoid: at h metres above it a length
 * comes out shorter by h in 6,371,000, which at 200 m is 3 cm in a kilometre.
 */
export class LocalPlane {
  readonly #origin: Vector
  readonly #east: Vector
  readonly #north: Vector

  constructor(private readonly at: Position) {
    const [longitude, latitude] = [at[0] * RADIANS, at[1] * RADIANS]
    this.#origin = onEllipsoid(at)
    this.#east = [-Math.sin(longitude), Math.cos(longitude), 0]
    this.#north = [
      -Math.sin(latitude) * Math.cos(longitude),
      -Math.sin(latitude) * Math.sin(longitude),
      Math.cos(latitude),
    ]
  }

  metresOf(position: Position): Point2 {
    const [x, y, z] = onEllipsoid(position)
    const [x0, y0, z0] = this.#origin
    const way: Vector = [x - x0, y - y0, z - z0]
    return { x: metres(dot(way, this.#east)), y: metres(dot(way, this.#north)) }
  }

  /** The inverse of `metresOf`, to less than a millimetre within 100 km. */
  positionOf({ x, y }: Point2): Position {
    const latitude = this.at[1] * RADIANS
    const bend = 1 - E2 * Math.sin(latitude) ** 2
    const ofEast = 1 / ((A / Math.sqrt(bend)) * Math.cos(latitude) * RADIANS)
    const ofNorth = 1 / (((A * (1 - E2)) / bend ** 1.5) * RADIANS)
    let [longitude, north] = this.at
    for (let step = 0; step < 8; step++) {
      const found = this.metresOf([longitude, north])
      longitude += (x - found.x) * ofEast
      north += (y - found.y) * ofNorth
    }
    return [longitude, north]
  }
}

function onEllipsoid([longitude, latitude]: Position): Vector {
  const [l, b] = [longitude * RADIANS, latitude * RADIANS]
  const n = A / Math.sqrt(1 - E2 * Math.sin(b) ** 2)
  return [n * Math.cos(b) * Math.cos(l), n * Math.cos(b) * Math.sin(l), n * (1 - E2) * Math.sin(b)]
}

function dot([a, b, c]: Vector, [d, e, f]: Vector): number {
  return a * d + b * e + c * f
}
