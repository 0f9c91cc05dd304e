import type { Batch } from '../../../twin/model/batch.ts'

/** Rows as a batch: point, instant, value, and quality (0, good, where none is given). */
export function batchOf(
  ...rows: readonly (readonly [point: number, at: number, value: number, quality?: number])[]
): Batch {
  return {
    point: Uint32Array.from(rows, ([point]) => point),
    at: Float64Array.from(rows, ([, at]) => at),
    value: Float64Array.from(rows, ([, , value]) => value),
    quality: Uint8Array.from(rows, ([, , , quality]) => quality ?? 0),
  }
}
