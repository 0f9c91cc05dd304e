import { mkdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import type { StoreContext, TelemetryStore } from '../../../twin/model/store.ts'
import { epochMs } from '../../../twin/model/units.ts'
import { DEFAULT_RETENTION, type StoreOptions } from '../store-options.ts'
import { Dropper } from './dropper.ts'
import { DuckDbStore } from './duckdb-store.ts'
import { DuckDbStoreError, messageOf } from './errors.ts'
import { HistoryReader } from './history-reader.ts'
import { LatestReadings } from './latest-readings.ts'
import { QuantileReader } from './quantile-reader.ts'
import { ReadingWriter } from './reading-writer.ts'
import { Roller } from './roller.ts'
import { SCHEMA, STORE_FILE } from './schema.ts'
import { StoreDatabase } from './store-database.ts'
import { TierProgress } from './tier-progress.ts'

/**
 * Opens (or makes) the embedded store in a folder. A file that is no database is put aside with a warning.
 * @throws DuckDbStoreError when another process has the folder open, or it cannot be written
 */
export async function openDuckDbStore(
  folder: string,
  context: StoreContext,
  options: StoreOptions = {},
): Promise<TelemetryStore> {
  await mkdir(folder, { recursive: true })
  const file = join(folder, STORE_FILE)
  const instance = await openFile(file, folder, options.warn ?? (() => {}))
  const connection = await instance.connect()
  await connection.run(SCHEMA)
  const database = new StoreDatabase(instance, connection)
  const latest = new LatestReadings()
  await loadLatest(connection, latest)
  const [row] = (await connection.runAndReadAll('SELECT position, rolled FROM progress')).getRowsJS()
  const position = typeof row?.[0] === 'bigint' ? row[0] : undefined
  const progress = new TierProgress(Number(row?.[1] ?? 0))
  const now = options.now ?? (() => epochMs(Date.now()))
  const retention = options.retention ?? DEFAULT_RETENTION
  const { points } = context
  const taken = { rawMs: retention.rawMs, futureMs: options.futureMs ?? 3_600_000 }
  const parts = { database, progress, now, retention }
  return new DuckDbStore({
    database,
    latest,
    writer: new ReadingWriter({ database, latest, progress, points, now, ...taken }, position),
    history: new HistoryReader(parts),
    quantiles: new QuantileReader(parts),
    roller: new Roller(database, progress),
    dropper: new Dropper(database, progress, retention),
  })
}

async function openFile(file: string, folder: string, warn: (message: string) => void): Promise<DuckDBInstance> {
  const create = () =>
    DuckDBInstance.create(file, {
      threads: '2',
      memory_limit: '512MB',
      temp_directory: join(folder, 'temporary'),
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
    })
  try {
    return await create()
  } catch (error) {
    const message = messageOf(error)
    if (/lock/i.test(message)) {
      throw new DuckDbStoreError(
        `${file} is open in another process: end that one or choose another folder (${message})`,
      )
    }
    if (!/not a valid DuckDB|corrupt|checksum|serializ|magic/i.test(message)) {
      throw new DuckDbStoreError(`${file} cannot be opened: ${message}`)
    }
    const aside = `${file}.unreadable-${Date.now()}`
    await rename(file, aside)
    await rename(`${file}.wal`, `${aside}.wal`).catch(() => {})
    warn(`${file} is no readable database (${message}): it was put aside as ${aside}, and a new one begun`)
    return create()
  }
}

async function loadLatest(connection: DuckDBConnection, latest: LatestReadings): Promise<void> {
  const newest = await connection.runAndReadAll(
    `SELECT point, max(ms), arg_max(coalesce(value, 'nan'), ms), arg_max(quality, ms)
     FROM (FROM newest UNION ALL FROM raw) GROUP BY point`,
  )
  for (const [point, at, value, quality] of newest.getRowsJS()) {
    latest.take(Number(point), Number(at), Number(value), Number(quality))
  }
}
