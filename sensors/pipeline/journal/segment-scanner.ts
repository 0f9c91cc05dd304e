import type { FileHandle } from 'node:fs/promises'
import { HEADER_BYTES, isIntact, RECORD_MARKER, type RecordHeader, readHeader } from './record.ts'
import { segmentSeed, setAside } from './segment-files.ts'

const CHUNK_BYTES = 1024 * 1024

/**
 * What comes next in a segment. `damage`: bytes that are no record, with one behind them. `tail`: bytes up to the end of the
 * file that are no record (yet). `end`: nothing more, or nothing below the limit.
 */
type Step =
  | { readonly kind: 'record'; readonly header: RecordHeader; readonly bytes: Buffer }
  | { readonly kind: 'damage' | 'tail'; readonly from: number; readonly to: number }
  | { readonly kind: 'end' }

/** Walks through the records of one segment, whose end may still be growing. Holds a mebibyte of it, or one record. */
export class SegmentScanner {
  /** The sequence number that the next record ought to have: within a segment there are no gaps. */
  expected: bigint
  /** Where the next record ought to begin. */
  offset = 0
  #chunk: Buffer = Buffer.alloc(0)
  #chunkAt = 0

  constructor(
    private readonly handle: FileHandle,
    readonly first: bigint,
  ) {
    this.expected = first
  }

  /** @param limit records from this sequence number on are left alone: they may be half written */
  async next(limit: bigint): Promise<Step> {
    if (this.expected >= limit) return { kind: 'end' }
    const have = await this.#fill(HEADER_BYTES)
    if (have === 0) return { kind: 'end' }
    const header = readHeader(this.#chunk, this.#at)
    if (header && (await this.#fill(header.bytes)) >= header.bytes && this.#isIntact(this.#at, header)) {
      const bytes = this.#chunk.subarray(this.#at, this.#at + header.bytes)
      this.offset += header.bytes
      this.expected = header.sequence + 1n
      return { kind: 'record', header, bytes }
    }
    return this.#search()
  }

  /** Copies a stretch into quarantine. @returns whether it was not there yet */
  setAside(folder: string, from: number, to: number): Promise<boolean> {
    return setAside(folder, this.handle, this.first, { from, to, kind: 'bad' })
  }

  close(): Promise<void> {
    return this.handle.close()
  }

  /** Looks for the next intact record behind something that is none. */
  async #search(): Promise<Step> {
    const from = this.offset
    const { size } = await this.handle.stat()
    await this.#fill(size - from)
    const base = this.#at
    for (
      let at = this.#chunk.indexOf(RECORD_MARKER, base + 1);
      at > 0;
      at = this.#chunk.indexOf(RECORD_MARKER, at + 1)
    ) {
      const header = readHeader(this.#chunk, at)
      if (!header || !this.#isIntact(at, header)) continue
      this.offset = from + at - base
      this.expected = header.sequence
      return { kind: 'damage', from, to: this.offset }
    }
    return { kind: 'tail', from, to: from + this.#chunk.length - base }
  }

  #isIntact(at: number, header: RecordHeader): boolean {
    return header.sequence >= this.expected && isIntact(this.#chunk, at, header, segmentSeed(this.first))
  }

  get #at(): number {
    return this.offset - this.#chunkAt
  }

  /** Reads so that `bytes` from the offset on are in the chunk. Returns how many there are. */
  async #fill(bytes: number): Promise<number> {
    const have = this.#chunkAt + this.#chunk.length - this.offset
    if (have >= bytes) return have
    const chunk = Buffer.allocUnsafeSlow(Math.max(CHUNK_BYTES, bytes))
    let length = 0
    for (;;) {
      const { bytesRead } = await this.handle.read(chunk, length, chunk.length - length, this.offset + length)
      length += bytesRead
      if (bytesRead === 0 || length === chunk.length) break
    }
    this.#chunk = chunk.subarray(0, length)
    this.#chunkAt = this.offset
    return length
  }
}
