import {
  BIGINT,
  DOUBLE,
  type DuckDBAppender,
  DuckDBDataChunk,
  type DuckDBType,
  UINTEGER,
  UTINYINT,
} from '@duckdb/node-api'
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

/** A point with an instant, or with the minute that holds it. */
export interface PointTime {
  readonly point: number
  readonly at: number
}

export function appendRows(appender: DuckDBAppender, readings: readonly ReadingRow[]): void {
  appendChunks(appender, readings, [
    [UINTEGER, ({ point }) => point],
    [BIGINT, ({ at }) => BigInt(at)],
    [DOUBLE, ({ value }) => value],
    [UTINYINT, ({ quality }) => quality],
  ])
}

export function appendTimes(appender: DuckDBAppender, times: readonly PointTime[]): void {
  appendChunks(appender, times, [
    [UINTEGER, ({ point }) => point],
    [BIGINT, ({ at }) => BigInt(at)],
  ])
}

type Column<Row> = readonly [type: DuckDBType, of: (row: Row) => number | bigint]

function appendChunks<Row>(appender: DuckDBAppender, rows: readonly Row[], columns: readonly Column<Row>[]): void {
  const types = columns.map(([type]) => type)
  for (let first = 0; first < rows.length; first += VECTOR) {
    const some = rows.slice(first, first + VECTOR)
    const chunk = DuckDBDataChunk.create(types, some.length)
    for (const [index, [, of]] of columns.entries()) chunk.setColumnValues(index, some.map(of))
    appender.appendDataChunk(chunk)
  }
  appender.flushSync()
}
