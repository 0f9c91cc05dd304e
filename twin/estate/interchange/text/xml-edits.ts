import type { TextEdit } from './text-edits.ts'
import { childOf, type XmlElement, xmlText } from './xml-tree.ts'

/** Whether an element of one name stands before one of another, in the order that the format wants. */
export type ElementOrder = (one: string, other: string) => boolean

/**
 * The edit that makes a child say something, or that takes it away; none where it says it already.
 * @param value undefined: it is taken away
 * @param order where it is put in if it is not there
 */
export function childEdit(
  text: string,
  element: XmlElement,
  name: string,
  value: string | undefined,
  order: ElementOrder,
): readonly TextEdit[] {
  const child = childOf(element, name)
  if (child && value !== undefined) {
    if (child.text.trim() === value) return []
    if (child.inner && Object.keys(child.attributes).length === 0) return [{ ...child.inner, text: xmlText(value) }]
    // An element without content, or one that is marked as having none.
    return [{ from: child.from, until: child.until, text: elementText(rawName(text, child), value) }]
  }
  if (child) return [{ from: blankBefore(text, child.from), until: child.until, text: '' }]
  if (value === undefined || !element.inner) return []
  const before = element.children.findLast((one) => order(one.name, name))
  const at = before?.until ?? element.inner.from
  const [first] = element.children
  const blank = first ? text.slice(blankBefore(text, first.from), first.from) : ''
  const raw = rawName(text, element)
  const prefix = raw.includes(':') ? raw.slice(0, raw.indexOf(':') + 1) : ''
  return [{ from: at, until: at, text: `${blank}${elementText(prefix + name, value)}` }]
}

function elementText(name: string, value: string): string {
  return `<${name}>${xmlText(value)}</${name}>`
}

/** The name of an element with its prefix. */
function rawName(text: string, { from, until }: XmlElement): string {
  return /^<([^\s/>]+)/.exec(text.slice(from, Math.min(until, from + 200)))?.[1] ?? ''
}

/** Where the blanks before a letter begin. */
function blankBefore(text: string, at: number): number {
  let start = at
  while (start > 0 && /\s/.test(text[start - 1] ?? '')) start--
  return start
}
