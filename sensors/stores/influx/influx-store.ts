import type { Batch } from '../../../twin/model/batch.ts'
import type {
  HistoryQuery,
  HistorySeries,
  JournalPosition,
  Keep,
  KeptSince,
  LatestReading,
  MaintenanceReport,
  QuantileQuery,
  StoreContext,
  TelemetryStore,
  WriteOutcome,
} from '../../../twin/model/store.ts'
import type { EpochMs } from '../../../twin/model/units.ts'
import { acceptRows } from '../acceptance.ts'
import { QUARTER_MS } from '../rollup/history-grid.ts'
import { DEFAULT_RETENTION } from '../store-options.ts'
import { InfluxError, messageOf } from './errors.ts'
import { InfluxConnection } from './influx-connection.ts'
import type { CheckedOptions, InfluxStoreOptions } from './influx-options.ts'
import { InfluxReader } from './read/influx-reader.ts'
import { LineKeys } from './schema/line-keys.ts'
import { tiersOf } from './schema/tiers.ts'
import { dumpDatabase } from './upkeep/dump.ts'
import { isLate, maintainRollUps, markLate } from './upkeep/maintenance.ts'
import { Memory } from './upkeep/memory.ts'
import { Roller } from './upkeep/roller.ts'
import type { StateFile, StoreState } from './upkeep/state-file.ts'
import { BadInstants } from './write/bad-instants.ts'
import { deliver } from './write/delivery.ts'
import { LineBuffer } from './write/line-buffer.ts'
import { OutgoingBatches } from './write/outgoing-batches.ts'
import { RowFates } from './write/row-fates.ts'
import { unwritable } from './write/unwritable.ts'

const HOUR_MS = 3_600_000
/** Bisecting may need many exchanges, but a batch must end. */
const EXCHANGES_A_BATCH = 6

/** Readings in InfluxDB. See docs/influx-schema.md for what lies where. */
export class InfluxStore implements TelemetryStore {
  readonly #options: CheckedOptions
  readonly #own: InfluxStoreOptions
  readonly #context: StoreContext
  readonly #connection: InfluxConnection
  readonly #memory: Memory
  readonly #keys: LineKeys
  readonly #bad: BadInstants
  readonly #outgoing: OutgoingBatches
  readonly #reader: InfluxReader
  readonly #roller: Roller
  readonly #tiers: ReturnType<typeof tiersOf>
  #writing: Promise<unknown> = Promise.resolve()
  #maintaining: Promise<unknown> = Promise.resolve()
  #busyInARow = 0
  /** The latest instant that anybody gave as now. */
  #latestNow = 0
  #isClosed = false

  constructor(
    options: CheckedOptions,
    own: InfluxStoreOptions,
    context: StoreContext,
    file: StateFile,
    saved: StoreState | undefined,
  ) {
    this.#options = options
    this.#own = own
    this.#context = context
    this.#tiers = tiersOf(options.retentionPolicy, own.retention ?? DEFAULT_RETENTION)
    this.#connection = new InfluxConnection(options, this.#tiers, () => this.#now(), this.#warn)
    this.#memory = new Memory(file, saved, this.#warn)
    this.#keys = new LineKeys(context.points, own.unitOf)
    this.#bad = new BadInstants(this.#keys, this.#connection, this.#now())
    this.#outgoing = new OutgoingBatches({
      check: (batch) => this.#checked(batch),
      newLineBuffer: () => new LineBuffer(this.#keys, this.#bad.needsQuality),
    })
    const hasQuality = (measurement: string, field: string) => this.#connection.hasQuality(measurement, field)
    const { ql } = this.#connection
    const post = (policy: string, lines: string) => this.#connection.post(policy, Buffer.from(lines))
    const { database } = options
    this.#roller = new Roller({
      ...{ ql, database, tiers: this.#tiers, post, hasQuality, warn: this.#warn },
      noteFields: (keys) => this.#connection.noteFields(keys),
    })
    this.#reader = new InfluxReader({
      ...{ ql, tiers: this.#tiers, keys: this.#keys, hasQuality, progress: () => this.#memory.progress },
      retention: own.retention ?? DEFAULT_RETENTION,
      now: () => this.#now(),
      latestNow: () => Math.max(this.#latestNow, this.#now()),
    })
  }

  write(batch: Batch, position: JournalPosition): Promise<WriteOutcome> {
    // One after the other: a later write must win.
    const outcome = this.#writing.then(() => this.#write(batch, position))
    this.#writing = outcome.catch(() => undefined)
    return outcome
  }

  prepare(batch: Batch): void {
    this.#outgoing.expect(batch)
  }

  /** @throws InfluxError while the database cannot be reached: nobody knows then whether it is still the same */
  async position(): Promise<JournalPosition | undefined> {
    await this.#prepared()
    return this.#memory.position
  }

  async latest(points: readonly number[]): Promise<readonly (LatestReading | undefined)[]> {
    await this.#prepared()
    return this.#reader.latest(points)
  }

  async history(query: HistoryQuery): Promise<readonly HistorySeries[]> {
    const grid = this.#reader.grid(query)
    await this.#prepared()
    return this.#reader.history(query, grid)
  }

  async quantiles(query: QuantileQuery): Promise<Float64Array> {
    await this.#prepared()
    return this.#reader.quantiles(query)
  }

  async keptSince(): Promise<KeptSince> {
    await this.#prepared()
    return this.#reader.keptSince()
  }

  /** What is past its retention the server itself drops, by its policies and its clock: `dropped` is always 0. */
  maintain(now: EpochMs): Promise<MaintenanceReport> {
    const report = this.#maintaining.then(() => this.#maintain(now))
    this.#maintaining = report.catch(() => undefined)
    return report
  }

  async backup(folder: string): Promise<void> {
    const id = await this.#prepared()
    const { position, progress } = this.#memory
    const state = { database: this.#options.database, id, position: String(position), ...progress }
    await dumpDatabase(folder, { ...this.#options, ...this.#dumpTools() }, state)
  }

  async close(): Promise<void> {
    if (this.#isClosed) return
    this.#isClosed = true
    await this.#writing
    await this.#maintaining
    await this.#memory.settled()
    await this.#connection.close()
  }

  async #write(batch: Batch, position: JournalPosition): Promise<WriteOutcome> {
    if (this.#isClosed) {
      const fates = new RowFates(batch.point.length)
      fates.keepOpen({ kind: 'busy', reason: 'the store is closed', retryAfterMs: 1_000 })
      return fates.outcome()
    }
    try {
      await this.#prepared()
    } catch (error) {
      const fates = new RowFates(batch.point.length)
      this.#acceptable(batch, fates)
      fates.keepOpen(keepBecause(error))
      return fates.outcome()
    }
    const { rows, fates, first, lines } = this.#outgoing.take(batch)
    await deliver(batch, rows, fates, {
      ...{ lines, first, keys: this.#keys },
      post: (bytes) => {
        const answer = this.#connection.post(this.#tiers.raw.policy, bytes)
        this.#outgoing.left()
        return answer
      },
      createDatabase: () => this.#preparedAgain(),
      now: () => Date.now(),
      timeoutMs: this.#options.timeoutMs * EXCHANGES_A_BATCH,
      busyBefore: this.#busyInARow,
    })
    this.#outgoing.arrived()
    this.#markLate(batch, rows)
    const outcome = fates.outcome()
    this.#busyInARow = outcome.keep?.kind === 'busy' ? this.#busyInARow + 1 : 0
    // What is refused is not on disk yet: the position waits until it is said again with nothing to refuse.
    if (!outcome.keep && outcome.refused.length === 0) this.#memory.advance(position)
    return outcome
  }

  #checked(batch: Batch) {
    const fates = new RowFates(batch.point.length)
    const rows = this.#acceptable(batch, fates)
    this.#bad.note(batch, rows)
    return { fates, rows }
  }

  #acceptable(batch: Batch, fates: RowFates): Uint32Array {
    const now = this.#now()
    const oldest = now - this.#tiers.raw.keptMs
    const { rows, refused } = acceptRows(batch, this.#context.points, {
      oldest,
      newest: now + (this.#own.futureMs ?? HOUR_MS),
    })
    for (const { row, reason } of refused) fates.refuse(row, reason)
    // A loop, in place: the typed array's own filter takes as long as half of the encoding.
    let kept = 0
    for (const row of rows) {
      const reason = unwritable(batch, row, this.#keys)
      if (reason === undefined) rows[kept++] = row
      else fates.refuse(row, reason)
    }
    return rows.subarray(0, kept)
  }

  /** After the write, because a roll-up that reads meanwhile may have missed them. */
  #markLate(batch: Batch, rows: Uint32Array): void {
    const { progress } = this.#memory
    for (const row of rows) {
      const at = batch.at[row] ?? 0
      if (isLate(progress, at)) markLate(progress, Math.floor(at / QUARTER_MS) * QUARTER_MS, batch.point[row] ?? 0)
    }
  }

  async #maintain(now: number): Promise<MaintenanceReport> {
    if (this.#isClosed) return { rolledUp: 0, dropped: 0 }
    const id = await this.#prepared()
    this.#latestNow = Math.max(this.#latestNow, now)
    if (this.#memory.isIdentityStale(now)) {
      if (!(await this.#connection.confirmIdentity(id))) await this.#preparedAgain()
      this.#memory.identityConfirmed(now)
    }
    const oldest = now - this.#tiers.raw.keptMs
    const targetOf = (point: number) => this.#reader.target(point)
    const save = () => this.#memory.save()
    const rolledUp = await maintainRollUps(this.#roller, this.#memory.progress, now, oldest, targetOf, save)
    return { rolledUp, dropped: 0 }
  }

  async #prepared(): Promise<string> {
    if (this.#isClosed) throw new InfluxError('closed', 'the store is closed')
    const id = await this.#connection.prepared()
    this.#memory.belongTo(id)
    return id
  }

  /** The database went away under our hands: what it held, the journal may still have. */
  async #preparedAgain(): Promise<boolean> {
    try {
      this.#memory.lose(await this.#connection.preparedAgain())
      return true
    } catch (error) {
      this.#warn(messageOf(error))
      return false
    }
  }

  #dumpTools() {
    return { ql: this.#connection.ql, tiers: this.#tiers }
  }

  #now(): number {
    return this.#own.now?.() ?? Date.now()
  }

  readonly #warn = (message: string): void => this.#own.warn?.(`InfluxDB store: ${message}`)
}

function keepBecause(error: unknown): Omit<Keep, 'rows'> {
  const isFault = !(error instanceof InfluxError) || error.code !== 'unreachable'
  return { kind: isFault ? 'fault' : 'busy', reason: messageOf(error), retryAfterMs: isFault ? 30_000 : 1_000 }
}
