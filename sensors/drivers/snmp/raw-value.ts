import { VALUE_TYPE, type Varbind } from './varbind.ts'

/** Tags inside an Opaque value (net-snmp's and others' OPAQUE-FLOAT and OPAQUE-DOUBLE): 9f 78 04, 9f 79 08. */
const OPAQUE = 0x9f
const OPAQUE_FLOAT = 0x78
const OPAQUE_DOUBLE = 0x79

/**
 * A number or text as the device means it, before any scale. Never throws.
 * @returns undefined where the variable holds nothing that can be told
 */
export function rawValue(varbind: Varbind, encoding: 'auto' | 'float' | 'bytes' = 'auto'): number | string | undefined {
  const { value, type } = varbind
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined
  if (typeof value === 'string') return value
  if (typeof value === 'boolean') return Number(value)
  if (value === null) return undefined
  if (type === VALUE_TYPE.counter64) return unsigned(value)
  if (type === VALUE_TYPE.opaque) return opaque(value)
  if (encoding === 'float') return float(value)
  return encoding === 'bytes' ? unsigned(value) : text(value)
}

/** A number, or the number that a text begins with, and what follows it: `23.5 C` is 23.5 and `C`. */
export function numberAndUnit(raw: number | string): { readonly number: number; readonly unit: string } {
  if (typeof raw === 'number') return { number: raw, unit: '' }
  const [, digits, rest = ''] = /^\s*([-+]?\d{1,18}(?:[.,]\d{1,18})?(?:[eE][-+]?\d{1,3})?)\s*(.*?)\s*$/s.exec(raw) ?? []
  if (digits === undefined) return { number: Number.NaN, unit: '' }
  return { number: Number(digits.replace(',', '.')), unit: rest }
}

/** Text for people: UTF-8, else Latin-1; without control characters, NULs at the end and blanks around. */
export function textValue(varbind: Varbind): string {
  const raw = rawValue(varbind)
  if (raw === undefined) return ''
  return [...String(raw)]
    .filter((character) => character >= ' ' && character !== '\u007f')
    .join('')
    .trim()
    .slice(0, 200)
}

/** DateAndTime (RFC 2579): 8 bytes, or 11 with the offset from UTC; without one it is taken as UTC. NaN where it is none. */
export function dateAndTime(bytes: Uint8Array): number {
  if (bytes.length !== 8 && bytes.length !== 11) return Number.NaN
  const [high = 0, low = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, tenth = 0] = bytes
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 60) return Number.NaN
  const local = Date.UTC(high * 256 + low, month - 1, day, hour, minute, second, tenth * 100)
  if (bytes.length === 8) return local
  const sign = bytes[8] === 0x2d ? 1 : -1
  return local + sign * ((bytes[9] ?? 0) * 60 + (bytes[10] ?? 0)) * 60_000
}

function text(bytes: Buffer): string {
  const end = bytes.indexOf(0)
  const used = end < 0 ? bytes : bytes.subarray(0, end)
  const utf8 = used.toString('utf8')
  return utf8.includes('\ufffd') ? used.toString('latin1') : utf8
}

function float(bytes: Buffer): number | undefined {
  if (bytes.length !== 4 && bytes.length !== 8) return undefined
  const value = bytes.length === 4 ? tidyFloat(bytes.readFloatBE(0)) : bytes.readDoubleBE(0)
  return Number.isFinite(value) ? value : undefined
}

function opaque(bytes: Buffer): number | undefined {
  if (bytes[0] !== OPAQUE) return undefined
  if (bytes[1] === OPAQUE_FLOAT && bytes.length === 7) return float(bytes.subarray(3))
  if (bytes[1] === OPAQUE_DOUBLE && bytes.length === 11) return float(bytes.subarray(3))
  return undefined
}

/** 23.1 as a 32-bit float is 23.100000381: it never had more than seven digits. */
function tidyFloat(value: number): number {
  return Number.isFinite(value) ? Number(value.toPrecision(7)) : value
}

/** Beyond 2^53 the lowest bits are lost, as with every number here. */
function unsigned(bytes: Buffer): number | undefined {
  if (bytes.length === 0 || bytes.length > 9) return undefined
  let value = 0
  for (const byte of bytes) value = value * 256 + byte
  return value
}
