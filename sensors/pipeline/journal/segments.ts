import { constants, type FileHandle, open, rm } from 'node:fs/promises'
import type { JournalPosition } from '../../../twin/model/store.ts'
import type { Clock } from '../clock.ts'
import { stampRecord } from './record.ts'
import { countQuarantined, segmentPath, segmentSeed, syncFolder } from './segment-files.ts'
import { type Recovered, recoverSegments, type Segment } from './segment-recovery.ts'
import type { SharedPositions } from './shared-positions.ts'

interface SegmentsOptions {
  readonly folder: string
  readonly maxBytes: number
  readonly maxAgeMs: number
  readonly segmentBytes: number
  readonly shared: SharedPositions
  readonly clock: Clock
  readonly log: (message: string) => void
}

interface Body {
  /** Of encodeBody; the stamp is written into it. */
  readonly record: Buffer
  readonly rows: number
  readonly pointFloor: number
}

/** The writing side of the journal's files: one call at a time. */
export class Segments {
  readonly #segments: Segment[]
  #file: FileHandle | undefined
  #next: JournalPosition
  #readings: number
  #givenUp: number
  #pointFloor: number
  /** When the first of what the sender has not looked at yet was accepted. */
  #unseenSince = 0
  #wasWaiting = false
  readonly #runBefore: number
  readonly #begun: number

  private constructor(
    private readonly options: SegmentsOptions,
    recovered: Recovered,
  ) {
    this.#segments = [...recovered.segments]
    this.#next = recovered.next
    this.#readings = recovered.readings
    this.#givenUp = recovered.givenUp
    this.#pointFloor = recovered.pointFloor
    this.#runBefore = recovered.runMs
    this.#begun = options.clock.monotonic()
  }

  static async open(options: SegmentsOptions): Promise<Segments> {
    const { folder, shared, clock } = options
    const recovered = await recoverSegments(folder, clock.wall())
    await syncFolder(folder)
    shared.addQuarantined((await countQuarantined(folder)) - shared.quarantined)
    const segments = new Segments(options, recovered)
    shared.setSynced(recovered.next, recovered.readings)
    return segments
  }

  get pointFloor(): number {
    return this.#pointFloor
  }

  /**
   * Writes and syncs. When that fails nothing of the group counts, and its numbers are never given again.
   * @returns the position behind each
   */
  async append(group: readonly Body[]): Promise<readonly JournalPosition[]> {
    const { shared, segmentBytes, maxBytes } = this.options
    if (this.#next < shared.floor) {
      this.#next = shared.floor
      await this.#end()
    }
    // At least four segments make up the bound, so that giving up the oldest gives up a quarter at most.
    const full = Math.min(segmentBytes, maxBytes / 4)
    if ((this.#segments.at(-1)?.bytes ?? 0) >= full) await this.#end()
    this.#noteUnseen()
    const begin = this.#next
    this.#next += BigInt(group.length)
    try {
      const segment = await this.#write(group, begin)
      segment.bytes += group.reduce((bytes, { record }) => bytes + record.length, 0)
    } catch (error) {
      await this.#abandon()
      throw error
    }
    for (const { rows, pointFloor } of group) {
      this.#readings += rows
      this.#pointFloor = Math.max(this.#pointFloor, pointFloor)
    }
    shared.setSynced(this.#next, this.#readings)
    return group.map((_, index) => begin + BigInt(index) + 1n)
  }

  /** Lets go what is stored, and the oldest where a bound is passed: the only loss there is, counted. */
  async tidy(): Promise<void> {
    const { folder, maxBytes, maxAgeMs, shared, log } = this.options
    let removed = false
    for (;;) {
      const [oldest, second] = this.#segments
      // The newest stays: it tells the next process which numbers were given.
      if (!oldest || !second) break
      const isStored = shared.stored >= second.first
      const isTooOld = this.#runMs() - second.runMs > maxAgeMs
      if (!isStored && !isTooOld && this.#bytes() <= maxBytes) break
      await rm(segmentPath(folder, oldest.first), { force: true })
      this.#segments.shift()
      removed = true
      if (isStored) continue
      const lost = Math.max(0, second.readingsBefore - Math.max(oldest.readingsBefore, shared.storedReadings))
      this.#givenUp += lost
      const why = isTooOld ? `older than ${maxAgeMs} ms of running` : `larger than ${maxBytes} bytes`
      log(`The journal is ${why}: ${lost} readings were given up before the store had them.`)
    }
    if (removed) await syncFolder(folder)
  }

  figures() {
    const { shared } = this.options
    // Until the store has said what it has, all of the journal waits.
    const unseenSince = shared.stored > 0n ? this.#unseenSince : 0
    const oldest = shared.waitingSince || unseenSince || this.#segments[0]?.wall
    return {
      ...{ accepted: this.#readings, bytes: this.#bytes(), givenUp: this.#givenUp, quarantined: shared.quarantined },
      oldest: shared.storedReadings >= this.#readings ? undefined : oldest,
    }
  }

  async close(): Promise<void> {
    await this.#end()
  }

  /** What the sender sends it tells the time of; what came since it found nothing more is younger than that. */
  #noteUnseen(): void {
    const { shared, clock } = this.options
    const isWaiting = shared.waitingSince > 0
    const isFirst = this.#wasWaiting && !isWaiting
    if (isFirst || shared.storedReadings >= this.#readings) this.#unseenSince = clock.wall()
    this.#wasWaiting = isWaiting
  }

  async #write(group: readonly Body[], begin: JournalPosition): Promise<Segment> {
    const { folder, clock } = this.options
    const stamp = { runMs: this.#runMs(), wall: clock.wall(), givenUp: this.#givenUp }
    let segment = this.#segments.at(-1)
    let file = this.#file
    if (!file || !segment) {
      file = await open(segmentPath(folder, begin), constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600)
      this.#file = file
      segment = { first: begin, readingsBefore: this.#readings, runMs: stamp.runMs, wall: stamp.wall, bytes: 0 }
      this.#segments.push(segment)
      await syncFolder(folder)
    }
    const seed = segmentSeed(segment.first)
    let readingsBefore = this.#readings
    let pointFloor = this.#pointFloor
    for (const [index, body] of group.entries()) {
      pointFloor = Math.max(pointFloor, body.pointFloor)
      stampRecord(body.record, { ...stamp, sequence: begin + BigInt(index), readingsBefore, pointFloor }, seed)
      readingsBefore += body.rows
    }
    await writeAll(file, group, segment.bytes)
    await file.datasync()
    return segment
  }

  /** Ends the segment: what comes next goes into a new one. */
  async #end(): Promise<void> {
    const file = this.#file
    this.#file = undefined
    await file?.close()
  }

  /**
   * After a failed write or sync nobody knows what the file's end holds (a failed fsync may have thrown the pages away): it is cut back
   * to what was accepted, and never written again.
   */
  async #abandon(): Promise<void> {
    const segment = this.#segments.at(-1)
    const file = this.#file
    this.#file = undefined
    if (!file || !segment) return
    await file.truncate(segment.bytes).catch(() => undefined)
    await file.close().catch(() => undefined)
    if (segment.bytes > 0) return
    this.#segments.pop()
    await rm(segmentPath(this.options.folder, segment.first), { force: true }).catch(() => undefined)
  }

  #runMs(): number {
    return this.#runBefore + this.options.clock.monotonic() - this.#begun
  }

  #bytes(): number {
    return this.#segments.reduce((sum, { bytes }) => sum + bytes, 0)
  }
}

async function writeAll(file: FileHandle, group: readonly Body[], position: number): Promise<void> {
  const records = group.map(({ record }) => record)
  let written = (await file.writev(records, position)).bytesWritten
  const total = records.reduce((sum, { length }) => sum + length, 0)
  if (written === total) return
  // A short write: the disk or the system took a part. The rest goes on from there, or says why not.
  const bytes = Buffer.concat(records)
  while (written < total) {
    const more = (await file.write(bytes, written, total - written, position + written)).bytesWritten
    if (more === 0) throw new Error(`the disk took ${written} of ${total} bytes`)
    written += more
  }
}
