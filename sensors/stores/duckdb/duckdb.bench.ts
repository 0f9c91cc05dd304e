import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import type { Benchmark } from '../../../twin/kit/bench/benchmark.ts'
import { temporaryFolder } from '../../../twin/kit/testing/temporary-folder.ts'
import type { Batch } from '../../../twin/model/batch.ts'
import type { TelemetryStore } from '../../../twin/model/store.ts'
import { epochMs } from '../../../twin/model/units.ts'
import { DAY_MS, QUARTER_MS } from '../rollup/history-grid.ts'
import { rackPoints } from '../testing/point-list.ts'
import { openDuckDbStore } from './open-duckdb-store.ts'
import { appendRows, readingRows } from './reading-rows.ts'
import { STORE_FILE } from './schema.ts'

const POINTS = 20_000
const ROWS = 5_000
/** Every point once in ten seconds. */
const PER_ROUND = POINTS / ROWS
const points = rackPoints(POINTS)
const all = Uint32Array.from({ length: ROWS }, (_, row) => row)
const NOW = epochMs(Math.floor(1_795_000_000_000 / DAY_MS) * DAY_MS)
const RAW = 'raw (point UINTEGER, ms BIGINT, value DOUBLE, quality UTINYINT)'

/** Temperatures of a tenth of a degree that wander, each device at a millisecond of its own. */
function batchAt(index: number, start: number): Batch {
  const round = Math.floor(index / PER_ROUND)
  const point = Uint32Array.from(all, (row) => (index % PER_ROUND) * ROWS + row)
  return {
    point,
    at: Float64Array.from(point, (one) => start + round * 10_000 + (Math.floor(one / 5) % 7_919)),
    value: Float64Array.from(point, (one) => Math.round(220 + (one % 50) + 15 * Math.sin(round / 40 + one)) / 10),
    quality: new Uint8Array(ROWS),
  }
}

function openIn(folder: string): Promise<TelemetryStore> {
  return openDuckDbStore(folder, { points }, { now: () => NOW })
}

async function seconds(work: () => unknown): Promise<number> {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1_000
}

async function best(rounds: number, work: () => unknown): Promise<number> {
  let least = Number.POSITIVE_INFINITY
  for (let round = 0; round < rounds; round++) least = Math.min(least, await seconds(work))
  return least
}

/** Work by SQL on a database file, past the store. */
async function onFile(file: string, work: (connection: DuckDBConnection) => Promise<void>): Promise<void> {
  const instance = await DuckDBInstance.create(file, { threads: '2', memory_limit: '512MB' })
  const connection = await instance.connect()
  await work(connection)
  connection.closeSync()
  instance.closeSync()
}

/** A store's file with the tables and no readings. */
async function emptyFile(folder: string): Promise<string> {
  await (await openIn(folder)).close()
  return join(folder, STORE_FILE)
}

const WRITE_BATCHES = 400

/** Seconds for the same rows by the store, and by a bare appender that commits each batch. */
async function writeTimes() {
  const batches = Array.from({ length: WRITE_BATCHES }, (_, index) => batchAt(index, NOW - 3_600_000))
  const times = { ours: Number.POSITIVE_INFINITY, bare: Number.POSITIVE_INFINITY }
  let bytes = 0
  for (let round = 0; round < 3; round++) {
    await using folder = await temporaryFolder()
    await onFile(join(folder.path, 'bare.duckdb'), async (connection) => {
      await connection.run(`CREATE TABLE ${RAW}`)
      const time = await seconds(async () => {
        for (const batch of batches) {
          await connection.run('BEGIN')
          const appender = await connection.createAppender('raw')
          appendRows(appender, readingRows(batch, all))
          appender.closeSync()
          await connection.run('COMMIT')
        }
      })
      times.bare = Math.min(times.bare, time)
    })
    const store = await openIn(join(folder.path, 'store'))
    const time = await seconds(async () => {
      for (const [index, batch] of batches.entries()) await store.write(batch, BigInt(index + 1))
    })
    times.ours = Math.min(times.ours, time)
    await store.close()
    bytes = (await stat(join(folder.path, 'store', STORE_FILE))).size
  }
  return { ...times, bytesPerRow: bytes / (WRITE_BATCHES * ROWS) }
}

/** Thirty days of quarters of an hour in the order in which upkeep makes them, and a quarter of raw rows that is not over yet. */
async function fillHistory(file: string): Promise<void> {
  const end = NOW - QUARTER_MS
  await onFile(file, async (connection) => {
    await connection.run(`CREATE TEMP TABLE day AS SELECT p.range::UINTEGER AS point, q.range * ${QUARTER_MS} AS bucket,
      20 + (p.range * 7 + q.range) % 40 / 10 AS mean, [1240, 1241, 1242] AS keys, [20, 50, 20]::UBIGINT[] AS times
      FROM range(96) q, range(${POINTS}) p ORDER BY q.range, p.range`)
    for (let day = 31; day > 0; day--) {
      const start = end - day * DAY_MS
      await connection.run(`INSERT INTO quarter SELECT point, ${start} + bucket, mean - 0.3, mean, mean + 0.3, mean + 0.1,
        ${start} + bucket + 890000, 90, keys, times FROM day`)
    }
    await connection.run(`INSERT INTO raw SELECT p.range, ${end} + i.range * 10000, 21 + p.range % 7 / 10, 0
      FROM range(90) i, range(${POINTS}) p`)
    await connection.run(`UPDATE progress SET rolled = ${end}`)
  })
}

async function history() {
  await using folder = await temporaryFolder()
  const file = await emptyFile(folder.path)
  await fillHistory(file)
  const rack = Array.from({ length: 20 }, (_, index) => 8_000 + index)
  const span = { from: epochMs(NOW - 30 * DAY_MS), to: NOW, buckets: 720 }
  let filled = 0
  const timed = (store: TelemetryStore) =>
    best(5, async () => {
      const series = await store.history({ points: rack, ...span })
      filled = Math.min(...series.map(({ count }) => count.filter((one) => one > 0).length))
    })
  const store = await openIn(folder.path)
  const unsorted = await timed(store)
  const upkeep = await seconds(() => store.maintain(NOW))
  const ours = await timed(store)
  await store.close()
  let bare = Number.POSITIVE_INFINITY
  await onFile(file, async (connection) => {
    const sql = `SELECT point, bucket // 3600000, min(min), sum(mean * count) / sum(count), max(max), arg_max(last, last_ms), sum(count)
      FROM quarter WHERE point BETWEEN 8000 AND 8019 AND bucket >= ${span.from} AND bucket < ${span.to} GROUP BY ALL`
    bare = await best(5, async () => (await connection.runAndReadAll(sql)).getRowsJS())
  })
  return { ours, bare, unsorted, upkeep, filled }
}

const WEEK_ROUNDS = 2_500

/** 50 million raw rows over seven days: what opening would read if it looked at all of them. */
async function opening() {
  await using folder = await temporaryFolder()
  const file = await emptyFile(folder.path)
  const step = Math.floor((7 * DAY_MS) / WEEK_ROUNDS)
  const newest = 'SELECT point, max(ms) AS ms, arg_max(value, ms) AS value, arg_max(quality, ms) AS quality FROM raw'
  let scan = 0
  await onFile(file, async (connection) => {
    await connection.run(`INSERT INTO raw SELECT p.range, ${NOW} - (${WEEK_ROUNDS} - i.range) * ${step}, 21 + p.range % 7 / 10, 0
      FROM range(${WEEK_ROUNDS}) i, range(${POINTS}) p`)
    const rolled = NOW - QUARTER_MS
    await connection.run(`INSERT INTO latest ${newest} WHERE ms < ${rolled} GROUP BY point`)
    await connection.run(`UPDATE progress SET rolled = ${rolled}`)
  })
  await onFile(file, async (connection) => {
    scan = await best(3, async () => (await connection.runAndReadAll(`${newest} GROUP BY point`)).getRowsJS())
  })
  let ours = Number.POSITIVE_INFINITY
  for (let round = 0; round < 3; round++) {
    let store: TelemetryStore | undefined
    ours = Math.min(
      ours,
      await seconds(async () => {
        store = await openIn(folder.path)
      }),
    )
    await store?.close()
  }
  return { ours, scan }
}

/** The longest write of one batch, alone and while a copy of five million rows is made. */
async function copying() {
  await using folder = await temporaryFolder()
  const file = await emptyFile(join(folder.path, 'store'))
  await onFile(file, async (connection) => {
    await connection.run(`INSERT INTO raw SELECT p.range, ${NOW} - 7200000 + i.range * 10000, random() * 50, 0
      FROM range(250) i, range(${POINTS}) p`)
  })
  const store = await openIn(join(folder.path, 'store'))
  let index = 0
  const longest = async (goesOn: () => boolean) => {
    let most = 0
    while (goesOn()) {
      const batch = batchAt(index, NOW - 3_600_000)
      most = Math.max(most, await seconds(() => store.write(batch, BigInt(++index))))
    }
    return most
  }
  const alone = await longest(() => index < 100)
  let isDone = false
  const copy = seconds(() => store.backup(join(folder.path, 'copy'))).finally(() => {
    isDone = true
  })
  const beside = await longest(() => !isDone)
  const took = await copy
  await store.close()
  return { alone, beside, took }
}

export const benchmarks: readonly Benchmark[] = [
  {
    name: 'write path into the embedded store, batches of 5,000 readings of 20,000 points',
    budget: '≥ 50 % of a bare DuckDB appender that commits the same batches',
    run: async () => {
      const { ours, bare, bytesPerRow } = await writeTimes()
      const ratio = bare / ours
      return {
        ...{ value: (WRITE_BATCHES * ROWS) / ours / 1_000, unit: 'thousand readings/s' },
        ...{ against: 'bare appender', ratio, holds: ratio >= 0.5 },
        detail: `${bytesPerRow.toFixed(1)} bytes a reading on disk`,
      }
    },
  },
  {
    name: 'history of 30 days of one rack, 20 points of 20,000, 720 buckets',
    budget: '≤ 150 ms',
    run: async () => {
      const { ours, bare, unsorted, upkeep, filled } = await history()
      return {
        ...{ value: ours * 1_000, unit: 'ms', against: 'the bare query', ratio: bare / ours, holds: ours <= 0.15 },
        detail: `bare query ${(bare * 1_000).toFixed(0)} ms; ${(unsorted * 1_000).toFixed(0)} ms before the days were in the order of points, which took ${(upkeep / 31).toFixed(1)} s a day; at least ${filled} of 720 buckets filled`,
      }
    },
  },
  {
    name: 'opening the embedded store, 50 million raw rows of seven days',
    budget: '≤ a quarter of reading them all',
    run: async () => {
      const { ours, scan } = await opening()
      return {
        ...{ value: ours * 1_000, unit: 'ms', against: `reading all (${(scan * 1_000).toFixed(0)} ms)` },
        ...{ ratio: ours / scan, holds: ours <= scan / 4 },
      }
    },
  },
  {
    name: 'longest write of 5,000 readings while a copy of five million rows is made',
    budget: '≤ half the time of the copy: writing does not wait for it',
    run: async () => {
      const { alone, beside, took } = await copying()
      return {
        ...{ value: beside * 1_000, unit: 'ms', against: `the copy (${(took * 1_000).toFixed(0)} ms)` },
        ...{ ratio: beside / took, holds: beside <= took / 2 },
        detail: `${(alone * 1_000).toFixed(0)} ms without a copy`,
      }
    },
  },
]
