import type { Batch } from '../../../twin/model/batch.ts'
import type * as model from '../../../twin/model/store.ts'
import type { EpochMs } from '../../../twin/model/units.ts'
import type { Dropper } from './dropper.ts'
import type { HistoryReader } from './history-reader.ts'
import type { LatestReadings } from './latest-readings.ts'
import type { QuantileReader } from './quantile-reader.ts'
import type { ReadingWriter } from './reading-writer.ts'
import type { Roller } from './roller.ts'
import { copyStore } from './store-copy.ts'
import type { StoreDatabase } from './store-database.ts'

interface Parts {
  readonly database: StoreDatabase
  readonly latest: LatestReadings
  readonly writer: ReadingWriter
  readonly history: HistoryReader
  readonly quantiles: QuantileReader
  readonly roller: Roller
  readonly dropper: Dropper
}

/** The embedded store: one file, the journal's position in the transaction of its rows. See docs/store.md. */
export class DuckDbStore implements model.TelemetryStore {
  constructor(private readonly parts: Parts) {}

  write(batch: Batch, position: model.JournalPosition): Promise<model.WriteOutcome> {
    return this.parts.database.inTurn(() => this.parts.writer.write(batch, position))
  }

  position(): Promise<model.JournalPosition | undefined> {
    return Promise.resolve(this.parts.writer.position)
  }

  latest(points: readonly number[]): Promise<readonly (model.LatestReading | undefined)[]> {
    return Promise.resolve(points.map((point) => this.parts.latest.get(point)))
  }

  history(query: model.HistoryQuery): Promise<readonly model.HistorySeries[]> {
    return this.parts.history.history(query)
  }

  quantiles(query: model.QuantileQuery): Promise<Float64Array> {
    return this.parts.quantiles.quantiles(query)
  }

  async maintain(now: EpochMs): Promise<model.MaintenanceReport> {
    const rolledUp = await this.parts.roller.roll(now)
    const dropped = await this.parts.dropper.drop(now)
    return { rolledUp, dropped }
  }

  backup(folder: string): Promise<void> {
    return this.parts.database.inTurn(() => copyStore(this.parts.database, folder))
  }

  close(): Promise<void> {
    return this.parts.database.close()
  }
}
