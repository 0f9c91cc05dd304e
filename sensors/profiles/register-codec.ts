import type { RegisterType, WordOrder } from './modbus-profile.ts'

/** Registers that a value of the type takes; strings say their own length. */
export function registersOf(type: RegisterType, stringLength = 1): number {
  switch (type) {
    case 'int32':
    case 'uint32':
    case 'float32':
    case 'bcd32':
      return 2
    case 'int64':
    case 'uint64':
    case 'float64':
      return 4
    case 'string':
      return stringLength
    default:
      return 1
  }
}

/**
 * The number in registers as they came over the wire (big-endian words in address order). A bitfield is its unsigned
 * number. 64-bit integers beyond 2^53 lose their lowest bits, as every number here does.
 * @returns NaN for a BCD with a digit above 9
 */
export function decodeNumber(type: RegisterType, words: WordOrder, bytes: Uint8Array): number {
  const view = ordered(bytes, words)
  switch (type) {
    case 'bool':
      return (view.getUint8(view.byteLength - 1) & 1) === 1 ? 1 : 0
    case 'int16':
      return view.getInt16(0)
    case 'int32':
      return view.getInt32(0)
    case 'uint32':
      return view.getUint32(0)
    case 'int64':
      return Number(view.getBigInt64(0))
    case 'uint64':
      return Number(view.getBigUint64(0))
    case 'float32':
      return view.getFloat32(0)
    case 'float64':
      return view.getFloat64(0)
    case 'bcd16':
      return fromBcd(view.getUint16(0), 4)
    case 'bcd32':
      return fromBcd(view.getUint32(0), 8)
    case 'string':
      return Number.NaN
    case 'uint16':
    case 'bitfield':
      return view.getUint16(0)
  }
}

/** Two characters a register, high byte first; ends at the first NUL, without blanks at the end and control characters. */
export function decodeText(bytes: Uint8Array): string {
  const end = bytes.indexOf(0)
  const text = new TextDecoder('latin1').decode(end < 0 ? bytes : bytes.subarray(0, end))
  return [...text]
    .filter((character) => character >= ' ' && character !== '\u007f')
    .join('')
    .trim()
}

/**
 * Registers as they go over the wire; the inverse of `decodeNumber`, for what serves a map (the simulator).
 * @throws RangeError when the number does not fit the type
 */
export function encodeNumber(type: RegisterType, words: WordOrder, value: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(registersOf(type) * 2))
  const [low, high] = RANGE[type] ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
  if (value < low || value > high || (RANGE[type] && !Number.isInteger(value))) {
    throw new RangeError(`${value} does not fit a register of type ${type} (whole numbers from ${low} to ${high})`)
  }
  if (type === 'int16') view.setInt16(0, value)
  else if (type === 'int32') view.setInt32(0, value)
  else if (type === 'uint32') view.setUint32(0, value)
  else if (type === 'int64') view.setBigInt64(0, BigInt(value))
  else if (type === 'uint64') view.setBigUint64(0, BigInt(value))
  else if (type === 'float32') view.setFloat32(0, value)
  else if (type === 'float64') view.setFloat64(0, value)
  else if (type === 'bcd16') view.setUint16(0, toBcd(value, 4))
  else if (type === 'bcd32') view.setUint32(0, toBcd(value, 8))
  else view.setUint16(0, value)
  return new Uint8Array(ordered(new Uint8Array(view.buffer), words).buffer)
}

/** Registers of a text, padded with NUL. */
export function encodeText(text: string, length: number): Uint8Array {
  const bytes = new Uint8Array(length * 2)
  for (const [at, character] of [...text].slice(0, length * 2).entries()) bytes[at] = character.charCodeAt(0) & 0xff
  return bytes
}

const RANGE: Partial<Record<RegisterType, readonly [number, number]>> = {
  bool: [0, 1],
  int16: [-0x8000, 0x7fff],
  uint16: [0, 0xffff],
  bitfield: [0, 0xffff],
  int32: [-0x8000_0000, 0x7fff_ffff],
  uint32: [0, 0xffff_ffff],
  int64: [-(2 ** 63), 2 ** 63 - 1024],
  uint64: [0, 2 ** 64 - 2048],
  bcd16: [0, 9999],
  bcd32: [0, 99_999_999],
}

/**
 * A copy in big-endian order. A is the highest byte of 32 bits: CDAB has the low word first, BADC the bytes of each word
 * swapped, DCBA both. Values of 64 bits follow the same two rules over four words. Its own inverse.
 */
function ordered(bytes: Uint8Array, words: WordOrder): DataView {
  const copy = new Uint8Array(bytes.length)
  const swapWords = words === 'CDAB' || words === 'DCBA'
  const swapBytes = words === 'BADC' || words === 'DCBA'
  for (let at = 0; at < bytes.length; at++) {
    const word = at >> 1
    const from = (swapWords ? (bytes.length >> 1) - 1 - word : word) * 2 + (swapBytes ? 1 - (at & 1) : at & 1)
    copy[at] = bytes[from] ?? 0
  }
  return new DataView(copy.buffer)
}

function fromBcd(raw: number, digits: number): number {
  let value = 0
  for (let digit = digits - 1; digit >= 0; digit--) {
    const nibble = Math.floor(raw / 16 ** digit) % 16
    if (nibble > 9) return Number.NaN
    value = value * 10 + nibble
  }
  return value
}

function toBcd(value: number, digits: number): number {
  let raw = 0
  for (let digit = 0; digit < digits; digit++) raw += (Math.floor(value / 10 ** digit) % 10) * 16 ** digit
  return raw
}
