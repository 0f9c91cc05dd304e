/** Appends a whole number ≥ 0 as LEB128. */
export function writeVarint(bytes: number[], value: number): void {
  let rest = value
  while (rest > 0x7f) {
    bytes.push((rest % 128) | 0x80)
    rest = Math.floor(rest / 128)
  }
  bytes.push(rest)
}

/** @throws RangeError where the number does not end within the bytes or is larger than 2^53 */
export function readVarint(bytes: Uint8Array, cursor: { at: number }): number {
  let value = 0
  let factor = 1
  for (let length = 0; length < 8; length++) {
    const byte = bytes[cursor.at++]
    if (byte === undefined) break
    value += (byte & 0x7f) * factor
    if (byte < 0x80) return value
    factor *= 128
  }
  throw new RangeError(`a number at byte ${cursor.at} of ${bytes.length} does not end`)
}

/** Signed whole numbers as unsigned, small magnitudes staying small. */
export function zigzag(value: number): number {
  return value < 0 ? -value * 2 - 1 : value * 2
}

export function unzigzag(value: number): number {
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2
}
