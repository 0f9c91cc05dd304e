import type { Batch } from '../../../twin/model/batch.ts'

/** The rows of a batch with these numbers, in this order. */
export function pickRows(batch: Batch, rows: Uint32Array): Batch {
  const pick = <Column extends Batch[keyof Batch]>(column: Column, into: Column) => {
    rows.forEach((row, index) => {
      into[index] = column[row] ?? 0
    })
    return into
  }
  return {
    point: pick(batch.point, new Uint32Array(rows.length)),
    at: pick(batch.at, new Float64Array(rows.length)),
    value: pick(batch.value, new Float64Array(rows.length)),
    quality: pick(batch.quality, new Uint8Array(rows.length)),
  }
}
