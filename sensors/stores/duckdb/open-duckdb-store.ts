import { rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { makeFolder } from '../../../twin/kit/make-folder.ts'
import type { StoreContext, TelemetryStore } from '../../../twin/model/store.ts'
import { epochMs } from '../../../twin/model/units.ts'
import { DEFAULT_RETENTION, type StoreOptions } from '../store-options.ts'
import { Dropper } from './dropper.ts'
import { DuckDbStore, type StoreParts } from './duckdb-store.ts'
import { DuckDbStoreError, messageOf } from './errors.ts'
import { HistoryReader } from './history-reader.ts'
import { KeptReader } from './kept-reader.ts'
import { LatestReadings } from './latest-readings.ts'
import { PointSorter } from './point-sorter.ts'
import { QuantileReader } from './quantile-reader.ts'
import { ReadingWriter } from './reading-writer.ts'
import { Roller } from './roller.ts'
import { SCHEMA, STORE_FILE, WRITER_TABLES } from './schema.ts'
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
  await makeFolder(folder).catch((error: unknown) => {
    throw refusal(folder, messageOf(error))
  })
  const file = join(folder, STORE_FILE)
  const open = async () => {
    try {
      return await openFile(file, context, options)
    } catch (error) {
      const message = messageOf(error)
      // Its path is part of the message: what a folder is called says nothing of the file.
      if (!DAMAGED.test(message.replaceAll(file, ''))) throw refusal(file, message)
      options.warn?.(
        `${file} is no readable database (${message}): it was put aside as ${await putAside(file)}, and a new one begun`,
      )
      return openFile(file, context, options)
    }
  }
  return new DuckDbStore(await open(), open)
}

/** How DuckDB says that a file is not one of its own, or no longer whole. */
const DAMAGED = /not a valid DuckDB|corrupt|checksum|serializ|magic|not read enough bytes/i

function refusal(file: string, message: string): DuckDbStoreError {
  return new DuckDbStoreError(
    /could not set lock/i.test(message)
      ? `${file} is open in another process: end that one or choose another folder (${message})`
      : `${file} cannot be opened: ${message}`,
  )
}

async function putAside(file: string): Promise<string> {
  const aside = `${file}.unreadable-${Date.now()}`
  await rename(file, aside)
  await rename(`${file}.wal`, `${aside}.wal`).catch(() => undefined)
  return aside
}

async function openFile(file: string, context: StoreContext, options: StoreOptions): Promise<StoreParts> {
  const instance = await DuckDBInstance.create(file, {
    threads: '2',
    memory_limit: '512MB',
    temp_directory: join(dirname(file), 'temporary'),
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  })
  try {
    return await partsOn(instance, context, options)
  } catch (error) {
    instance.closeSync()
    throw error
  }
}

async function partsOn(instance: DuckDBInstance, { points }: StoreContext, options: StoreOptions): Promise<StoreParts> {
  const connection = await instance.connect()
  await connection.run(SCHEMA)
  await connection.run(WRITER_TABLES)
  const database = new StoreDatabase(instance, connection)
  const [row] = await database.read('SELECT position, rolled FROM progress')
  const position = typeof row?.[0] === 'bigint' ? row[0] : undefined
  const progress = new TierProgress(Number(row?.[1] ?? 0))
  const latest = await LatestReadings.load(database, progress.edge('quarter'))
  const now = options.now ?? (() => epochMs(Date.now()))
  const retention = options.retention ?? DEFAULT_RETENTION
  const taken = { rawMs: retention.rawMs, futureMs: options.futureMs ?? 3_600_000 }
  const parts = { database, progress, now, retention }
  return {
    database,
    latest,
    writer: new ReadingWriter({ database, latest, progress, points, now, ...taken }, position),
    history: new HistoryReader(parts),
    quantiles: new QuantileReader(parts),
    kept: new KeptReader(parts),
    roller: new Roller(database, progress),
    dropper: new Dropper(database, progress, retention),
    sorter: new PointSorter(database, progress),
  }
}
