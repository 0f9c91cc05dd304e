import type { Batch, PointDirectory } from '../../twin/model/batch.ts'
import { QUALITIES } from '../../twin/model/reading.ts'
import type { Refusal } from '../../twin/model/store.ts'

/** Which instants a store takes: `oldest` ≤ at ≤ `newest`, in epoch milliseconds. */
export interface AcceptedSpan {
  readonly oldest: number
  readonly newest: number
}

/**
 * Splits a batch into the rows that a store takes and those it never will. Refused: a point without definition, an instant
 * that is no number, too old (its raw rows would be dropped and its roll-ups are closed) or in the future, a quality that
 * is none, a good reading that is not finite. A reading of another quality is taken; its number is not used (twin/model/reading.ts).
 */
export function acceptRows(
  batch: Batch,
  points: PointDirectory,
  span: AcceptedSpan,
): { readonly rows: Uint32Array; readonly refused: readonly Refusal[] } {
  const rows = new Uint32Array(batch.point.length)
  const refused: Refusal[] = []
  let accepted = 0
  for (let row = 0; row < batch.point.length; row++) {
    const reason = refusal(batch, row, points, span)
    if (reason === undefined) rows[accepted++] = row
    else refused.push({ row, reason })
  }
  return { rows: rows.subarray(0, accepted), refused }
}

function refusal(batch: Batch, row: number, points: PointDirectory, span: AcceptedSpan): string | undefined {
  const point = batch.point[row] ?? -1
  const at = batch.at[row] ?? Number.NaN
  const value = batch.value[row] ?? Number.NaN
  const quality = batch.quality[row] ?? -1
  if (points.definition(point) === undefined) return `point ${point} has no definition (${points.size} are known)`
  if (!Number.isFinite(at)) return `the instant ${at} is no time`
  if (at > span.newest) return `${instant(at)} is in the future: readings after ${instant(span.newest)} are not taken`
  if (at < span.oldest) return `${instant(at)} is too old: raw readings are kept from ${instant(span.oldest)} on`
  if (QUALITIES[quality] === undefined) return `quality ${quality} is none of ${QUALITIES.join(', ')}`
  if (quality === 0 && !Number.isFinite(value)) return `a good reading of ${value}: only finite numbers can be measured`
  return undefined
}

function instant(at: number): string {
  return Math.abs(at) <= 8.64e15 ? new Date(at).toISOString() : `${at} ms`
}
