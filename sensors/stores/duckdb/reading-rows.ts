import { BIGINT, DOUBLE, type DuckDBAppender, DuckDBDataChunk, UINTEGER, UTINYINT } from '@duckdb/node-api'
import type { Batch } from '../../../twin/model/batch.ts'

/** A row of the table `raw`. */
export interface ReadingRow {
  readonly point: number
  readonly at: number
  readonly value: number
  readonly quality: number
}

/** Rows per vector of a data chunk. */
const VECTOR = 2048

/** Whole milliseconds; of the same point and instant the last row; no number where the quality is not good. */
export function readingRows(batch: Batch, rows: Uint32Array): readonly ReadingRow[] {
  const byInstant = new Map<string, ReadingRow>()
  for (const row of rows) {
    const point = batch.point[row] ?? 0
    const at = Math.floor(batch.at[row] ?? 0)
    const quality = batch.quality[row] ?? 0
    const value = quality === 0 ? (batch.value[row] ?? Number.NaN) : Number.NaN
    byInstant.set(`${point} ${at}`, { point, at, quality, value })
  }
  return [...byInstant.values()]
}

export function appendRows(appender: DuckDBAppender, readings: readonly ReadingRow[]): void {
  for (let first = 0; first < readings.length; first += VECTOR) {
    appender.appendDataChunk(chunkOf(readings.slice(first, first + VECTOR)))
  }
  appender.flushSync()
}

function chunkOf(readings: readonly ReadingRow[]): DuckDBDataChunk {
  const chunk = DuckDBDataChunk.create([UINTEGER, BIGINT, DOUBLE, UTINYINT], readings.length)
  const column = <T extends number | bigint>(index: number, of: (reading: ReadingRow) => T) =>
    chunk.setColumnValues(index, readings.map(of))
  column(0, ({ point }) => point)
  column(1, ({ at }) => BigInt(at))
  column(2, ({ value }) => value)
  column(3, ({ quality }) => quality)
  return chunk
}
