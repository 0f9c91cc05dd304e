import type { WallMinute } from '../../../model/programme.ts'
import type { FaultList } from '../fault-list.ts'
import { readMoment } from '../foreign-dates.ts'
import { childOf, textOf, type XmlElement } from './xml-tree.ts'

/** The number that a child says; a fault where it is none. */
export function numberIn(element: XmlElement, name: string, faults: FaultList): number | undefined {
  const child = childOf(element, name)
  const text = child?.text.trim()
  if (!child || !text) return undefined
  const number = Number(text)
  if (Number.isFinite(number)) return number
  faults.add(child, [name], 'is no number', { found: text })
  return undefined
}

/** The day and time that a child says; a fault where it is none. */
export function momentIn(element: XmlElement, name: string, faults: FaultList): WallMinute | undefined {
  const child = childOf(element, name)
  const text = child?.text.trim()
  if (!child || !text) return undefined
  const at = readMoment(text)
  const allowed = '2027-03-01T08:00:00'
  if (at === undefined)
    faults.add(child, [name], 'is no day of the calendar from 1970 to 2199', { found: text, allowed })
  return at
}

/** Is a child there that says yes: 1 or true? */
export function isSaid(element: XmlElement, name: string): boolean {
  return /^(1|true)$/i.test(textOf(element, name) ?? '')
}

/** So many names are told, and how many more there are. */
const MOST_NAMES = 12

/**
 * Names of children that are not among those that are read, each once, for people; undefined where all are read.
 * @param aside names that nobody needs to be told
 */
export function unreadNames(
  elements: readonly XmlElement[],
  read: ReadonlySet<string>,
  aside?: RegExp,
): string | undefined {
  const names = new Set<string>()
  for (const { children } of elements)
    for (const { children: inner, name, text } of children)
      if (!read.has(name) && aside?.test(name) !== true && (inner.length > 0 || text.trim() !== '')) names.add(name)
  if (names.size === 0) return undefined
  const first = [...names].sort().slice(0, MOST_NAMES).join(', ')
  return names.size > MOST_NAMES ? `${first} and ${names.size - MOST_NAMES} more` : first
}
