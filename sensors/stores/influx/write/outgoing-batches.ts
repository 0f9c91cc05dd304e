import type { Batch } from '../../../../twin/model/batch.ts'
import { MOST_ROWS } from './delivery.ts'
import type { LineBuffer, Lines } from './line-buffer.ts'
import type { RowFates } from './row-fates.ts'

/** A batch whose rows are checked, and whose first request is encoded. */
export interface OutgoingBatch {
  readonly batch: Batch
  /** Refused are those that can never be stored. */
  readonly fates: RowFates
  /** The others. */
  readonly rows: Uint32Array
  /** Of the first MOST_ROWS of these. */
  readonly first: Lines
  /** Holds `first`; free for other lines once those have been answered. */
  readonly lines: LineBuffer
}

export interface BatchTools {
  /** Checks the rows, and takes note of what later lines depend on. */
  readonly check: (batch: Batch) => Pick<OutgoingBatch, 'fates' | 'rows'>
  readonly newLineBuffer: () => LineBuffer
}

/** For the rest of a request, which the socket's buffer did not hold at once, to leave: encoding holds up the loop that sends it. */
const LEAVING_MS = 1

/**
 * Makes batches ready to be sent: one is on its way, and the one that is told to be next is made ready while the server works. Two buffers,
 * because neither may touch the other's lines. Only then, not before: the lines of a batch depend on what was noted of the one before.
 */
export class OutgoingBatches {
  readonly #tools: BatchTools
  #buffer: LineBuffer
  #spareBuffer: LineBuffer
  #isOneOnItsWay = false
  #timer: NodeJS.Timeout | undefined
  #following: Batch | undefined
  #ready: OutgoingBatch | undefined

  constructor(tools: BatchTools) {
    this.#tools = tools
    this.#buffer = tools.newLineBuffer()
    this.#spareBuffer = tools.newLineBuffer()
  }

  /** Which batch is likely to be taken behind the one that is on its way, or about to be. */
  expect(batch: Batch): void {
    this.#following = batch
    if (this.#isOneOnItsWay) this.#makeReadySoon()
  }

  /** The batch that is to be sent now. If another was made ready, that was in vain, unless this one is empty. */
  take(batch: Batch): OutgoingBatch {
    this.arrived()
    const ready = this.#ready
    if (batch.point.length > 0) this.#ready = undefined
    if (this.#following === batch) this.#following = undefined
    if (ready?.batch !== batch) return this.#encoded(batch, this.#buffer)
    this.#spareBuffer = this.#buffer
    this.#buffer = ready.lines
    return ready
  }

  /** The batch that was taken last is on its way: now there is time for the next. */
  left(): void {
    this.#isOneOnItsWay = true
    this.#makeReadySoon()
  }

  /** There was an answer for the batch that was taken last. */
  arrived(): void {
    this.#isOneOnItsWay = false
    clearTimeout(this.#timer)
    this.#timer = undefined
  }

  #makeReadySoon(): void {
    if (this.#following) this.#timer ??= setTimeout(() => this.#makeReady(), LEAVING_MS)
  }

  #makeReady(): void {
    this.#timer = undefined
    const batch = this.#following
    if (!batch) return
    this.#following = undefined
    this.#ready = this.#encoded(batch, this.#spareBuffer)
  }

  #encoded(batch: Batch, lines: LineBuffer): OutgoingBatch {
    const { fates, rows } = this.#tools.check(batch)
    const first = lines.encode(batch, rows, 0, Math.min(rows.length, MOST_ROWS))
    return { batch, fates, rows, first, lines }
  }
}
