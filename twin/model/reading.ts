import type { PointPath } from './path.ts'
import type { Quantity, Unit } from './quantity.ts'

/**
 * `good`: measured. `stale`: the device itself says that the value is old. `invalid`: a sentinel or an impossible value came.
 * `unsupported`: the device has the point in its table and says that it cannot measure it. Only `good` carries a value to
 * compute with; the number of the others is NaN.
 */
export const QUALITIES = ['good', 'stale', 'invalid', 'unsupported'] as const
export type Quality = (typeof QUALITIES)[number]

/** What is known of a point before its first value. */
export interface PointDefinition {
  readonly path: PointPath
  readonly quantity: Quantity
  readonly unit: Unit
}
