import { type InterchangeError, refusedFile } from '../errors.ts'
import { decode, ENCODINGS, type Encoding, encode, readEncoding } from './encodings.ts'

/** A file as text, with what is needed to give the same bytes back. */
export interface DecodedFile {
  /** As the person who gave it knows it. */
  readonly file: string
  /** With its byte order mark, where it has one. */
  readonly text: string
  readonly encoding: Encoding
}

/** No schedule is larger. */
const MOST_BYTES = 64 << 20

/** Marks and punctuation that planners write beside letters. */
const PUNCTUATION = '„“”‘’‚–—…°²³±×§€©®•·µ\u00a0«»'
const LATIN = new Set(`šđčćžŠĐČĆŽáéíóúÁÉÍÓÚäöüÄÖÜßőűŐŰâîăşţÂÎĂŞŢłńęąśźŁŃĘĄŚŹěřůňťďĚŘŮŇŤĎýÝ${PUNCTUATION}`)
const CYRILLIC = new Set(
  `абвгдђежзијклљмнњопрстћуфхцчџшАБВГДЂЕЖЗИЈКЛЉМНЊОПРСТЋУФХЦЧЏШйщъыьэюяёЙЩЪЫЬЭЮЯЁ№${PUNCTUATION}`,
)
/** So much of what is no ASCII must be a letter that people write, that an encoding is believed. */
const SANE = 0.9

/**
 * The text of a file in the encoding that was named, else of its byte order mark, else that it declares, else UTF-8 where it is that, else the one of Windows-1250
 * and -1251 in which its letters make words.
 * @param named by whoever gives the file
 * @param declared by the file itself, in ASCII: of an XML declaration
 * @throws InterchangeError for an encoding that is not known or not that of the file, and for a file that is too large
 */
export function decodeFile(
  bytes: Uint8Array,
  file: string,
  { declared, named }: { readonly named?: string | undefined; readonly declared?: string | undefined } = {},
): DecodedFile {
  if (bytes.length > MOST_BYTES) {
    throw refusedFile(file, `The file has ${bytes.length.toLocaleString('en')} bytes.`, {
      allowed: `at most ${MOST_BYTES.toLocaleString('en')} bytes`,
    })
  }
  const marked = markOf(bytes)
  const said = named ?? (marked ? undefined : declared)
  if (said === undefined && !marked) return guessed(bytes, file)
  const encoding = said === undefined ? marked : readEncoding(said)
  if (!encoding) {
    throw refusedFile(file, `The encoding ${said} is not known.`, { allowed: ENCODINGS.join(', ') })
  }
  const text = decode(bytes, encoding)
  if (text === undefined) throw notOf(file, encoding, bytes)
  return { file, text, encoding }
}

/**
 * The bytes of a text that was made of a file.
 * @throws InterchangeError for a letter that the encoding of the file does not have
 */
export function encodeFile(text: string, { encoding, file }: Pick<DecodedFile, 'encoding' | 'file'>): Uint8Array {
  const encoded = encode(text, encoding)
  if ('bytes' in encoded) return encoded.bytes
  const before = text.slice(0, encoded.at).split('\n')
  throw refusedFile(file, `The encoding ${encoding} has no letter ${encoded.letter}.`, {
    ...{ line: before.length, column: (before.at(-1) ?? '').length + 1 },
    allowed: 'letters of that encoding, or --encoding utf-8',
  })
}

function markOf([first, second, third]: Uint8Array): Encoding | undefined {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8'
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  return undefined
}

function guessed(bytes: Uint8Array, file: string): DecodedFile {
  const text = decode(bytes, 'utf-8')
  if (text !== undefined) return { file, text, encoding: 'utf-8' }
  const options = [
    { encoding: 'windows-1250' as const, letters: LATIN },
    { encoding: 'windows-1251' as const, letters: CYRILLIC },
  ].map(({ encoding, letters }) => {
    const read = decode(bytes, encoding) ?? ''
    return { encoding, text: read, sane: sanity(read, letters) }
  })
  const best = options.reduce((one, other) => (other.sane > one.sane ? other : one))
  if (best.sane < SANE) throw notOf(file, undefined, bytes)
  return { file, text: best.text, encoding: best.encoding }
}

/**
 * The share of letters outside of ASCII that are those of the language and stand where they do in its words: a Cyrillic letter beside other Cyrillic ones, a Latin
 * one beside plain Latin ones.
 */
function sanity(text: string, letters: ReadonlySet<string>): number {
  const isCyrillic = letters === CYRILLIC
  let all = 0
  let sane = 0
  for (const { 0: letter, index } of text.matchAll(/[^\p{ASCII}]/gu)) {
    all++
    if (!letters.has(letter)) continue
    const beside = [text[index - 1] ?? ' ', text[index + 1] ?? ' '].filter((one) => /\p{L}/u.test(one))
    const alien = beside.filter((one) => isCyrillic === one < '\u0080')
    if (beside.length === 0 || alien.length < beside.length || !isCyrillic)
      sane += isCyrillic || alien.length === 0 ? 1 : 0.5
  }
  return all === 0 ? 0 : sane / all
}

function notOf(file: string, encoding: Encoding | undefined, bytes: Uint8Array): InterchangeError {
  const line = firstLineOf(bytes, encoding ?? 'utf-8')
  const what = encoding
    ? `is no text in ${encoding}`
    : 'is no text in UTF-8, and its letters make no words in Windows-1250 or -1251'
  return refusedFile(file, `The file ${what}.`, { line, allowed: `--encoding with one of ${ENCODINGS.join(', ')}` })
}

/** The first line that cannot be decoded. */
function firstLineOf(bytes: Uint8Array, encoding: Encoding): number {
  if (encoding !== 'utf-8') return 1
  let line = 1
  for (let start = 0; start < bytes.length; line++) {
    const feed = bytes.indexOf(0x0a, start)
    const end = feed < 0 ? bytes.length : feed
    if (decode(bytes.subarray(start, end), encoding) === undefined) return line
    start = end + 1
  }
  return 1
}
