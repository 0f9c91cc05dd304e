import type { Batch } from '../../../../twin/model/batch.ts'
import { QUALITIES } from '../../../../twin/model/reading.ts'
import type { LineKeys } from '../schema/line-keys.ts'

/** InfluxDB keeps nanoseconds in 64 bits with sign: years 1677 to 2262. In milliseconds, inside on both ends. */
const MOST_AT = 9_223_372_036_000

/** Why a row can never be line protocol; undefined where it can. */
export function unwritable(batch: Batch, row: number, keys: LineKeys): string | undefined {
  const point = batch.point[row] ?? -1
  const at = batch.at[row] ?? Number.NaN
  const value = batch.value[row] ?? Number.NaN
  const quality = batch.quality[row] ?? 0
  if (!keys.of(point)) return `point ${point} is not in the point directory, or its path is too long for a series key`
  if (!(Math.abs(at) < MOST_AT)) {
    return `${at} is no instant in epoch milliseconds between the years 1677 and 2262, which InfluxDB can keep`
  }
  if (quality >= QUALITIES.length)
    return `quality ${quality} is not one of ${QUALITIES.length} (${QUALITIES.join(', ')})`
  if (quality === 0 && !Number.isFinite(value)) return `a good reading needs a finite number, not ${value}`
  return undefined
}
