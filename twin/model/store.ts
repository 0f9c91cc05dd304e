import type { Batch, PointDirectory } from './batch.ts'
import type { EpochMs } from './units.ts'

/**
 * Where readings rest. Two homes behind one contract (DuckDB embedded, InfluxDB), held to it by one contract test.
 * Idempotent: the same (point, at) written twice is one reading, the later write wins.
 */
export interface TelemetryStore {
  /**
   * Stores a batch. Never throws for what the data or the server did: the outcome says it. The whole batch is accounted
   * for: stored + refused + kept === batch length. The position is kept only with a batch of which nothing is refused and
   * nothing kept: what is refused must be on disk elsewhere first, and then an empty batch says the position again.
   */
  write(batch: Batch, position: JournalPosition): Promise<WriteOutcome>
  /**
   * Tells which batch the next write will be of, while another is on its way: a store may check and encode it meanwhile. A hint that
   * changes no outcome; nothing is stored. The batch must not be changed before it is written. A store may do without.
   */
  prepare?(batch: Batch): void
  /** The journal position up to which everything has been stored (exclusive); undefined where the store keeps none. */
  position(): Promise<JournalPosition | undefined>
  /** The newest reading of each point, in the order asked; undefined where there is none. */
  latest(points: readonly number[]): Promise<readonly (LatestReading | undefined)[]>
  history(query: HistoryQuery): Promise<readonly HistorySeries[]>
  /** The q-quantiles (each 0..1) of a point over a span, from raw rows and roll-up sketches. NaN where there is no data. */
  quantiles(query: QuantileQuery): Promise<Float64Array>
  /** From when on something is kept. Cheap beside a history, also in a store of years. */
  keptSince(): Promise<KeptSince>
  /** Rolls up what is due and drops what is past its retention. Cheap when there is nothing to do. */
  maintain(now: EpochMs): Promise<MaintenanceReport>
  /** A consistent copy into an empty folder, while writing goes on. */
  backup(folder: string): Promise<void>
  close(): Promise<void>
}

/** A place in the journal: the sequence number of the first record not yet covered. Grows only. */
export type JournalPosition = bigint

export interface WriteOutcome {
  readonly stored: number
  /** Readings the store will never take, with the reason: they go to the dead letters. */
  readonly refused: readonly Refusal[]
  /** Readings to send again, all rows where nothing could be said. Absent when there is nothing to keep. */
  readonly keep?: Keep
}

export interface Refusal {
  /** Row in the batch. */
  readonly row: number
  readonly reason: string
}

export interface Keep {
  /** Rows in the batch. */
  readonly rows: Uint32Array
  /** `fault`: configuration (401, 403, unknown retention policy): open the circuit and alarm. `busy`: wait and send again. */
  readonly kind: 'busy' | 'fault'
  readonly reason: string
  readonly retryAfterMs: number
}

export interface LatestReading {
  readonly at: EpochMs
  readonly value: number
  readonly quality: number
}

export interface HistoryQuery {
  readonly points: readonly number[]
  readonly from: EpochMs
  /** Exclusive. */
  readonly to: EpochMs
  /** At most this many equal buckets over the span; 1 to 10,000. */
  readonly buckets: number
}

/** How finely something is kept. */
export type Resolution = 'raw' | '1m' | '15m'

/** The earliest instant of which a reading or a roll-up is kept and shown, by how finely; undefined where none is. */
export type KeptSince = Readonly<Record<Resolution, EpochMs | undefined>>

/** Columns of equal length; a bucket without a good reading has count 0 and NaN. `at` is the bucket's start. */
export interface HistorySeries {
  readonly point: number
  readonly resolution: Resolution
  readonly at: Float64Array
  readonly min: Float64Array
  readonly mean: Float64Array
  readonly max: Float64Array
  readonly last: Float64Array
  readonly count: Float64Array
}

export interface QuantileQuery {
  readonly point: number
  readonly from: EpochMs
  readonly to: EpochMs
  readonly quantiles: readonly number[]
}

export interface MaintenanceReport {
  readonly rolledUp: number
  readonly dropped: number
}

/** What a store is opened with. */
export interface StoreContext {
  readonly points: PointDirectory
}
