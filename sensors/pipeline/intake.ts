import type { Batch } from '../../twin/model/batch.ts'
import type { DeviceReading } from '../driver.ts'
import type { Clock } from './clock.ts'
import { messageOf, PipelineError } from './errors.ts'
import type { Journal } from './journal/journal.ts'
import type { Normaliser } from './normalise/normaliser.ts'
import type { PointBook } from './normalise/point-book.ts'
import { RowBuffer } from './normalise/row-buffer.ts'
import type { PointFile } from './points/point-file.ts'
import type { IndexedPoint } from './points/point-registry.ts'

export interface IntakeParts {
  readonly journal: Pick<Journal, 'append'>
  readonly points: Pick<PointFile, 'add'>
  readonly book: PointBook
  readonly clock: Clock
  /** Called with every batch that the journal has, in order. The columns are views that hold until it returns. */
  readonly accepted: (batch: Batch, newPoints: readonly IndexedPoint[]) => void
  /** Messages for people who run the server. */
  readonly log: (message: string) => void
}

/** Readings of many devices are written together, for as long as a person does not see. */
export const GATHER_MS = 50
/** Above it they are not waited for. */
const MOST_ROWS = 16_384
/** Rows that may wait while the disk does not answer, before more is refused: 30 MiB. */
const MOST_WAITING_ROWS = 2 ** 20
/** How long after a failure new points are left alone: each try costs indexes for ever. */
const POINT_REST_MS = 10_000

interface Group {
  readonly rows: RowBuffer
  readonly settled: Promise<void>
  resolve(): void
  reject(error: Error): void
}

/** Where readings are accepted: gathers rows for a moment, gives new points their index, writes the journal, tells who listens. */
export class Intake {
  readonly #parts: IntakeParts
  readonly #spare: RowBuffer[] = []
  #group: Group
  #callOff: (() => void) | undefined
  #writing: Promise<void> | undefined
  /** New points that are on disk, but in no record of the journal yet. */
  #untold: IndexedPoint[] = []
  #noPointsBefore = Number.NEGATIVE_INFINITY
  #arePointsRefused = false

  constructor(parts: IntakeParts) {
    this.#parts = parts
    this.#group = this.#newGroup()
  }

  /** False while readings are refused for what waits for the disk, or for new points that it does not take. */
  get isTaking(): boolean {
    return this.#group.rows.size < MOST_WAITING_ROWS && !this.#arePointsRefused
  }

  /**
   * Resolves when the readings are on disk. What the normaliser refuses is not waited for: it would come again and again.
   * @throws PipelineError when the journal does not take them
   */
  add(normaliser: Normaliser, readings: readonly DeviceReading[]): Promise<void> {
    const group = this.#group
    if (group.rows.size >= MOST_WAITING_ROWS) {
      const message = `${group.rows.size} readings wait for the disk; nothing more is accepted until it has taken them.`
      return Promise.reject(new PipelineError('journal-behind', message))
    }
    const count = normaliser.take(readings, this.#parts.clock.wall(), group.rows)
    if (count === 0) return Promise.resolve()
    if (group.rows.size >= MOST_ROWS) this.#write()
    else this.#callOff ??= this.#parts.clock.after(GATHER_MS, () => this.#write())
    return group.settled
  }

  /** Writes what has been gathered. Never throws. */
  async flush(): Promise<void> {
    while (this.#writing || this.#group.rows.size > 0) {
      this.#write()
      await this.#writing
    }
  }

  #write(): void {
    this.#callOff?.()
    this.#callOff = undefined
    // One at a time: what comes meanwhile is gathered, and goes as soon as this is done.
    if (this.#writing || this.#group.rows.size === 0) return
    const group = this.#group
    this.#group = this.#newGroup()
    this.#writing = this.#accept(group).finally(() => {
      group.rows.clear()
      this.#spare.push(group.rows)
      this.#writing = undefined
      if (this.#group.rows.size > 0 && !this.#callOff) this.#write()
    })
  }

  async #accept(group: Group): Promise<void> {
    const { journal, accepted } = this.#parts
    try {
      await this.#addPoints()
      const batch = group.rows.batch()
      const told = this.#untold
      await journal.append(batch, told)
      this.#untold = []
      accepted(batch, told)
      group.resolve()
    } catch (error) {
      group.reject(error instanceof Error ? error : new PipelineError('thread', messageOf(error)))
    }
  }

  async #addPoints(): Promise<void> {
    const { book, points, clock, log } = this.#parts
    const { waiting } = book
    if (waiting.length === 0) return
    if (clock.monotonic() < this.#noPointsBefore) {
      throw new PipelineError('journal-full', `${waiting.length} new points could not be written a moment ago`)
    }
    try {
      this.#untold.push(...(await points.add(waiting)))
      book.settle()
      if (this.#arePointsRefused) log('New points can be written again.')
      this.#arePointsRefused = false
    } catch (error) {
      this.#noPointsBefore = clock.monotonic() + POINT_REST_MS
      if (!this.#arePointsRefused) log(`Nothing is accepted while new points cannot be written: ${messageOf(error)}`)
      this.#arePointsRefused = true
      throw error
    }
  }

  #newGroup(): Group {
    let resolve: () => void = () => undefined
    let reject: (error: Error) => void = () => undefined
    const settled = new Promise<void>((yes, no) => {
      resolve = yes
      reject = no
    })
    // Polls do not wait for their acceptance: a refusal must not end the process.
    settled.catch(() => undefined)
    return { rows: this.#spare.pop() ?? new RowBuffer(), settled, resolve, reject }
  }
}
