import { METRICS, type Metric } from './metric.ts'

/**
 * A live frame: 32 bytes of head, then either every value of the scope's index list (`full`) or ids and values (`delta`).
 * Little-endian. Layout: magic u16, version u8, kind u8, metric u8, three bytes zero, view u32, count u32, sequence u32,
 * zero u32, epoch milliseconds f64; then for both kinds `Uint32Array(count)` ids and `Float32Array(count)` values, so
 * that views need no copy. NaN means no data. `full` replaces all that the view held, `delta` overwrites the ids named.
 */
export const FRAME_MAGIC = 0x4f42
export const FRAME_VERSION = 1
export const FRAME_HEAD_BYTES = 32

export interface Frame {
  readonly kind: 'full' | 'delta'
  readonly metric: Metric
  /** The view's number as the page gave it when it subscribed. */
  readonly view: number
  /** Counts up by one a frame and view; a gap means that the server skipped frames for a slow page. */
  readonly sequence: number
  /** When the newest reading that the server knew of was measured: what is shown is as of then. */
  readonly at: number
  readonly ids: Uint32Array
  readonly values: Float32Array
}

/**
 * @param spare an earlier frame's buffer that nobody needs any more: used again when it has the right size, since for a large
 *   frame the system's zeroing of fresh memory costs more than the encoding
 * @throws RangeError when ids and values differ in length
 */
export function encodeFrame(frame: Frame, spare?: ArrayBuffer): ArrayBuffer {
  const count = frame.ids.length
  if (frame.values.length !== count) throw new RangeError(`frame has ${count} ids and ${frame.values.length} values`)
  const bytes = FRAME_HEAD_BYTES + count * 8
  const buffer = spare?.byteLength === bytes ? spare : new ArrayBuffer(bytes)
  const head = new DataView(buffer)
  head.setUint16(0, FRAME_MAGIC, true)
  head.setUint8(2, FRAME_VERSION)
  head.setUint8(3, frame.kind === 'full' ? 0 : 1)
  head.setUint8(4, METRICS.indexOf(frame.metric))
  head.setUint32(8, frame.view, true)
  head.setUint32(12, count, true)
  head.setUint32(16, frame.sequence, true)
  head.setFloat64(24, frame.at, true)
  new Uint32Array(buffer, FRAME_HEAD_BYTES, count).set(frame.ids)
  new Float32Array(buffer, FRAME_HEAD_BYTES + count * 4, count).set(frame.values)
  return buffer
}

/** @throws RangeError saying what is wrong with the bytes */
export function decodeFrame(buffer: ArrayBuffer): Frame {
  if (buffer.byteLength < FRAME_HEAD_BYTES) {
    throw new RangeError(`frame of ${buffer.byteLength} bytes is shorter than its head of ${FRAME_HEAD_BYTES}`)
  }
  const head = new DataView(buffer)
  const magic = head.getUint16(0, true)
  if (magic !== FRAME_MAGIC) throw new RangeError(`frame begins with 0x${magic.toString(16)}, not 0x4f42`)
  const version = head.getUint8(2)
  if (version !== FRAME_VERSION)
    throw new RangeError(`frame is of version ${version}; this page knows ${FRAME_VERSION}`)
  const metric = METRICS[head.getUint8(4)]
  if (metric === undefined) throw new RangeError(`frame has the unknown metric ${head.getUint8(4)}`)
  const count = head.getUint32(12, true)
  if (buffer.byteLength !== FRAME_HEAD_BYTES + count * 8) {
    throw new RangeError(`frame of ${count} values has ${buffer.byteLength} bytes, not ${FRAME_HEAD_BYTES + count * 8}`)
  }
  return {
    kind: head.getUint8(3) === 0 ? 'full' : 'delta',
    metric,
    view: head.getUint32(8, true),
    sequence: head.getUint32(16, true),
    at: head.getFloat64(24, true),
    ids: new Uint32Array(buffer, FRAME_HEAD_BYTES, count),
    values: new Float32Array(buffer, FRAME_HEAD_BYTES + count * 4, count),
  }
}
