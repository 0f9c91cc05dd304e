import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import {
  BIGINT,
  DOUBLE,
  type DuckDBConnection,
  DuckDBDataChunk,
  type DuckDBInstance,
  UINTEGER,
  UTINYINT,
} from '@duckdb/node-api'
import type { Batch, PointDirectory } from '../../../twin/model/batch.ts'
import type * as model from '../../../twin/model/store.ts'
import type { EpochMs } from '../../../twin/model/units.ts'
import { acceptRows } from '../acceptance.ts'
import { HistoryColumns } from '../rollup/history-columns.ts'
import { historyGrid, MINUTE_MS, QUARTER_MS } from '../rollup/history-grid.ts'
import { QuantileSketch } from '../rollup/quantile-sketch.ts'
import type { Retention } from '../store-options.ts'
import { DuckDbStoreError, messageOf } from './errors.ts'
import type { LatestReadings } from './latest-readings.ts'
import { rollFiner, rollRaw } from './rollup-sql.ts'

interface Parts {
  readonly instance: DuckDBInstance
  readonly writer: DuckDBConnection
  readonly latest: LatestReadings
  readonly points: PointDirectory
  readonly position: bigint | undefined
  /** Minutes before this instant are rolled up. */
  readonly rolled: number
  readonly now: () => EpochMs
  readonly retention: Retention
  readonly futureMs: number
}

/** Rows per vector of a data chunk. */
const VECTOR = 2048
/** A minute is rolled up when its last readings have had this long to come; what comes later is late. */
const SETTLE_MS = 30_000
/** At most this much raw time is rolled up in one transaction, so that writes wait little. */
const ROLL_CHUNK_MS = QUARTER_MS

/** The embedded store: one file, the journal's position in the transaction of its rows. See docs/store.md. */
export class DuckDbStore implements model.TelemetryStore {
  readonly #parts: Parts
  #position: bigint | undefined
  #rolled: number
  /** Are there late minutes that have not been rolled up again? After a restart there may be. */
  #hasLate = true
  #turn: Promise<unknown> = Promise.resolve()
  #closed = false

  constructor(parts: Parts) {
    this.#parts = parts
    this.#position = parts.position
    this.#rolled = parts.rolled
  }

  /** A position below the stored one was stored already: it counts as stored and changes nothing. */
  write(batch: Batch, position: bigint): Promise<model.WriteOutcome> {
    return this.#inTurn(async () => {
      const { points, now, retention, futureMs, latest, writer } = this.#parts
      if (this.#closed) return keepAll(batch.point.length, 'fault', 'the store is closed')
      const span = { oldest: now() - retention.rawMs, newest: now() + futureMs }
      const { rows, refused } = acceptRows(batch, points, span)
      const outcome = { stored: rows.length, refused }
      if (this.#position !== undefined && position < this.#position) return outcome
      const readings = readingsOf(batch, rows)
      try {
        await this.#transaction(async () => {
          await this.#insert(readings)
          await writer.run(`UPDATE progress SET position = ${position}`)
        })
      } catch (error) {
        const message = messageOf(error)
        const waits = /space|disk|too large|could not write|IO Error/i.test(message)
        const kept = [...rows]
        return {
          stored: 0,
          refused,
          keep: { rows: Uint32Array.from(kept), kind: waits ? 'busy' : 'fault', reason: message, retryAfterMs: 5000 },
        }
      }
      this.#position = position
      for (const { point, at, value, quality } of readings) latest.take(point, at, value, quality)
      return outcome
    })
  }

  position(): Promise<bigint | undefined> {
    return Promise.resolve(this.#position)
  }

  latest(points: readonly number[]): Promise<readonly (model.LatestReading | undefined)[]> {
    return Promise.resolve(points.map((point) => this.#parts.latest.get(point)))
  }

  async history(query: model.HistoryQuery): Promise<readonly model.HistorySeries[]> {
    const grid = historyGrid(query, this.#parts.now(), this.#parts.retention)
    const columns = new Map(query.points.map((point) => [point, new HistoryColumns(point, grid)]))
    const only = `point IN (${[...columns.keys()].map(Math.trunc).join(', ') || 'NULL'})`
    const { from, to, width } = grid
    const tier = grid.resolution === '15m' ? 'quarter' : 'minute'
    const bucketOf = (time: string) => `((${time} - ${from}) // ${width})::INTEGER`
    const parts: string[] = []
    // The tier is complete up to here; what is newer comes from raw rows.
    const edge = grid.resolution === 'raw' ? from : Math.max(from, Math.min(to, this.#edge(tier)))
    const rawRows = (where: string) =>
      `SELECT point, ${bucketOf('ms')} AS place, min(value), avg(value), max(value), arg_max(value, ms), max(ms), count(*)
        FROM raw WHERE ${only} AND ${where} AND quality = 0 GROUP BY ALL`
    if (edge > from) {
      // Buckets that a late reading has touched are read from raw rows until they have been rolled up again.
      const span = tier === 'quarter' ? QUARTER_MS : MINUTE_MS
      const touched = `(SELECT point, minute // ${span} * ${span} FROM late WHERE ${only})`
      parts.push(`SELECT point, ${bucketOf('bucket')} AS place, min(min), sum(mean * count) / sum(count), max(max),
        arg_max(last, last_ms), max(last_ms), sum(count)::BIGINT FROM ${tier}
        WHERE ${only} AND bucket >= ${from} AND bucket < ${edge} AND (point, bucket) NOT IN ${touched} GROUP BY ALL`)
      if (this.#hasLate) {
        parts.push(rawRows(`ms >= ${from} AND ms < ${edge} AND (point, ms // ${span} * ${span}) IN ${touched}`))
      }
    }
    if (edge < to) parts.push(rawRows(`ms >= ${edge} AND ms < ${to}`))
    for (const [point, place, min, mean, max, last, lastAt, count] of await this.#read(parts.join(' UNION ALL '))) {
      const figures = {
        min: Number(min),
        mean: Number(mean),
        max: Number(max),
        last: Number(last),
        lastAt: Number(lastAt),
        count: Number(count),
      }
      columns.get(Number(point))?.mergeInto(Number(place), figures)
    }
    return query.points.map((point) => (columns.get(point) ?? new HistoryColumns(point, grid)).series())
  }

  async quantiles({ point, from, to, quantiles }: model.QuantileQuery): Promise<Float64Array> {
    const sketch = new QuantileSketch()
    const { retention, now } = this.#parts
    const rawEdge = Math.max(this.#dropped.raw, now() - retention.rawMs)
    const minuteEdge = Math.max(this.#dropped.minute, now() - retention.minuteMs)
    const oldest = Math.max(from, Math.min(this.#rolled, Math.ceil(rawEdge / MINUTE_MS) * MINUTE_MS))
    const minutes = Math.max(from, Math.min(oldest, Math.ceil(minuteEdge / QUARTER_MS) * QUARTER_MS))
    for (const [tier, start, end] of [
      ['quarter', from, minutes],
      ['minute', minutes, Math.min(to, oldest)],
    ] as const) {
      const rows = await this.#read(
        `SELECT min, max, keys, times FROM ${tier} WHERE point = ${point} AND bucket >= ${start} AND bucket < ${Math.min(end, to)}`,
      )
      for (const [min, max, keys, times] of rows) {
        if (!(Array.isArray(keys) && Array.isArray(times))) continue
        for (const [index, key] of keys.entries()) sketch.addKey(Number(key), Number(times[index]))
        sketch.bound(Number(min), Number(max))
      }
    }
    for (const [value] of await this.#read(
      `SELECT value FROM raw WHERE point = ${point} AND quality = 0 AND ms >= ${oldest} AND ms < ${to}`,
    )) {
      sketch.add(Number(value))
    }
    return Float64Array.from(quantiles, (q) => sketch.quantile(q))
  }

  async maintain(now: EpochMs): Promise<model.MaintenanceReport> {
    let rolledUp = await this.#inTurn(() => this.#rollLate())
    const target = Math.floor((now - SETTLE_MS) / MINUTE_MS) * MINUTE_MS
    while (this.#rolled < target) rolledUp += await this.#inTurn(() => this.#rollChunk(target))
    const dropped = await this.#inTurn(() => this.#drop(now))
    return { rolledUp, dropped }
  }

  backup(folder: string): Promise<void> {
    return this.#inTurn(async () => {
      await mkdir(folder, { recursive: true })
      if ((await readdir(folder)).length > 0) throw new DuckDbStoreError(`${folder} is not empty: give an empty folder`)
      const file = join(folder, 'readings.duckdb').replaceAll("'", "''")
      const source = (await this.#read('SELECT current_database()'))[0]?.[0]
      await this.#parts.writer.run(`ATTACH '${file}' AS copy; COPY FROM DATABASE "${source}" TO copy; DETACH copy`)
    })
  }

  close(): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#closed) return
      this.#closed = true
      this.#parts.writer.closeSync()
      this.#parts.instance.closeSync()
    })
  }

  readonly #dropped = { raw: 0, minute: 0, quarter: 0 }

  #edge(tier: 'minute' | 'quarter'): number {
    return tier === 'minute' ? this.#rolled : Math.floor(this.#rolled / QUARTER_MS) * QUARTER_MS
  }

  async #insert(readings: readonly Reading[]): Promise<void> {
    const { writer, latest } = this.#parts
    const again = readings.filter(({ point, at }) => at <= (latest.get(point)?.at ?? Number.NEGATIVE_INFINITY))
    if (again.length > 0) {
      // The span lets DuckDB pass over all blocks of other times.
      const times = again.map(({ at }) => at)
      const span = `ms >= ${times.reduce((a, b) => Math.min(a, b))} AND ms <= ${times.reduce((a, b) => Math.max(a, b))}`
      const pairs = again.map(({ point, at }) => `(${point}, ${at})`).join(', ')
      await writer.run(`DELETE FROM raw WHERE ${span} AND (point, ms) IN (${pairs})`)
    }
    const late = new Set(
      readings
        .filter(({ at }) => at < this.#rolled)
        .map(({ point, at }) => `(${point}, ${Math.floor(at / MINUTE_MS) * MINUTE_MS})`),
    )
    this.#hasLate ||= late.size > 0
    if (late.size > 0) await writer.run(`INSERT INTO late VALUES ${[...late].join(', ')}`)
    const appender = await writer.createAppender('raw')
    try {
      for (let first = 0; first < readings.length; first += VECTOR)
        appender.appendDataChunk(chunkOf(readings.slice(first, first + VECTOR)))
      appender.flushSync()
    } finally {
      appender.closeSync()
    }
  }

  async #rollChunk(target: number): Promise<number> {
    const [first] = await this.#read(`SELECT min(ms) FROM raw WHERE ms >= ${this.#rolled} AND ms < ${target}`)
    const start =
      first?.[0] === null || first === undefined ? target : Math.floor(Number(first[0]) / QUARTER_MS) * QUARTER_MS
    // A quarter that has begun is finished even when nothing more came in it.
    const from = this.#rolled % QUARTER_MS === 0 ? Math.max(this.#rolled, start) : this.#rolled
    const end = Math.min(target, Math.floor(from / ROLL_CHUNK_MS) * ROLL_CHUNK_MS + ROLL_CHUNK_MS)
    let count = 0
    await this.#transaction(async () => {
      const raw = `FROM raw WHERE ms >= ${from} AND ms < ${end}`
      count += await this.#change(`INSERT INTO minute ${rollRaw(raw, MINUTE_MS)}`)
      if (end % QUARTER_MS === 0) {
        count += await this.#change(
          `INSERT INTO quarter ${rollFiner(`FROM minute WHERE bucket >= ${end - QUARTER_MS} AND bucket < ${end}`, QUARTER_MS)}`,
        )
      }
      await this.#parts.writer.run(`UPDATE progress SET rolled = ${end}`)
    })
    this.#rolled = end
    return count
  }

  async #rollLate(): Promise<number> {
    const [found] = await this.#read('SELECT count(*), min(minute), max(minute) FROM late')
    if (Number(found?.[0] ?? 0) === 0) {
      this.#hasLate = false
      return 0
    }
    let count = 0
    const minutes = '(SELECT DISTINCT point, minute FROM late)'
    const quarters = `(SELECT DISTINCT point, minute // ${QUARTER_MS} * ${QUARTER_MS} FROM late WHERE minute < ${this.#edge('quarter')})`
    const span = (time: string) =>
      `${time} >= ${Math.floor(Number(found?.[1]) / QUARTER_MS) * QUARTER_MS} AND ${time} < ${Number(found?.[2]) + QUARTER_MS}`
    await this.#transaction(async () => {
      const { writer } = this.#parts
      await writer.run(`DELETE FROM minute WHERE ${span('bucket')} AND (point, bucket) IN ${minutes}`)
      count += await this.#change(
        `INSERT INTO minute ${rollRaw(`FROM raw WHERE ${span('ms')} AND (point, ms // ${MINUTE_MS} * ${MINUTE_MS}) IN ${minutes}`, MINUTE_MS)}`,
      )
      await writer.run(`DELETE FROM quarter WHERE ${span('bucket')} AND (point, bucket) IN ${quarters}`)
      const finer = `FROM minute WHERE ${span('bucket')} AND (point, bucket // ${QUARTER_MS} * ${QUARTER_MS}) IN ${quarters}`
      count += await this.#change(`INSERT INTO quarter ${rollFiner(finer, QUARTER_MS)}`)
      await writer.run('DELETE FROM late')
    })
    this.#hasLate = false
    return count
  }

  async #drop(now: number): Promise<number> {
    const { retention, writer } = this.#parts
    const limits = { raw: now - retention.rawMs, minute: now - retention.minuteMs, quarter: now - retention.quarterMs }
    let dropped = 0
    await this.#transaction(async () => {
      const old = `FROM raw WHERE ms < ${limits.raw}`
      await writer.run(
        `INSERT INTO newest SELECT point, max(ms), arg_max(coalesce(value, 'nan'), ms), arg_max(quality, ms) ${old} GROUP BY point`,
      )
      dropped += await this.#change(`DELETE ${old}`)
      dropped += await this.#change(`DELETE FROM minute WHERE bucket < ${limits.minute}`)
      dropped += await this.#change(`DELETE FROM quarter WHERE bucket < ${limits.quarter}`)
    })
    Object.assign(this.#dropped, limits)
    return dropped
  }

  async #change(sql: string): Promise<number> {
    return (await this.#parts.writer.run(sql)).rowsChanged
  }

  async #read(sql: string) {
    const connection = await this.#parts.instance.connect()
    try {
      return (await connection.runAndReadAll(sql)).getRowsJS()
    } finally {
      connection.closeSync()
    }
  }

  async #transaction(work: () => Promise<void>): Promise<void> {
    const { writer } = this.#parts
    await writer.run('BEGIN')
    try {
      await work()
      await writer.run('COMMIT')
    } catch (error) {
      await writer.run('ROLLBACK').catch(() => undefined)
      throw error
    }
  }

  /** One change after the other: the writer's connection has one transaction. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const next = this.#turn.then(work, work)
    this.#turn = next.catch(() => undefined)
    return next
  }
}

interface Reading {
  readonly point: number
  readonly at: number
  readonly value: number
  readonly quality: number
}

/** Whole milliseconds; of the same point and instant the last row; no number where the quality is not good. */
function readingsOf(batch: Batch, rows: Uint32Array): readonly Reading[] {
  const byInstant = new Map<string, Reading>()
  for (const row of rows) {
    const point = batch.point[row] ?? 0
    const at = Math.floor(batch.at[row] ?? 0)
    const quality = batch.quality[row] ?? 0
    byInstant.set(`${point} ${at}`, {
      point,
      at,
      quality,
      value: quality === 0 ? (batch.value[row] ?? Number.NaN) : Number.NaN,
    })
  }
  return [...byInstant.values()]
}

function chunkOf(readings: readonly Reading[]): DuckDBDataChunk {
  const chunk = DuckDBDataChunk.create([UINTEGER, BIGINT, DOUBLE, UTINYINT], readings.length)
  chunk.setColumnValues(
    0,
    readings.map(({ point }) => point),
  )
  chunk.setColumnValues(
    1,
    readings.map(({ at }) => BigInt(at)),
  )
  chunk.setColumnValues(
    2,
    readings.map(({ value }) => value),
  )
  chunk.setColumnValues(
    3,
    readings.map(({ quality }) => quality),
  )
  return chunk
}

function keepAll(length: number, kind: 'busy' | 'fault', reason: string): model.WriteOutcome {
  return {
    stored: 0,
    refused: [],
    keep: { rows: Uint32Array.from({ length }, (_, row) => row), kind, reason, retryAfterMs: 5000 },
  }
}
