import type { Batch } from '../../../../twin/model/batch.ts'
import type { LineKey, LineKeys } from '../schema/line-keys.ts'
import { writeDouble, writeInteger } from './number-text.ts'

const NEWLINE = 10
const COMMA = 44
const SPACE = 32
const ZERO = 48
const INTEGER_MARK = 105
/** Commas, numbers, quality, timestamp and newline of one reading, at most. */
const AROUND_A_FIELD = 96

/** Which rows of a batch stand on which line of the bytes. */
export interface Lines {
  /** A view of the reused buffer: valid until the next call. */
  readonly bytes: Uint8Array
  readonly count: number
  /** Line i has the rows `rows[firstRow[i]]` up to `rows[firstRow[i + 1]]`, exclusive; one entry more than there are lines. */
  readonly firstRow: Uint32Array
  /** Line i is the bytes from `start[i]` to `start[i + 1]`, its newline included. */
  readonly start: Uint32Array
}

/** Says of a good reading whether its quality must be written too, because a bad one may stand at the same instant. */
export type NeedsQuality = (point: number, at: number) => boolean

/**
 * Turns readings into line protocol, in a buffer used again and again. Readings that follow each other with the same series and
 * millisecond share a line. A line never has a field twice: of two readings of one point at one instant the later gets a line
 * of its own, and so wins.
 */
export class LineBuffer {
  #bytes: Uint8Array = new Uint8Array(1 << 20)
  #firstRow = new Uint32Array(1 << 13)
  #start = new Uint32Array(1 << 13)
  /** By point: the line on which it was last seen, counted over all calls. */
  #seenOn = new Float64Array(1 << 10)
  #line = 0
  readonly #keys: LineKeys
  readonly #needsQuality: NeedsQuality

  constructor(keys: LineKeys, needsQuality: NeedsQuality) {
    this.#keys = keys
    this.#needsQuality = needsQuality
  }

  /**
   * @param rows rows of the batch, each of them writable (see unwritable.ts)
   * @param sharing false gives every reading a line of its own
   */
  encode(batch: Batch, rows: Uint32Array, from: number, to: number, sharing = true): Lines {
    let count = 0
    let end = 0
    let series = -1
    let at = Number.NaN
    let bytes = this.#bytes
    for (let i = from; i < to; i++) {
      const row = rows[i] ?? 0
      const point = batch.point[row] ?? 0
      const key = this.#keys.of(point) as LineKey
      const rowAt = Math.floor(batch.at[row] ?? 0)
      if (point >= this.#seenOn.length) this.#growSeen(point)
      const most = key.prefix.length + 2 * key.qualityEquals.length + AROUND_A_FIELD
      if (end + most > bytes.length) bytes = this.#growBytes(end + most)
      if (sharing && key.series === series && rowAt === at && this.#seenOn[point] !== this.#line) {
        bytes[end++] = COMMA
      } else {
        if (count > 0) end = this.#endLine(bytes, end)
        if (rowAt !== at) this.#setStamp(rowAt)
        if (count + 1 >= this.#start.length) this.#growLines()
        this.#start[count] = end
        this.#firstRow[count] = i
        count++
        this.#line++
        series = key.series
        at = rowAt
        end = copy(bytes, end, key.prefix)
      }
      this.#seenOn[point] = this.#line
      end = this.#field(bytes, end, key, batch, row, point, rowAt)
    }
    if (count > 0) end = this.#endLine(bytes, end)
    this.#start[count] = end
    this.#firstRow[count] = to
    return { bytes: bytes.subarray(0, end), count, firstRow: this.#firstRow, start: this.#start }
  }

  /** ` 1700000000000\n` of the line that is being written: lines that follow each other often have the same. */
  readonly #stamp = new Uint8Array(24)
  #stampLength = 0

  #setStamp(at: number): void {
    this.#stamp[0] = SPACE
    const end = writeInteger(this.#stamp, 1, at)
    this.#stamp[end] = NEWLINE
    this.#stampLength = end + 1
  }

  #endLine(bytes: Uint8Array, from: number): number {
    const length = this.#stampLength
    for (let k = 0; k < length; k++) bytes[from + k] = this.#stamp[k] as number
    return from + length
  }

  #field(bytes: Uint8Array, from: number, key: LineKey, batch: Batch, row: number, point: number, at: number): number {
    let end = from
    const quality = batch.quality[row] ?? 0
    const isGood = quality === 0
    if (isGood) {
      end = copy(bytes, end, key.fieldEquals)
      end = writeDouble(bytes, end, batch.value[row] ?? 0)
    }
    if (!isGood || this.#needsQuality(point, at)) {
      if (isGood) bytes[end++] = COMMA
      end = copy(bytes, end, key.qualityEquals)
      bytes[end++] = ZERO + quality
      bytes[end++] = INTEGER_MARK
    }
    return end
  }

  #growBytes(least: number): Uint8Array {
    const larger = new Uint8Array(Math.max(least, this.#bytes.length * 2))
    larger.set(this.#bytes)
    this.#bytes = larger
    return larger
  }

  #growLines(): void {
    const start = new Uint32Array(this.#start.length * 2)
    const firstRow = new Uint32Array(this.#start.length * 2)
    start.set(this.#start)
    firstRow.set(this.#firstRow)
    this.#start = start
    this.#firstRow = firstRow
  }

  #growSeen(point: number): void {
    const larger = new Float64Array(Math.max(point + 1, this.#seenOn.length * 2))
    larger.set(this.#seenOn)
    this.#seenOn = larger
  }
}

function copy(bytes: Uint8Array, at: number, part: Uint8Array): number {
  const length = part.length
  for (let i = 0; i < length; i++) bytes[at + i] = part[i] as number
  return at + length
}
