import type { Batch } from '../../twin/model/batch.ts'
import type {
  HistoryQuery,
  HistorySeries,
  JournalPosition,
  KeptSince,
  LatestReading,
  MaintenanceReport,
  QuantileQuery,
  TelemetryStore,
  WriteOutcome,
} from '../../twin/model/store.ts'
import type { EpochMs } from '../../twin/model/units.ts'
import { StorageError } from './storage-error.ts'

/**
 * A store that may not be there yet: whoever asks for the position (the sender, again and again) makes it be opened, everybody else is
 * refused until it is. So a program starts, collects and shows while its store is away.
 */
export class LateStore implements TelemetryStore {
  #opening: Promise<TelemetryStore> | undefined
  #store: TelemetryStore | undefined
  #failure = 'it is being opened'
  #isClosed = false

  constructor(private readonly open: () => Promise<TelemetryStore>) {}

  /** @throws whatever hinders opening */
  async position(): Promise<JournalPosition | undefined> {
    return (await this.#opened()).position()
  }

  async write(batch: Batch, position: JournalPosition): Promise<WriteOutcome> {
    return (await this.#opened()).write(batch, position)
  }

  prepare(batch: Batch): void {
    this.#store?.prepare?.(batch)
  }

  async latest(points: readonly number[]): Promise<readonly (LatestReading | undefined)[]> {
    return this.#present().latest(points)
  }

  async history(query: HistoryQuery): Promise<readonly HistorySeries[]> {
    return this.#present().history(query)
  }

  async quantiles(query: QuantileQuery): Promise<Float64Array> {
    return this.#present().quantiles(query)
  }

  async keptSince(): Promise<KeptSince> {
    return this.#present().keptSince()
  }

  /** Nothing to do while the store is away. */
  async maintain(now: EpochMs): Promise<MaintenanceReport> {
    return this.#store?.maintain(now) ?? { rolledUp: 0, dropped: 0 }
  }

  async backup(folder: string): Promise<void> {
    await this.#present().backup(folder)
  }

  async close(): Promise<void> {
    this.#isClosed = true
    await this.#opening?.catch(() => undefined)
    await this.#store?.close()
    this.#store = undefined
  }

  async #opened(): Promise<TelemetryStore> {
    if (this.#store) return this.#store
    if (this.#isClosed) throw new StorageError('the store is closed')
    this.#opening ??= this.open()
    try {
      this.#store = await this.#opening
      return this.#store
    } catch (error) {
      this.#failure = error instanceof Error ? error.message : String(error)
      throw error
    } finally {
      this.#opening = undefined
    }
  }

  #present(): TelemetryStore {
    if (!this.#store) throw new StorageError(`The store is not open: ${this.#failure}`)
    return this.#store
  }
}
