import type { Batch } from '../../../twin/model/batch.ts'
import type { CollectorStatus } from '../../../twin/model/collector-status.ts'
import type { JournalPosition, Keep, Refusal, TelemetryStore, WriteOutcome } from '../../../twin/model/store.ts'
import { epochMs } from '../../../twin/model/units.ts'
import { type Clock, pause, systemClock } from '../clock.ts'
import { messageOf } from '../errors.ts'
import type { JournalPiece, JournalReader } from '../journal/journal-reader.ts'
import type { SharedPositions } from '../journal/shared-positions.ts'
import type { PointRegistry } from '../points/point-registry.ts'
import { pickRows } from './batch-rows.ts'
import { Circuit } from './circuit.ts'
import type { DeadLetterLog } from './dead-letter-log.ts'
import type { PositionFile } from './position-file.ts'
import { isSensible, senseless } from './row-checks.ts'

export interface SenderOptions {
  readonly reader: JournalReader
  readonly store: TelemetryStore
  /** The same that the store resolves points with: it learns those that come with the journal. */
  readonly points: PointRegistry
  readonly deadLetters: DeadLetterLog
  /**
   * Takes over the points that are on disk by now: the record that brought one may be damaged.
   * @default none but those that come with the journal
   */
  readonly lookUpPoints?: () => Promise<void>
  /** For a store that keeps no position itself, or knows a later one than the journal: while all of that is sent again. */
  readonly positionFile: PositionFile
  readonly shared: SharedPositions
  readonly clock?: Clock
  /** 0 to 1, for the jitter. */
  readonly random?: () => number
  readonly log?: (message: string) => void
}

/** Rows of one write, about: what InfluxDB's documentation advises, and a good size for DuckDB too. */
const ROWS = 5_000
/** How long to wait for more when everything is sent. Small batches gather meanwhile. */
const LINGER_MS = 250

/**
 * Brings what the journal accepted to the store, oldest first, each reading exactly once in the store's eyes: the position moves only
 * when every row before it is stored or a dead letter, and sending a row again is harmless.
 */
export class Sender {
  readonly #circuit: Circuit
  readonly #clock: Clock
  readonly #log: (message: string) => void
  #stored = 0
  #refused = 0
  #position: JournalPosition = 0n
  /** The last position told to the store, or by it: it is never told an earlier one. */
  #told: JournalPosition = 0n
  #keepsPosition = false
  /** The position that a store knew ahead of the journal; undefined where nothing is sent again for that. */
  #ahead: JournalPosition | undefined
  /** What is to be sent next, where it was read already. */
  #following: JournalPiece | undefined
  /** A batch of which this is known already. */
  #sensible: Batch | undefined
  /** Indexes that were looked up and that nobody knows. */
  readonly #unknown = new Set<number>()

  constructor(private readonly options: SenderOptions) {
    this.#circuit = new Circuit(options.random ?? Math.random)
    this.#clock = options.clock ?? systemClock
    this.#log = options.log ?? (() => undefined)
  }

  /** Sends until told to stop; then still what is accepted already, unless the store does not take it. Never throws. */
  async run(stop: AbortSignal): Promise<void> {
    while (!(await this.#findStart(stop))) if (stop.aborted) return
    for (;;) {
      const piece = await this.#read()
      if (typeof piece === 'string') {
        if (stop.aborted) return
        await this.#wait({ kind: 'fault', reason: piece, retryAfterMs: 0 }, stop)
      } else if (!piece) {
        this.#circuit.succeeded()
        if (stop.aborted) return
        await pause(this.#clock, LINGER_MS, stop)
      } else if (!(await this.#deliver(piece, stop))) return
    }
  }

  status(): CollectorStatus['store'] {
    const { state, reason } = this.#circuit
    const { syncedReadings, storedReadings } = this.options.shared
    return {
      ...{ stored: this.#stored, refused: this.#refused, circuit: state },
      waiting: Math.max(0, syncedReadings - storedReadings),
      ...(reason === undefined ? {} : { reason }),
    }
  }

  async #findStart(stop: AbortSignal): Promise<boolean> {
    const { store, positionFile, shared } = this.options
    this.#circuit.begin()
    try {
      const own = await store.position()
      this.#keepsPosition = own !== undefined
      const filed = await positionFile.read()
      const known = own ?? filed ?? 0n
      this.#circuit.succeeded()
      while (shared.synced === 0n) {
        if (stop.aborted) return false
        await pause(this.#clock, LINGER_MS, stop)
      }
      this.#told = known
      this.#position = known
      if (known > shared.synced) {
        // The journal was lost or put back: its numbers must go on behind those that the store knows, and all of it is sent. The
        // file remembers it, for once the journal has gone on, the store's position no longer tells that something is left.
        await positionFile.write(0n)
        this.#log(`The store is at ${known}, the journal only at ${shared.synced}: all of the journal is sent again.`)
        shared.raiseFloor(known)
        this.#position = 0n
      } else if (own !== undefined && filed !== undefined && filed < own) this.#position = filed
      if (this.#position < known) this.#ahead = known
      return true
    } catch (error) {
      await this.#wait({ kind: 'fault', reason: messageOf(error), retryAfterMs: 0 }, stop)
      return false
    }
  }

  /** @returns undefined where nothing waits; a text, why the journal cannot be read */
  async #read(): Promise<JournalPiece | string | undefined> {
    const { shared } = this.options
    this.#circuit.begin()
    try {
      const piece = this.#following ?? (await this.#readFrom(this.#position))
      this.#following = undefined
      if (!piece) {
        shared.waitingSince = 0
        if (this.#position >= shared.synced) shared.setStored(this.#position, shared.syncedReadings)
        return undefined
      }
      shared.waitingSince = piece.wall
      shared.setStored(this.#position, piece.readingsBefore)
      return piece
    } catch (error) {
      return `the journal cannot be read: ${messageOf(error)}`
    }
  }

  async #readFrom(position: JournalPosition): Promise<JournalPiece | undefined> {
    const { reader, points } = this.options
    const piece = await reader.read(position, ROWS)
    for (const point of piece?.points ?? []) {
      if (!points.place(point))
        this.#log(`Point ${point.definition.path} comes with index ${point.index}, which is taken.`)
    }
    return piece
  }

  /**
   * Reads on behind a piece that is on its way to the store, so that the store can make the next batch ready meanwhile. Only where a whole
   * batch waits: else readings that come a few at a time would not gather, and each few be a write. Buries nothing: its turn is yet to come.
   */
  async #lookAhead({ next, readingsAfter }: JournalPiece): Promise<JournalPiece | undefined> {
    const { shared, store, points } = this.options
    if (shared.syncedReadings - readingsAfter < ROWS) return undefined
    try {
      const piece = await this.#readFrom(next)
      if (piece && piece.batch.point.length > 0 && isSensible(piece.batch, points)) {
        this.#sensible = piece.batch
        store.prepare?.(piece.batch)
      }
      return piece
    } catch {
      // Whatever hindered it is told when the piece is read again, at its turn.
      return undefined
    }
  }

  /** @returns false when told to stop before all of it was stored */
  async #deliver(piece: JournalPiece, stop: AbortSignal): Promise<boolean> {
    const { shared, positionFile } = this.options
    if (piece.batch.point.length > 0) {
      const position = piece.next > this.#told ? piece.next : this.#told
      const batch = await this.#withoutSenseless(piece.batch)
      const refusedBefore = this.#refused
      const sending = this.#send(batch, position, stop)
      const [isSent, following] = await Promise.all([sending, this.#lookAhead(piece)])
      if (!isSent) return false
      this.#following = following
      // A store commits position and rows together, but stays where it refused some: it moves on when they are dead letters on disk.
      const isBehind = this.#refused > refusedBefore
      if (isBehind && !(await this.#send(pickRows(batch, new Uint32Array()), position, stop))) return false
      this.#told = position
      if (!this.#keepsPosition) this.#keepsPosition = (await this.#ownPosition()) !== undefined
      if (this.#keepsPosition && this.#ahead !== undefined && piece.next > this.#ahead) {
        await this.#insist('The position cannot be removed', () => positionFile.remove())
        this.#ahead = undefined
      }
      if (!this.#keepsPosition) {
        await this.#insist('The position cannot be written', () => positionFile.write(piece.next))
      }
    }
    this.#position = piece.next
    shared.setStored(piece.next, piece.readingsAfter)
    return true
  }

  /** Until each row is stored or a dead letter. @returns false when told to stop before */
  async #send(rows: Batch, position: JournalPosition, stop: AbortSignal): Promise<boolean> {
    for (let batch = rows; ; ) {
      const outcome = await this.#write(batch, position)
      this.#stored += outcome.stored
      await this.#bury(batch, outcome.refused)
      if (!outcome.keep) break
      batch = pickRows(batch, outcome.keep.rows)
      if (stop.aborted) return false
      await this.#wait(outcome.keep, stop)
    }
    this.#circuit.succeeded()
    return true
  }

  async #write(batch: Batch, position: JournalPosition): Promise<WriteOutcome> {
    this.#circuit.begin()
    const rows = batch.point.length
    const keepAll = (kind: Keep['kind'], reason: string): WriteOutcome => ({
      ...{ stored: 0, refused: [] },
      keep: { rows: Uint32Array.from({ length: rows }, (_, row) => row), kind, reason, retryAfterMs: 0 },
    })
    try {
      const outcome = await this.options.store.write(batch, position)
      const accounted = outcome.stored + outcome.refused.length + (outcome.keep?.rows.length ?? 0)
      if (accounted === rows) return outcome
      return keepAll('fault', `the store accounts for ${accounted} of ${rows} readings`)
    } catch (error) {
      return keepAll('busy', messageOf(error))
    }
  }

  /** What no store can take becomes a dead letter before a store that commits position and rows together has moved on. */
  async #withoutSenseless(batch: Batch): Promise<Batch> {
    if (batch === this.#sensible || isSensible(batch, this.options.points)) return batch
    await this.#lookUp(batch)
    const refused: Refusal[] = []
    const good = new Uint32Array(batch.point.length)
    let count = 0
    batch.point.forEach((_, row) => {
      const reason = senseless(batch, row, this.options.points)
      if (reason === undefined) good[count++] = row
      else refused.push({ row, reason })
    })
    if (refused.length === 0) return batch
    await this.#bury(batch, refused)
    return pickRows(batch, good.subarray(0, count))
  }

  /** Until it has been done: a point that is on disk must not be taken for unknown because the disk did not answer once. */
  async #lookUp({ point }: Batch): Promise<void> {
    const { points, lookUpPoints } = this.options
    const isUnknown = (index: number) => points.definition(index) === undefined
    const asked = new Set(point.filter((index) => isUnknown(index) && !this.#unknown.has(index)))
    if (!lookUpPoints || asked.size === 0) return
    await this.#insist('Points cannot be read', lookUpPoints)
    for (const index of asked) if (isUnknown(index)) this.#unknown.add(index)
  }

  async #bury(batch: Batch, refused: readonly Refusal[]): Promise<void> {
    if (refused.length === 0) return
    const letters = refused.map(({ row, reason }) => {
      const index = batch.point[row] ?? Number.NaN
      const point: string = this.options.points.definition(index)?.path ?? `#${index}`
      return { at: epochMs(batch.at[row] ?? Number.NaN), point, value: batch.value[row] ?? Number.NaN, reason }
    })
    await this.#insist('Dead letters cannot be written', () => this.options.deadLetters.add(letters))
    this.#refused += refused.length
  }

  /** Again and again: what must be on disk before the position moves cannot be left out. */
  async #insist(what: string, call: () => Promise<void>): Promise<void> {
    for (;;) {
      try {
        return await call()
      } catch (error) {
        this.#log(`${what}: ${messageOf(error)}`)
        await pause(
          this.#clock,
          this.#circuit.failed({ kind: 'fault', reason: `${what}: ${messageOf(error)}`, retryAfterMs: 0 }),
        )
      }
    }
  }

  async #ownPosition(): Promise<JournalPosition | undefined> {
    return this.options.store.position().catch(() => undefined)
  }

  async #wait(keep: Pick<Keep, 'kind' | 'reason' | 'retryAfterMs'>, stop: AbortSignal): Promise<void> {
    const before = this.#circuit.state
    const ms = this.#circuit.failed(keep)
    if (this.#circuit.state === 'open' && before === 'closed')
      this.#log(`Sending to the store has stopped: ${keep.reason}`)
    await pause(this.#clock, ms, stop)
  }
}
