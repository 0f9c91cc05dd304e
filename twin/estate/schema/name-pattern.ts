/** A name that may stand for many: `rack-[01-18]`, `row-[a-j]`, `ups-[a,b][1-4]`, `power/ups-a1`. */
export interface NamePattern {
  /** Literal texts between the ranges: one more than there are ranges. */
  readonly literals: readonly string[]
  readonly ranges: readonly Range[]
  /** Product of the ranges' sizes: how many names it stands for. */
  readonly count: number
}

type Range =
  | { readonly kind: 'list'; readonly values: readonly string[] }
  | { readonly kind: 'numbers'; readonly from: number; readonly to: number; readonly digits: number }

/** One of the names that a pattern stands for, with the values of its ranges. */
export interface PatternMember {
  readonly text: string
  readonly values: readonly string[]
}

export type NamePatternRead = { readonly pattern: NamePattern } | { readonly wrong: string }

/** A list is written out each time that it is read; a plain range costs nothing however long it is. */
const MOST_LISTED = 256

const PART = /^(?:[a-z0-9]+(?:-[a-z0-9]+)*)$/
const NUMBERS = /^(\d{1,6})-(\d{1,6})$/
const LETTERS = /^([a-z])-([a-z])$/

/** Reads `[1-18]`, `[01-18]` (kept as wide as written), `[a-j]`, and lists of these: `[a,b]`, `[1-3,7]`. */
export function readNamePattern(text: string): NamePatternRead {
  const literals: string[] = []
  const ranges: Range[] = []
  let rest = text
  for (;;) {
    const open = rest.indexOf('[')
    if (open < 0) break
    const close = rest.indexOf(']', open)
    if (close < 0) return { wrong: `the bracket of "${rest.slice(open)}" is not closed` }
    const range = readRange(rest.slice(open + 1, close))
    if (typeof range === 'string') return { wrong: range }
    literals.push(rest.slice(0, open))
    ranges.push(range)
    rest = rest.slice(close + 1)
  }
  literals.push(rest)
  if (literals.some((literal) => literal.includes(']'))) return { wrong: 'a bracket is closed that was not opened' }
  const count = ranges.reduce((product, range) => product * sizeOf(range), 1)
  return { pattern: { literals, ranges, count } }
}

/** The member of a number, the last range running fastest. @param number from 0 to count - 1 */
export function patternMember({ literals, ranges }: NamePattern, number: number): PatternMember {
  const values: string[] = []
  let left = number
  for (let at = ranges.length - 1; at >= 0; at--) {
    const range = ranges[at]
    if (!range) continue
    const size = sizeOf(range)
    values[at] = valueAt(range, left % size)
    left = Math.floor(left / size)
  }
  let text = literals[0] ?? ''
  for (const [at, value] of values.entries()) text += value + (literals[at + 1] ?? '')
  return { text, values }
}

/** How far each range has run for a member: [0, 0], [0, 1] … the last fastest. */
export function memberSteps({ ranges }: NamePattern, number: number): number[] {
  const steps: number[] = []
  let left = number
  for (let at = ranges.length - 1; at >= 0; at--) {
    const range = ranges[at]
    if (!range) continue
    const size = sizeOf(range)
    steps[at] = left % size
    left = Math.floor(left / size)
  }
  return steps
}

function sizeOf(range: Range): number {
  return range.kind === 'list' ? range.values.length : range.to - range.from + 1
}

function valueAt(range: Range, at: number): string {
  return range.kind === 'list' ? (range.values[at] ?? '') : String(range.from + at).padStart(range.digits, '0')
}

function readRange(text: string): Range | string {
  const parts = text.split(',').map((part) => part.trim())
  const only = parts.length === 1 ? NUMBERS.exec(parts[0] ?? '') : null
  if (only) return numbers(only[1] ?? '', only[2] ?? '')
  const values: string[] = []
  for (const part of parts) {
    const run = NUMBERS.exec(part)
    const letters = LETTERS.exec(part)
    if (run) {
      const range = numbers(run[1] ?? '', run[2] ?? '')
      if (typeof range === 'string') return range
      if (sizeOf(range) > MOST_LISTED) return `[${text}] lists more than ${MOST_LISTED} names; write a plain range`
      for (let at = 0; at < sizeOf(range); at++) values.push(valueAt(range, at))
    } else if (letters) {
      const [from = 0, to = 0] = [letters[1]?.charCodeAt(0), letters[2]?.charCodeAt(0)]
      if (to < from) return `[${text}] runs backwards`
      for (let code = from; code <= to; code++) values.push(String.fromCharCode(code))
    } else if (PART.test(part)) values.push(part)
    else return `[${text}] is no range; write [01-18], [a-j] or [a,b]`
  }
  return { kind: 'list', values }
}

function numbers(from: string, to: string): Range | string {
  const range = { kind: 'numbers', from: Number(from), to: Number(to), digits: from.length } as const
  return range.to < range.from ? `[${from}-${to}] runs backwards` : range
}
