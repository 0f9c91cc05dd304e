import { BerError } from './ber-reader.ts'

/** Content bytes of an object identifier: `1.3.6.1` → 2b 06 01. */
export function encodeOid(arcs: readonly number[]): Buffer {
  const [first = 0, second = 0, ...rest] = arcs
  const bytes: number[] = []
  for (const arc of [first * 40 + second, ...rest]) {
    const groups = [arc % 128]
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128)) groups.push((left % 128) + 128)
    bytes.push(...groups.reverse())
  }
  return Buffer.from(bytes)
}

/** @throws BerError when the last arc is cut off or an arc has more than 32 bits */
export function decodeOid(bytes: Uint8Array): number[] {
  const arcs: number[] = []
  let arc = 0
  let isOpen = false
  for (const byte of bytes) {
    arc = arc * 128 + (byte & 0x7f)
    if (arc > 0xffff_ffff) throw new BerError('an arc of an object identifier has more than 32 bits')
    isOpen = byte >= 0x80
    if (isOpen) continue
    if (arcs.length === 0) arcs.push(Math.min(2, Math.floor(arc / 40)), arc - 40 * Math.min(2, Math.floor(arc / 40)))
    else arcs.push(arc)
    arc = 0
  }
  if (isOpen) throw new BerError('an object identifier is cut off within an arc')
  return arcs
}

export function parseOid(text: string): number[] {
  return text.split('.').map(Number)
}

/** Negative, zero or positive, in the order of a walk. */
export function compareOids(a: readonly number[], b: readonly number[]): number {
  const shared = Math.min(a.length, b.length)
  for (let at = 0; at < shared; at++) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0)
    if (difference !== 0) return difference
  }
  return a.length - b.length
}
