import type { Batch, PointDirectory } from '../../../twin/model/batch.ts'
import { QUALITIES } from '../../../twin/model/reading.ts'

/** Why no store can take a row; undefined for one that it can. */
export function senseless({ point, at, quality }: Batch, row: number, points: PointDirectory): string | undefined {
  const index = point[row] ?? Number.NaN
  const time = at[row] ?? Number.NaN
  const word = quality[row] ?? Number.NaN
  if (!points.definition(index)) return `nobody knows what point ${index} is`
  if (!Number.isSafeInteger(Math.round(time))) return `its time ${time} is none`
  if (QUALITIES[word] === undefined) return `its quality ${word} is none`
  return undefined
}

/** Whether no row is senseless. */
export function isSensible(batch: Batch, points: PointDirectory): boolean {
  for (let row = 0; row < batch.point.length; row++) if (senseless(batch, row, points) !== undefined) return false
  return true
}
