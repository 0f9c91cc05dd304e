import type { DuckDBAppender } from '@duckdb/node-api'
import type { Batch, PointDirectory } from '../../../twin/model/batch.ts'
import type { JournalPosition, Keep, WriteOutcome } from '../../../twin/model/store.ts'
import type { EpochMs } from '../../../twin/model/units.ts'
import { acceptRows } from '../acceptance.ts'
import { MINUTE_MS } from '../rollup/history-grid.ts'
import { messageOf } from './errors.ts'
import type { LatestReadings } from './latest-readings.ts'
import { appendRows, appendTimes, type ReadingRow, readingRows } from './reading-rows.ts'
import type { StoreDatabase } from './store-database.ts'
import type { TierProgress } from './tier-progress.ts'

interface Parts {
  readonly database: StoreDatabase
  readonly latest: LatestReadings
  readonly progress: TierProgress
  readonly points: PointDirectory
  readonly now: () => EpochMs
  /** Readings older than this are refused. */
  readonly rawMs: number
  readonly futureMs: number
}

const RETRY_MS = 5000

/** Batches into raw rows: a batch, the journal's position (where nothing is refused) and its late minutes are one transaction. */
export class ReadingWriter {
  #position: JournalPosition | undefined

  constructor(
    private readonly parts: Parts,
    position: JournalPosition | undefined,
  ) {
    this.#position = position
  }

  get position(): JournalPosition | undefined {
    return this.#position
  }

  /** Within a turn. A position below the stored one was stored already: it counts as stored and changes nothing. */
  async write(batch: Batch, position: JournalPosition): Promise<WriteOutcome> {
    const { database, latest, points, now, rawMs, futureMs } = this.parts
    if (database.isClosed) return keepAll(batch.point.length, 'fault', 'the store is closed')
    const { rows, refused } = acceptRows(batch, points, { oldest: now() - rawMs, newest: now() + futureMs })
    const outcome = { stored: rows.length, refused }
    if (this.#position !== undefined && position < this.#position) return outcome
    const readings = readingRows(batch, rows)
    // What is refused is not on disk yet: the position waits until it is said again with nothing to refuse.
    const moves = refused.length === 0
    try {
      await database.transaction(async () => {
        await this.#insert(readings)
        if (moves) await database.change(`UPDATE progress SET position = ${position}`)
      })
    } catch (error) {
      const reason = messageOf(error)
      const kind = /space|disk|too large|could not write|IO Error/i.test(reason) ? 'busy' : 'fault'
      return { stored: 0, refused, keep: { rows: rows.slice(), kind, reason, retryAfterMs: RETRY_MS } }
    }
    if (moves) this.#position = position
    for (const { point, at, value, quality } of readings) latest.take(point, at, value, quality)
    return outcome
  }

  async #insert(readings: readonly ReadingRow[]): Promise<void> {
    await this.#removeAgain(readings)
    await this.#noteLate(readings)
    await this.#append('raw', (appender) => appendRows(appender, readings))
  }

  /** What is newer than all of its point cannot be there yet; the rest is looked for. */
  async #removeAgain(readings: readonly ReadingRow[]): Promise<void> {
    const { database, latest } = this.parts
    const again = readings.filter(({ point, at }) => at <= (latest.get(point)?.at ?? Number.NEGATIVE_INFINITY))
    if (again.length === 0) return
    // The span lets DuckDB pass over all blocks of other times.
    const times = again.map(({ at }) => at)
    const span = `ms >= ${times.reduce((a, b) => Math.min(a, b))} AND ms <= ${times.reduce((a, b) => Math.max(a, b))}`
    await this.#append('again', (appender) => appendTimes(appender, again))
    await database.change(`DELETE FROM raw WHERE ${span} AND (point, ms) IN (FROM again)`)
    await database.change('DELETE FROM again')
  }

  async #noteLate(readings: readonly ReadingRow[]): Promise<void> {
    const { progress } = this.parts
    const late = readings.filter(({ at }) => at < progress.rolled)
    if (late.length === 0) return
    progress.hasLate = true
    const minutes = late.map(({ point, at }) => ({ point, at: Math.floor(at / MINUTE_MS) * MINUTE_MS }))
    await this.#append('late', (appender) => appendTimes(appender, minutes))
  }

  async #append(table: 'raw' | 'late' | 'again', rows: (appender: DuckDBAppender) => void): Promise<void> {
    const appender = await this.parts.database.writer.createAppender(table)
    try {
      rows(appender)
    } finally {
      appender.closeSync()
    }
  }
}

/** Nothing could be stored: all rows for later. */
export function keepAll(length: number, kind: Keep['kind'], reason: string): WriteOutcome {
  const rows = Uint32Array.from({ length }, (_, row) => row)
  return { stored: 0, refused: [], keep: { rows, kind, reason, retryAfterMs: RETRY_MS } }
}
