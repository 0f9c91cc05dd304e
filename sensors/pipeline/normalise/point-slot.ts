import type { PointPath } from '../../../twin/model/path.ts'
import type { Quantity } from '../../../twin/model/quantity.ts'

/** A point in use: what it is, and its index once it has one. */
export interface PointSlot {
  readonly path: PointPath
  readonly quantity: Quantity
  /** -1 until the point is on disk. */
  index: number
}
