import type { PointPath } from '../../../twin/model/path.ts'
import { isPath } from '../../../twin/model/path.ts'
import { QUANTITIES, UNIT_OF } from '../../../twin/model/quantity.ts'
import { PipelineError } from '../errors.ts'
import type { IndexedPoint } from './point-registry.ts'

/**
 * Points as bytes, for journal records and messages between threads. Each point: index as the distance from the previous index
 * plus one (zigzag), the quantity's place in QUANTITIES, how many bytes of the path are those of the previous one, the
 * rest. Numbers are LEB128. Paths are ASCII (twin/model/path.ts), so a byte is a character.
 */
export function encodePoints(points: readonly IndexedPoint[]): Uint8Array {
  let size = 0
  for (const { definition } of points) size += definition.path.length + 12
  const bytes = Buffer.allocUnsafe(size)
  let at = 0
  let expected = 0
  let previous = ''
  const put = (value: number) => {
    let rest = value
    while (rest > 0x7f) {
      bytes[at++] = (rest % 128) | 0x80
      rest = Math.floor(rest / 128)
    }
    bytes[at++] = rest
  }
  for (const { index, definition } of points) {
    const step = index - expected
    put(step >= 0 ? step * 2 : -step * 2 - 1)
    put(QUANTITIES.indexOf(definition.quantity))
    const shared = sharedLength(previous, definition.path)
    put(shared)
    put(definition.path.length - shared)
    at += bytes.write(definition.path.slice(shared), at, 'latin1')
    previous = definition.path
    expected = index + 1
  }
  return bytes.subarray(0, at)
}

/** @throws PipelineError bad-points when the bytes are not what encodePoints makes */
export function decodePoints(source: Uint8Array): IndexedPoint[] {
  const bytes = Buffer.from(source.buffer, source.byteOffset, source.byteLength)
  const points: IndexedPoint[] = []
  let at = 0
  const take = () => {
    let value = 0
    let factor = 1
    for (let count = 0; count < 5; count++) {
      const byte = bytes[at++]
      if (byte === undefined) break
      value += (byte & 0x7f) * factor
      if (byte < 0x80) return value
      factor *= 128
    }
    throw new PipelineError('bad-points', `a number at byte ${at} of ${bytes.length} does not end`)
  }
  let expected = 0
  let previous = ''
  while (at < bytes.length) {
    const step = take()
    const index = expected + (step % 2 === 0 ? step / 2 : -(step + 1) / 2)
    const quantity = QUANTITIES[take()]
    const shared = take()
    const length = take()
    const path = previous.slice(0, shared) + bytes.toString('latin1', at, at + length)
    at += length
    if (index < 0 || index > 0xffff_fffe || !quantity || path.length !== shared + length || !isPath(path)) {
      throw new PipelineError('bad-points', `a point before byte ${at} of ${bytes.length} makes no sense`)
    }
    points.push({ index, definition: { path: path as string as PointPath, quantity, unit: UNIT_OF[quantity] } })
    previous = path
    expected = index + 1
  }
  return points
}

function sharedLength(a: string, b: string): number {
  const most = Math.min(a.length, b.length)
  let length = 0
  while (length < most && a.charCodeAt(length) === b.charCodeAt(length)) length++
  return length
}
