import type { Point3 } from '../../model/geometry.ts'
import type { Source } from '../../model/source.ts'
import { type NamePattern, patternMember, readNamePattern } from '../schema/name-pattern.ts'
import type { Origin } from './expansion.ts'

/** One member of a name's pattern: its last path part, the values of its ranges, its number and steps. */
export interface Member {
  /** The whole name: several parts where the file writes a path. */
  readonly text: string
  readonly segment: string
  readonly values: readonly string[]
  /** From 0. */
  readonly number: number
  readonly pattern: NamePattern
}

/** Where racks of a row stand: the next one begins at `taken` metres from its start. */
export interface RowLine {
  readonly start: Point3
  /** Unit vector along the row. */
  readonly along: { readonly x: number; readonly y: number }
  readonly faces: number
  taken: number
  racks: number
}

/** What a thing inherits from what holds it. */
export interface Scope {
  readonly path: string
  readonly origin: Origin
  readonly source: Source
  /** From where its contents' metres count. */
  readonly frame: Point3
  /** Where things stand that give no place. */
  readonly middle: Point3
  readonly members: Members | undefined
  readonly line?: RowLine
}

/** A thing and what holds it, from the inside out: for `$room`, `$row1`. */
export interface Members {
  readonly kind: string
  readonly member: Member
  readonly outer: Members | undefined
}

function memberOfKind(members: Members | undefined, kind: string): Member | undefined {
  for (let at = members; at; at = at.outer) if (at.kind === kind) return at.member
  return undefined
}

export function memberOf(pattern: NamePattern, number: number): Member {
  const { text, values } = patternMember(pattern, number)
  return { text, segment: text.slice(text.lastIndexOf('/') + 1), values, number, pattern }
}

const VARIABLE = /\$([a-z]*)([1-9])?/g

/**
 * `$1` is the value of the first range of the thing's own name, `$room` the name of the room around it, `$room1` the value of
 * the first range of that name. What cannot be filled in stays as it is, and then fails as the reference that it is.
 */
export function fill(text: string, own: Member, members: Members | undefined): string {
  if (!text.includes('$')) return text
  return text.replaceAll(VARIABLE, (whole, kind: string, digit: string | undefined) => {
    const member = kind === '' ? own : memberOfKind(members, kind)
    if (!member) return whole
    return digit === undefined ? (kind === '' ? whole : member.segment) : (member.values[Number(digit) - 1] ?? whole)
  })
}

/** The value of a list for a member: members take them in turn. */
export function turn<T>(value: T | readonly T[], number: number): T {
  if (!Array.isArray(value)) return value as T
  return (value as readonly T[])[number % value.length] as T
}

/** The text that a member takes of a list, its variables filled in. */
export function fillInTurn(value: Texts, own: Member, members: Members | undefined): string {
  return fill(turn(value, own.number), own, members)
}

/** A list of texts with patterns written out: `chiller-[1-3]` is three. At most 10,000 in all. */
export function written(value: Texts, own: Member, members: Members | undefined): readonly string[] {
  const texts = typeof value === 'string' ? [value] : value
  if (!texts.some(isVaried)) return texts
  const all: string[] = []
  for (const text of texts) {
    const filled = fill(text, own, members)
    const read = readNamePattern(filled)
    if (!('pattern' in read) || read.pattern.count > 10_000 - all.length) all.push(filled)
    else for (let number = 0; number < read.pattern.count; number++) all.push(patternMember(read.pattern, number).text)
  }
  return all
}

/** The one of a list with patterns that a member takes in turn. */
export function writtenInTurn(value: Texts, own: Member, members: Members | undefined): string {
  const texts = typeof value === 'string' ? [value] : value
  if (!texts.some(isVaried)) return turn(texts, own.number)
  const reads = texts.map((text) => {
    const filled = fill(text, own, members)
    const read = readNamePattern(filled)
    return { filled, pattern: 'pattern' in read ? read.pattern : undefined }
  })
  const total = reads.reduce((sum, { pattern }) => sum + (pattern?.count ?? 1), 0)
  let left = own.number % total
  for (const { filled, pattern } of reads) {
    const count = pattern?.count ?? 1
    if (left < count) return pattern ? patternMember(pattern, left).text : filled
    left -= count
  }
  return ''
}

/** One text, or several that members take in turn. */
export type Texts = string | readonly string[]

function isVaried(text: string): boolean {
  return text.includes('[') || text.includes('$')
}
