import { crc32 } from 'node:zlib'
import type { Batch } from '../../../twin/model/batch.ts'
import { decodePoints, encodePoints } from '../points/point-codec.ts'
import type { IndexedPoint } from '../points/point-registry.ts'

/** `OBJ1` in the file: where a record begins, and the version of its form. */
export const RECORD_MARKER = Buffer.from('OBJ1', 'latin1')
export const HEADER_BYTES = 64
/** Rows and points of one record; more are spread over several. A record stays far below RECORD_LIMIT. */
export const MAX_ROWS = 16_384
export const MAX_POINTS = 16_384
const RECORD_LIMIT = 32 * 1024 * 1024
const ROW_BYTES = 8 + 8 + 4 + 1

/**
 * The head of a record. Little-endian: u32 marker, u32 bytes of the body, u32 CRC-32, u32 rows, u32 bytes of points, u32
 * pointFloor, u64 sequence, then f64 readingsBefore, runMs, wall, givenUp. The CRC covers everything behind itself.
 */
export interface RecordHeader {
  /** Head and body. */
  readonly bytes: number
  readonly rows: number
  readonly pointBytes: number
  /** One more than the highest point index ever used up to this record. */
  readonly pointFloor: number
  readonly sequence: bigint
  /** Readings accepted before this record, since the journal began. */
  readonly readingsBefore: number
  /** How long the journal had been open, all in all, in milliseconds: an age that no clock can falsify. */
  readonly runMs: number
  /** Epoch milliseconds by the wall clock. */
  readonly wall: number
  /** Readings given up before this record, since the journal began. */
  readonly givenUp: number
}

/** What the writer adds to a body. */
export type RecordStamp = Omit<RecordHeader, 'bytes' | 'rows' | 'pointBytes'>

/** A record without its stamp: room for the head, then points, at, value, point, quality, filled up to eight bytes. */
export function encodeBody(batch: Batch, points: readonly IndexedPoint[]): Buffer {
  const rows = batch.point.length
  const encoded = points.length === 0 ? new Uint8Array(0) : encodePoints(points)
  const record = Buffer.alloc(HEADER_BYTES + bodyBytes(rows, encoded.length))
  record.set(encoded, HEADER_BYTES)
  let at = HEADER_BYTES + padded(encoded.length)
  for (const column of [batch.at, batch.value, batch.point, batch.quality]) {
    record.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), at)
    at += column.byteLength
  }
  RECORD_MARKER.copy(record)
  record.writeUInt32LE(record.length - HEADER_BYTES, 4)
  record.writeUInt32LE(rows, 12)
  record.writeUInt32LE(encoded.length, 16)
  return record
}

/** @param seed of the segment, so that a record is valid in its own segment only */
export function stampRecord(record: Buffer, stamp: RecordStamp, seed: number): void {
  record.writeUInt32LE(stamp.pointFloor, 20)
  record.writeBigUInt64LE(stamp.sequence, 24)
  record.writeDoubleLE(stamp.readingsBefore, 32)
  record.writeDoubleLE(stamp.runMs, 40)
  record.writeDoubleLE(stamp.wall, 48)
  record.writeDoubleLE(stamp.givenUp, 56)
  record.writeUInt32LE(crc32(record.subarray(12), seed), 8)
}

/** The head at an offset, or undefined where there cannot be one. Its figures count only once isIntact has said so. */
export function readHeader(bytes: Buffer, at: number): RecordHeader | undefined {
  if (at + HEADER_BYTES > bytes.length) return undefined
  if (bytes.compare(RECORD_MARKER, 0, RECORD_MARKER.length, at, at + RECORD_MARKER.length) !== 0) return undefined
  const rows = bytes.readUInt32LE(at + 12)
  const pointBytes = bytes.readUInt32LE(at + 16)
  const body = bytes.readUInt32LE(at + 4)
  if (body !== bodyBytes(rows, pointBytes) || body > RECORD_LIMIT) return undefined
  return {
    bytes: HEADER_BYTES + body,
    rows,
    pointBytes,
    pointFloor: bytes.readUInt32LE(at + 20),
    sequence: bytes.readBigUInt64LE(at + 24),
    readingsBefore: bytes.readDoubleLE(at + 32),
    runMs: bytes.readDoubleLE(at + 40),
    wall: bytes.readDoubleLE(at + 48),
    givenUp: bytes.readDoubleLE(at + 56),
  }
}

/** Whether the whole record is there and its checksum holds. */
export function isIntact(bytes: Buffer, at: number, header: RecordHeader, seed: number): boolean {
  const end = at + header.bytes
  return end <= bytes.length && crc32(bytes.subarray(at + 12, end), seed) === bytes.readUInt32LE(at + 8)
}

/**
 * Whether what lies at the end of a file can be a record that was being written: it begins like one and is shorter than it says in every
 * way that it says so, or it is nothing but zeros. A whole record with a flipped bit is not.
 */
export function isTorn(tail: Buffer): boolean {
  if (tail.every((byte) => byte === 0)) return true
  const shown = Math.min(tail.length, RECORD_MARKER.length)
  if (RECORD_MARKER.compare(tail, 0, shown, 0, shown) !== 0) return false
  if (tail.length < HEADER_BYTES) return true
  const implied = bodyBytes(tail.readUInt32LE(12), tail.readUInt32LE(16))
  return Math.min(tail.readUInt32LE(4), implied) + HEADER_BYTES > tail.length
}

/**
 * The points of an intact record.
 * @throws PipelineError bad-points
 */
export function recordPoints(record: Buffer, header: RecordHeader): readonly IndexedPoint[] {
  return header.pointBytes === 0 ? [] : decodePoints(record.subarray(HEADER_BYTES, HEADER_BYTES + header.pointBytes))
}

/** Copies the rows of an intact record into columns, from a row on. */
export function copyRows(record: Buffer, header: RecordHeader, into: Batch, row: number): void {
  let at = HEADER_BYTES + padded(header.pointBytes)
  for (const column of [into.at, into.value, into.point, into.quality]) {
    const size = column.BYTES_PER_ELEMENT
    const target = new Uint8Array(column.buffer, column.byteOffset + row * size, header.rows * size)
    target.set(record.subarray(at, at + header.rows * size))
    at += header.rows * size
  }
}

/** Columns for so many rows. */
export function emptyBatch(rows: number): Batch {
  return {
    point: new Uint32Array(rows),
    at: new Float64Array(rows),
    value: new Float64Array(rows),
    quality: new Uint8Array(rows),
  }
}

function bodyBytes(rows: number, pointBytes: number): number {
  return padded(pointBytes) + padded(rows * ROW_BYTES)
}

function padded(bytes: number): number {
  return Math.ceil(bytes / 8) * 8
}
