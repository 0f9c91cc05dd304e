import type { Batch } from '../../../twin/model/batch.ts'
import type { CollectorStatus } from '../../../twin/model/collector-status.ts'
import type { JournalPosition } from '../../../twin/model/store.ts'
import { epochMs } from '../../../twin/model/units.ts'
import { type Clock, systemClock } from '../clock.ts'
import { messageOf, PipelineError } from '../errors.ts'
import type { IndexedPoint } from '../points/point-registry.ts'
import { FolderLock } from './folder-lock.ts'
import { emptyBatch, encodeBody, MAX_POINTS, MAX_ROWS } from './record.ts'
import { Segments } from './segments.ts'
import type { SharedPositions } from './shared-positions.ts'

export interface JournalOptions {
  readonly folder: string
  /** Beyond it the oldest segment goes, stored or not. At least two segments are kept. */
  readonly maxBytes: number
  /** The age, in time during which the journal was open, at which a segment goes, stored or not. */
  readonly maxAgeMs: number
  /** A segment is full at this size. */
  readonly segmentBytes: number
  readonly shared: SharedPositions
  readonly clock?: Clock
  /** Messages for people who run the server. */
  readonly log?: (message: string) => void
}

interface Pending {
  readonly record: Buffer
  readonly rows: number
  readonly pointFloor: number
  readonly settle: (end: JournalPosition | PipelineError) => void
}

/** Bytes of one write and sync. */
const GROUP_BYTES = 8 * 1024 * 1024
/** Bytes that may wait for the disk before more is refused. */
const PENDING_BYTES = 64 * 1024 * 1024
/** How often what is stored is let go, and a disk that refused is tried again. */
const BEAT_MS = 1_000

/**
 * Readings on disk, in the order in which they were accepted. Accepted means synced: `append` resolves after fdatasync.
 * One process at a time has it open. See docs/journal.md for form, bounds and recovery.
 */
export class Journal {
  readonly #pending: Pending[] = []
  #pendingBytes = 0
  #writing: Promise<void> | undefined
  #failure: PipelineError | undefined
  #failedAt = 0
  #isClosed = false
  #callOff: () => void

  private constructor(
    private readonly segments: Segments,
    private readonly lock: FolderLock,
    private readonly clock: Clock,
    private readonly log: (message: string) => void,
  ) {
    this.#callOff = clock.after(BEAT_MS, () => this.#beat())
  }

  /**
   * Takes the folder's lock, cuts off what was being written when the last process ended, and goes on behind it.
   * @throws PipelineError journal-locked
   * @throws Error of the file system when the folder cannot be read
   */
  static async open(options: JournalOptions): Promise<Journal> {
    const { clock = systemClock, log = () => undefined } = options
    const lock = await FolderLock.take(options.folder, { clock, say: log })
    try {
      const segments = await Segments.open({ ...options, clock, log })
      return new Journal(segments, lock, clock, log)
    } catch (error) {
      await lock.release()
      throw error
    }
  }

  /** One more than the highest point index that readings here ever used: what PointFile.open must reserve. */
  get pointFloor(): number {
    return this.segments.pointFloor
  }

  /**
   * Accepts readings. The columns are copied before this returns. Points that a batch is the first to use travel with it,
   * after PointFile has them on disk.
   * @returns the position behind the batch, once it is on disk
   * @throws PipelineError journal-full when the disk refuses, journal-behind when too much waits for it, journal-closed,
   * journal-locked when another process took the folder over, bad-batch when the columns differ in length; nothing of the batch is
   * then accepted, unless it had more than 16,384 rows
   */
  async append(batch: Batch, newPoints: readonly IndexedPoint[]): Promise<JournalPosition> {
    const rows = batch.point.length
    if (batch.at.length !== rows || batch.value.length !== rows || batch.quality.length !== rows) {
      const lengths = [rows, batch.at.length, batch.value.length, batch.quality.length].join(', ')
      throw new PipelineError(
        'bad-batch',
        `the columns point, at, value, quality have ${lengths} rows; all must agree.`,
      )
    }
    this.#check()
    const parts: Promise<JournalPosition>[] = []
    const none = emptyBatch(0)
    let point = 0
    for (; newPoints.length - point > MAX_POINTS; point += MAX_POINTS) {
      parts.push(this.#enqueue(none, newPoints.slice(point, point + MAX_POINTS)))
    }
    for (let row = 0; row === 0 || row < rows; row += MAX_ROWS) {
      const part = rows <= MAX_ROWS ? batch : slice(batch, row, Math.min(rows, row + MAX_ROWS))
      parts.push(this.#enqueue(part, row === 0 ? newPoints.slice(point) : []))
    }
    return (await Promise.all(parts)).at(-1) ?? 0n
  }

  status(): CollectorStatus['journal'] {
    const { accepted, bytes, oldest, givenUp, quarantined } = this.segments.figures()
    return {
      ...{ accepted, bytes, givenUp, quarantined, writable: !this.#failure && !this.#isClosed },
      ...(oldest === undefined ? {} : { oldest: epochMs(oldest) }),
    }
  }

  /** Writes what is pending, ends the segment, gives the lock back. */
  async close(): Promise<void> {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#callOff()
    while (this.#writing) await this.#writing
    await this.segments.close()
    await this.lock.release()
  }

  #check(): void {
    if (this.#isClosed) throw new PipelineError('journal-closed', 'the journal is closed; nothing more is accepted.')
    const lost = this.#lost()
    if (lost) throw lost
    // A disk that has just refused is not asked for every batch; the beat tries it again.
    if (this.#failure && this.clock.monotonic() - this.#failedAt < BEAT_MS) throw this.#failure
    if (this.#pendingBytes > PENDING_BYTES) {
      throw new PipelineError(
        'journal-behind',
        `${this.#pendingBytes} bytes wait for the disk, more than ${PENDING_BYTES}; it is too slow for what is polled.`,
      )
    }
  }

  #enqueue(batch: Batch, points: readonly IndexedPoint[]): Promise<JournalPosition> {
    const record = encodeBody(batch, points)
    let pointFloor = 0
    for (const index of batch.point) if (index >= pointFloor) pointFloor = index + 1
    for (const { index } of points) if (index >= pointFloor) pointFloor = index + 1
    this.#pendingBytes += record.length
    return new Promise((resolve, reject) => {
      const settle = (end: JournalPosition | PipelineError) => (typeof end === 'bigint' ? resolve(end) : reject(end))
      this.#pending.push({ record, rows: batch.point.length, pointFloor, settle })
      this.#wake()
    })
  }

  #wake(): void {
    this.#writing ??= this.#work().finally(() => {
      this.#writing = undefined
      if (this.#pending.length > 0) this.#wake()
    })
  }

  /** Everything that is pending goes with one write and one sync; what comes meanwhile goes with the next. Never throws. */
  async #work(): Promise<void> {
    while (this.#pending.length > 0) {
      const group: Pending[] = []
      let bytes = 0
      while (bytes < GROUP_BYTES) {
        const next = this.#pending.shift()
        if (!next) break
        group.push(next)
        bytes += next.record.length
      }
      const outcome = await this.#write(group)
      this.#pendingBytes -= bytes
      group.forEach(({ settle }, index) => {
        settle(outcome instanceof PipelineError ? outcome : (outcome[index] ?? 0n))
      })
    }
    if (this.#lost()) return
    try {
      await this.segments.tidy()
    } catch (error) {
      this.log(`Segments of the journal could not be removed: ${messageOf(error)}`)
    }
  }

  async #write(group: readonly Pending[]): Promise<readonly JournalPosition[] | PipelineError> {
    await this.lock.confirm()
    const lost = this.#lost()
    if (lost) return lost
    try {
      const ends = await this.segments.append(group)
      if (this.#failure) this.log('The journal can be written again.')
      this.#failure = undefined
      return ends
    } catch (error) {
      const failure = new PipelineError(
        'journal-full',
        `the journal cannot be written (${messageOf(error)}); nothing is accepted until it can. Free or mend the disk.`,
        { cause: error },
      )
      if (!this.#failure) this.log(failure.message)
      this.#failure = failure
      this.#failedAt = this.clock.monotonic()
      return failure
    }
  }

  /** Set once another process has taken the lock from this one, which then touches nothing in the folder any more. */
  #lost(): PipelineError | undefined {
    const { lostTo } = this.lock
    if (lostTo === undefined) return undefined
    if (this.#failure?.code === 'journal-locked') return this.#failure
    const message = `the journal was taken over by ${lostTo} while this process stood still; nothing is accepted here any more. Stop one of the two.`
    this.#failure = new PipelineError('journal-locked', message)
    this.log(message)
    return this.#failure
  }

  #beat(): void {
    if (this.#isClosed || this.#lost()) return
    this.#callOff = this.clock.after(BEAT_MS, () => this.#beat())
    // An empty record is the smallest thing that shows whether the disk takes records again.
    if (this.#failure && this.#pending.length === 0) this.#enqueue(emptyBatch(0), []).catch(() => undefined)
    this.#wake()
  }
}

function slice(batch: Batch, from: number, to: number): Batch {
  return {
    point: batch.point.subarray(from, to),
    at: batch.at.subarray(from, to),
    value: batch.value.subarray(from, to),
    quality: batch.quality.subarray(from, to),
  }
}
