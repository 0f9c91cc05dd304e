import type { Batch } from '../../../twin/model/batch.ts'
import type * as model from '../../../twin/model/store.ts'
import type { EpochMs } from '../../../twin/model/units.ts'
import type { Dropper } from './dropper.ts'
import { messageOf } from './errors.ts'
import type { HistoryReader } from './history-reader.ts'
import type { KeptReader } from './kept-reader.ts'
import type { LatestReadings } from './latest-readings.ts'
import type { PointSorter } from './point-sorter.ts'
import type { QuantileReader } from './quantile-reader.ts'
import { keepAll, type ReadingWriter } from './reading-writer.ts'
import type { Roller } from './roller.ts'
import { copyStore } from './store-copy.ts'
import type { StoreDatabase } from './store-database.ts'

/** What works on one open file. */
export interface StoreParts {
  readonly database: StoreDatabase
  readonly latest: LatestReadings
  readonly writer: ReadingWriter
  readonly history: HistoryReader
  readonly quantiles: QuantileReader
  readonly kept: KeptReader
  readonly roller: Roller
  readonly dropper: Dropper
  readonly sorter: PointSorter
}

/** The embedded store: one file, the journal's position in the transaction of its rows. See docs/store.md. */
export class DuckDbStore implements model.TelemetryStore {
  #parts: StoreParts
  #reopening: Promise<StoreParts> | undefined

  /** @param reopen opens the same file anew, once the parts before are closed */
  constructor(
    parts: StoreParts,
    private readonly reopen: () => Promise<StoreParts>,
  ) {
    this.#parts = parts
  }

  async write(batch: Batch, position: model.JournalPosition): Promise<model.WriteOutcome> {
    try {
      const { database, writer } = await this.#usable()
      return await database.inTurn(() => writer.write(batch, position))
    } catch (error) {
      return keepAll(batch.point.length, 'busy', messageOf(error))
    }
  }

  async position(): Promise<model.JournalPosition | undefined> {
    return (await this.#usable()).writer.position
  }

  latest(points: readonly number[]): Promise<readonly (model.LatestReading | undefined)[]> {
    return Promise.resolve(points.map((point) => this.#parts.latest.get(point)))
  }

  async history(query: model.HistoryQuery): Promise<readonly model.HistorySeries[]> {
    return (await this.#usable()).history.history(query)
  }

  async quantiles(query: model.QuantileQuery): Promise<Float64Array> {
    return (await this.#usable()).quantiles.quantiles(query)
  }

  async keptSince(): Promise<model.KeptSince> {
    return (await this.#usable()).kept.since()
  }

  async maintain(now: EpochMs): Promise<model.MaintenanceReport> {
    const { roller, dropper, sorter } = await this.#usable()
    const rolledUp = await roller.roll(now)
    const dropped = await dropper.drop(now)
    await sorter.sort()
    return { rolledUp, dropped }
  }

  async backup(folder: string): Promise<void> {
    await copyStore((await this.#usable()).database, folder)
  }

  async close(): Promise<void> {
    await this.#reopening?.catch(() => undefined)
    await this.#parts.database.close()
  }

  /** The parts on the open file, which is opened again after a failure that DuckDB does not go on from. */
  async #usable(): Promise<StoreParts> {
    if (!this.#parts.database.hasFailed) return this.#parts
    this.#reopening ??= this.#parts.database.close().then(this.reopen)
    try {
      this.#parts = await this.#reopening
      return this.#parts
    } finally {
      this.#reopening = undefined
    }
  }
}
