import { open } from 'node:fs/promises'
import type { Batch } from '../../../twin/model/batch.ts'
import type { JournalPosition } from '../../../twin/model/store.ts'
import { messageOf } from '../errors.ts'
import type { IndexedPoint } from '../points/point-registry.ts'
import { copyRows, emptyBatch, type RecordHeader, recordPoints } from './record.ts'
import { listSegments, segmentPath } from './segment-files.ts'
import { SegmentScanner } from './segment-scanner.ts'
import type { SharedPositions } from './shared-positions.ts'

/** Records in a row, as one batch. */
export interface JournalPiece {
  /** Points to be known before the batch can be understood. */
  readonly points: readonly IndexedPoint[]
  /** May be empty. */
  readonly batch: Batch
  /** Where to read on. */
  readonly next: JournalPosition
  /** Readings accepted before the piece and up to its end, since the journal began. */
  readonly readingsBefore: number
  readonly readingsAfter: number
  /** When its first record was accepted, epoch milliseconds by the wall clock. */
  readonly wall: number
}

/** Reads what is accepted, in order, a piece at a time; while the journal is written in another thread. */
export class JournalReader {
  #scanner: SegmentScanner | undefined
  #next: JournalPosition | undefined

  constructor(
    private readonly folder: string,
    private readonly shared: SharedPositions,
    private readonly log: (message: string) => void = () => undefined,
  ) {}

  /**
   * The records from a position on, or from the oldest that is still there; as many as make `rows` rows.
   * @returns undefined where nothing more is accepted yet
   */
  async read(from: JournalPosition, rows: number): Promise<JournalPiece | undefined> {
    const limit = this.shared.synced
    if (from >= limit) return undefined
    if (!this.#scanner || this.#next !== from) await this.#seek(from)
    // Should the disk fail below, the scanner stands behind records that nobody got: the next call has to seek.
    this.#next = undefined
    const records: { readonly header: RecordHeader; readonly bytes: Buffer }[] = []
    let count = 0
    while (this.#scanner && count < rows) {
      const scanner: SegmentScanner = this.#scanner
      const step = await scanner.next(limit)
      if (step.kind === 'record') {
        if (step.header.sequence < from) continue
        // The scanner's chunk goes on being shared until the piece is made: records are views of it.
        records.push(step)
        count += step.header.rows
        continue
      }
      if (step.kind === 'damage') {
        await this.#quarantine(scanner, step)
        continue
      }
      if (scanner.expected >= limit) break
      const following = (await listSegments(this.folder)).find((first) => first > scanner.first)
      if (following === undefined) break
      if (step.kind === 'tail') await this.#quarantine(scanner, step)
      await this.#open(following)
    }
    const [first] = records
    const last = records.at(-1)
    if (!first || !last) {
      this.#next = this.#scanner ? from : undefined
      return undefined
    }
    this.#next = last.header.sequence + 1n
    return { ...this.#merge(records, count), next: this.#next, ...figuresOf(first.header, last.header) }
  }

  async close(): Promise<void> {
    const scanner = this.#scanner
    this.#scanner = undefined
    await scanner?.close()
  }

  #merge(records: readonly { readonly header: RecordHeader; readonly bytes: Buffer }[], rows: number) {
    const batch = emptyBatch(rows)
    const points: IndexedPoint[] = []
    let row = 0
    for (const { header, bytes } of records) {
      copyRows(bytes, header, batch, row)
      row += header.rows
      try {
        points.push(...recordPoints(bytes, header))
      } catch (error) {
        this.log(`Record ${header.sequence} of the journal names points that cannot be read: ${messageOf(error)}`)
      }
    }
    return { batch, points }
  }

  async #seek(from: JournalPosition): Promise<void> {
    const firsts = await listSegments(this.folder)
    const begin = firsts.findLast((first) => first <= from) ?? firsts[0]
    if (begin === undefined) await this.close()
    else await this.#open(begin)
  }

  async #open(first: bigint): Promise<void> {
    await this.close()
    try {
      this.#scanner = new SegmentScanner(await open(segmentPath(this.folder, first), 'r'), first)
    } catch (error) {
      // Given up between listing and opening: the next call looks again.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    }
  }

  async #quarantine(
    scanner: SegmentScanner,
    { from, to }: { readonly from: number; readonly to: number },
  ): Promise<void> {
    try {
      const isNew = await scanner.setAside(this.folder, from, to)
      if (!isNew) return
      this.shared.addQuarantined(1)
      this.log(
        `${to - from} bytes of journal segment ${scanner.first} from byte ${from} on are damaged; a copy is in quarantine.`,
      )
    } catch (error) {
      this.log(`Damage in journal segment ${scanner.first} at byte ${from} could not be set aside: ${messageOf(error)}`)
    }
  }
}

function figuresOf(first: RecordHeader, last: RecordHeader) {
  const { readingsBefore, wall } = first
  return { readingsBefore, readingsAfter: last.readingsBefore + last.rows, wall }
}
