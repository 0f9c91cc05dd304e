import type { FieldValue, Line, LineLimits } from './line.ts'

/** Each digit has one way to fit: with two, a long number that is none would cost the square of its length. */
const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,4})?$/
const INTEGER = /^[+-]?\d{1,19}$/
const INT64 = 2n ** 63n

/**
 * Reads a line as InfluxDB writes it: in measurements a comma and a blank are escaped by `\`, in keys and tag values also `=`; a `\` before
 * anything else is itself. In texts `"` and `\` are escaped.
 * @throws LineError
 */
export function decodeLine(text: string, { maxFields }: Pick<LineLimits, 'maxFields'>): Line {
  const reader = new LineReader(text)
  const measurement = reader.name(',', ' ')
  if (measurement === '') throw new LineError('missing measurement')
  const tags = new Map<string, string>()
  while (reader.take(',')) {
    const key = reader.name('=', ',', ' ')
    if (key === '') throw new LineError('missing tag key')
    if (!reader.take('=')) throw new LineError('missing tag value')
    const value = reader.name(',', ' ', '=')
    if (value === '') throw new LineError('missing tag value')
    if (reader.next === '=') throw new LineError('invalid tag format')
    if (tags.has(key)) throw new LineError('duplicate tags')
    if (tags.size >= maxFields) throw new LineError('too many tags')
    tags.set(key, value)
  }
  reader.blanks()
  const fields = new Map<string, FieldValue>()
  do {
    const key = reader.name('=', ',', ' ')
    if (key === '') throw new LineError(fields.size === 0 ? 'missing fields' : 'missing field key')
    if (!reader.take('=')) throw new LineError('missing field value')
    if (fields.size >= maxFields) throw new LineError('too many fields')
    fields.set(key, reader.next === '"' ? reader.quoted() : fieldValue(reader.bare()))
  } while (reader.take(','))
  if (!reader.isAtEnd && reader.next !== ' ') throw new LineError('invalid field format')
  reader.blanks()
  const time = reader.bare()
  reader.blanks()
  if (!reader.isAtEnd) throw new LineError('invalid field format')
  return { measurement, tags, fields, ...(time === '' ? {} : { time: timestamp(time) }) }
}

/** Why a text is no line. */
export class LineError extends Error {
  override readonly name = 'LineError'
}

function fieldValue(text: string): FieldValue {
  if (NUMBER.test(text)) return finite(Number(text))
  const kind = text.at(-1)
  const number = text.slice(0, -1)
  if ((kind === 'i' || kind === 'u') && INTEGER.test(number) && !(kind === 'u' && number.startsWith('-'))) {
    return Number(number)
  }
  if (/^(?:t|T|true|True|TRUE)$/.test(text)) return true
  if (/^(?:f|F|false|False|FALSE)$/.test(text)) return false
  throw new LineError(text === '' ? 'missing field value' : 'invalid number')
}

function finite(value: number): number {
  if (!Number.isFinite(value)) throw new LineError('invalid number')
  return value
}

function timestamp(text: string): bigint {
  if (!INTEGER.test(text)) throw new LineError('bad timestamp')
  const time = BigInt(text)
  if (time >= INT64 || time < -INT64) throw new LineError('bad timestamp')
  return time
}

class LineReader {
  #at = 0

  constructor(private readonly text: string) {}

  get isAtEnd(): boolean {
    return this.#at >= this.text.length
  }

  get next(): string | undefined {
    return this.text[this.#at]
  }

  take(character: string): boolean {
    if (this.text[this.#at] !== character) return false
    this.#at++
    return true
  }

  blanks(): void {
    while (this.text[this.#at] === ' ') this.#at++
  }

  /** Up to the first of the characters that is not escaped. */
  name(...ends: readonly string[]): string {
    const { text } = this
    const start = this.#at
    let isEscaped = false
    for (; this.#at < text.length; this.#at++) {
      const character = text[this.#at] as string
      if (character === '\\' && /[,= ]/.test(text[this.#at + 1] ?? '')) {
        isEscaped = true
        this.#at++
      } else if (ends.includes(character)) break
    }
    const raw = text.slice(start, this.#at)
    return isEscaped ? raw.replace(/\\([,= ])/g, '$1') : raw
  }

  /** Up to a comma or blank. */
  bare(): string {
    const start = this.#at
    while (this.#at < this.text.length && this.text[this.#at] !== ',' && this.text[this.#at] !== ' ') this.#at++
    return this.text.slice(start, this.#at)
  }

  quoted(): string {
    const { text } = this
    const start = ++this.#at
    let isEscaped = false
    for (; this.#at < text.length; this.#at++) {
      const character = text[this.#at]
      if (character === '\\') {
        isEscaped = true
        this.#at++
      } else if (character === '"') {
        const raw = text.slice(start, this.#at++)
        return isEscaped ? raw.replace(/\\(["\\])/g, '$1') : raw
      }
    }
    throw new LineError('unbalanced quotes')
  }
}
