/** A text that stands for many: `rack-{01..18}`, `row-{a..j}`, `pdu-{a,b}`, or that takes over what another stands for: `10.0.{1}.{2}`. */
export interface BracePattern {
  /** Texts between the places: one more than there are places. */
  readonly literals: readonly string[]
  readonly places: readonly Place[]
  /** How many texts it stands for by its own ranges; 1 without any. */
  readonly count: number
}

type Place = { readonly values: readonly string[] } | { readonly from: number }

const RANGE = /^(\d{1,6})\.\.(\d{1,6})$/
const LETTERS = /^([a-z])\.\.([a-z])$/
const LIST = /^[\w.:-]+(?:,[\w.:-]+)+$/
const MOST = 100_000

/** Reads a pattern, or says what is wrong with it. */
export function readBraces(text: string): BracePattern | { readonly wrong: string } {
  const literals: string[] = []
  const places: Place[] = []
  let rest = text
  for (let open = rest.indexOf('{'); open >= 0; open = rest.indexOf('{')) {
    const close = rest.indexOf('}', open)
    if (close < 0) return { wrong: `the brace of ${rest.slice(open)} is not closed` }
    const place = readPlace(rest.slice(open + 1, close))
    if (typeof place === 'string') return { wrong: place }
    literals.push(rest.slice(0, open))
    places.push(place)
    rest = rest.slice(close + 1)
  }
  literals.push(rest)
  if (literals.some((literal) => literal.includes('}'))) return { wrong: 'a brace is closed that was not opened' }
  const count = places.reduce((product, place) => product * ('values' in place ? place.values.length : 1), 1)
  return count > MOST ? { wrong: `it stands for ${count} devices; ${MOST} are allowed` } : { literals, places, count }
}

/** The values of the ranges for one member, the last range running fastest. @param number from 0 to count - 1 */
export function valuesOf({ places }: BracePattern, number: number): readonly string[] {
  const ranges = places.flatMap((place) => ('values' in place ? [place.values] : []))
  const values: string[] = []
  let left = number
  for (let at = ranges.length - 1; at >= 0; at--) {
    const range = ranges[at] ?? []
    values[at] = range[left % range.length] ?? ''
    left = Math.floor(left / range.length)
  }
  return values
}

/**
 * The text of one member.
 * @param taken what `{1}`, `{2}` … stand for
 * @param form how a value is written
 */
export function memberText(
  { literals, places }: BracePattern,
  own: readonly string[],
  taken: readonly string[],
  form: (value: string) => string = (value) => value,
): string {
  let range = 0
  let text = literals[0] ?? ''
  for (const [at, place] of places.entries()) {
    const value = 'from' in place ? (taken[place.from - 1] ?? '') : (own[range++] ?? '')
    text += form(value) + (literals[at + 1] ?? '')
  }
  return text
}

/** The highest number that it takes over; 0 for none. */
export function highestTaken({ places }: BracePattern): number {
  return Math.max(0, ...places.map((place) => ('from' in place ? place.from : 0)))
}

function readPlace(text: string): Place | string {
  if (/^[1-9]$/.test(text)) return { from: Number(text) }
  const range = RANGE.exec(text)
  if (range) {
    const [from, to] = [Number(range[1]), Number(range[2])]
    if (to < from) return `{${text}} runs backwards`
    if (to - from >= MOST) return `{${text}} stands for more than ${MOST} texts`
    const digits = (range[1] ?? '').length
    return { values: Array.from({ length: to - from + 1 }, (_, at) => String(from + at).padStart(digits, '0')) }
  }
  const letters = LETTERS.exec(text)
  if (letters) {
    const [from, to] = [letters[1]?.charCodeAt(0) ?? 0, letters[2]?.charCodeAt(0) ?? 0]
    if (to < from) return `{${text}} runs backwards`
    return { values: Array.from({ length: to - from + 1 }, (_, at) => String.fromCharCode(from + at)) }
  }
  if (LIST.test(text)) return { values: text.split(',') }
  return `{${text}} is no range; write {1..18}, {01..18}, {a..j} or {a,b}, or {1} for the first range of the path`
}
