import type { PointDefinition } from './reading.ts'

/**
 * Readings in columns: the form in which they travel from the poller to journal, store and live hub. All four arrays have
 * the same length. `point` holds dense point indexes (see PointDirectory), `quality` the index in QUALITIES.
 */
export interface Batch {
  readonly point: Uint32Array
  /** Epoch milliseconds. */
  readonly at: Float64Array
  readonly value: Float64Array
  readonly quality: Uint8Array
}

/** Dense index to definition and back. Append-only: an index is never given twice, and never moves. */
export interface PointDirectory {
  readonly size: number
  definition(index: number): PointDefinition | undefined
  indexOf(path: string): number | undefined
}
