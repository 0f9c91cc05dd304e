import { crc32 } from 'node:zlib'
import { decodePoints, encodePoints } from './point-codec.ts'
import type { IndexedPoint } from './point-registry.ts'

/** `OBP1` in the file. */
const MARKER = Buffer.from('OBP1', 'latin1')
const HEAD_BYTES = 12

/** Points as a record of points.ids: u32 marker, u32 bytes of the body, u32 CRC-32 of the body, body; little-endian. */
export function encodePointRecord(points: readonly IndexedPoint[]): Buffer {
  const body = encodePoints(points)
  const record = Buffer.alloc(HEAD_BYTES + body.length)
  MARKER.copy(record)
  record.writeUInt32LE(body.length, 4)
  record.writeUInt32LE(crc32(body), 8)
  record.set(body, HEAD_BYTES)
  return record
}

/** Every point of every record that is intact. Never throws: between records that are, anything may lie. */
export function decodePointRecords(bytes: Buffer): {
  readonly points: readonly IndexedPoint[]
  readonly isDamaged: boolean
} {
  const points: IndexedPoint[] = []
  let isDamaged = false
  let at = 0
  while (at < bytes.length) {
    const record = recordAt(bytes, at)
    if (record) {
      for (const point of record.points) points.push(point)
      at = record.end
      continue
    }
    isDamaged = true
    const following = bytes.indexOf(MARKER, at + 1)
    at = following < 0 ? bytes.length : following
  }
  return { points, isDamaged }
}

function recordAt(bytes: Buffer, at: number) {
  if (at + HEAD_BYTES > bytes.length || bytes.compare(MARKER, 0, 4, at, at + 4) !== 0) return undefined
  const end = at + HEAD_BYTES + bytes.readUInt32LE(at + 4)
  if (end > bytes.length) return undefined
  const points = pointsOf(bytes.subarray(at + HEAD_BYTES, end), bytes.readUInt32LE(at + 8))
  return points && { points, end }
}

function pointsOf(body: Buffer, checksum: number): readonly IndexedPoint[] | undefined {
  if (crc32(body) !== checksum) return undefined
  try {
    return decodePoints(body)
  } catch {
    return undefined
  }
}
