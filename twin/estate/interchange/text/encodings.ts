/** Encodings of text that schedules come in. */
export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1250', 'windows-1251', 'windows-1252'] as const
export type Encoding = (typeof ENCODINGS)[number]

/** Other names of them, as files and people write them. */
const ALIASES: Readonly<Record<string, Encoding>> = {
  utf8: 'utf-8',
  'us-ascii': 'utf-8',
  ascii: 'utf-8',
  'utf-16': 'utf-16le',
  utf16: 'utf-16le',
  utf16le: 'utf-16le',
  utf16be: 'utf-16be',
  cp1250: 'windows-1250',
  '1250': 'windows-1250',
  cp1251: 'windows-1251',
  '1251': 'windows-1251',
  cp1252: 'windows-1252',
  '1252': 'windows-1252',
  'iso-8859-1': 'windows-1252',
  latin1: 'windows-1252',
}

/** The encoding of a name; undefined for one that is not known here. */
export function readEncoding(name: string): Encoding | undefined {
  const small = name.trim().toLowerCase()
  return ENCODINGS.find((one) => one === small) ?? (Object.hasOwn(ALIASES, small) ? ALIASES[small] : undefined)
}

/** Letters of Windows-1252 for the bytes from 0x80 to 0x9f (WHATWG Encoding, index windows-1252); all others are those of ISO 8859-1. */
const OF_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

/** The text of bytes; undefined where they are none in that encoding. A byte order mark stays, as the first letter. */
export function decode(bytes: Uint8Array, encoding: Encoding): string | undefined {
  // TextDecoder of Node 20 takes Windows-1252 for ISO 8859-1, and drops a first byte of 0xff.
  if (encoding === 'windows-1252')
    return Buffer.from(bytes)
      .toString('latin1')
      .replace(/[\u0080-\u009f]/g, (letter) => OF_1252[letter.charCodeAt(0) - 0x80] ?? letter)
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}

/** The bytes of a text, or the first letter that the encoding has no byte for. The inverse of `decode`. */
export function encode(
  text: string,
  encoding: Encoding,
): { readonly bytes: Uint8Array } | { readonly letter: string; readonly at: number } {
  if (encoding === 'utf-8') return { bytes: new TextEncoder().encode(text) }
  if (encoding === 'utf-16le' || encoding === 'utf-16be') {
    const bytes = Buffer.from(text, 'utf16le')
    return { bytes: new Uint8Array(encoding === 'utf-16be' ? bytes.swap16() : bytes) }
  }
  const table = byteTable(encoding)
  const bytes = new Uint8Array(text.length)
  for (let at = 0; at < text.length; at++) {
    const byte = table.get(text[at] ?? '')
    if (byte === undefined) return { letter: String.fromCodePoint(text.codePointAt(at) ?? 0), at }
    bytes[at] = byte
  }
  return { bytes }
}

/** The letter of each of 256 bytes, the other way round; no byte of these encodings is without one. */
function byteTable(encoding: Encoding): ReadonlyMap<string, number> {
  const letters = decode(
    Uint8Array.from({ length: 256 }, (_, byte) => byte),
    encoding,
  )
  return new Map(Array.from(letters ?? '', (letter, byte) => [letter, byte]))
}
