import type { Heading, Metres } from './units.ts'

/** A point on the ground in metres from the site's origin: x east, y north. */
export interface Point2 {
  readonly x: Metres
  readonly y: Metres
}

/** Metres from the site's origin; z is the height of the thing's foot above the site's ground. */
export interface Point3 extends Point2 {
  readonly z: Metres
}

/** Outer size: width along the front, depth from front to back. */
export interface Size3 {
  readonly width: Metres
  readonly depth: Metres
  readonly height: Metres
}

/** Where a thing stands: the centre of its foot, its size, and the direction that its front faces. */
export interface Placement {
  readonly at: Point3
  readonly size: Size3
  readonly faces: Heading
}
