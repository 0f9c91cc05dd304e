import { type Document, isMap, isScalar, isSeq, parseDocument, stringify, type YAMLMap, type YAMLSeq } from 'yaml'

/** A list in a file that people write too. */
export interface EditedList {
  /** The field whose list it is: `reservations`. */
  readonly field: string
  /** What a new file begins with: ends with the field and its colon. */
  readonly header: string
}

const INDENT = 2

/** The text with one more entry: lines at its end, and none other changed, where its list stands last in blocks as the program writes it. */
export function withEntry(text: string, { field, header }: EditedList, entry: object): string {
  const own = text.trim() === '' ? header : text
  const document = parseDocument(own)
  const list = listIn(document, field)
  const isNone = !list || (list.flow && list.items.length === 0)
  if (isEmptyAtEnd(document, field, own) || (list && !list.flow && isLastOf(document, field))) {
    const indent = list ? columnOf(own, list) : INDENT
    const block = stringify([entry], { lineWidth: 0 }).replaceAll(/^(?=.)/gm, ' '.repeat(indent))
    return linesAs(own, `${own}${own.endsWith('\n') ? '' : '\n'}${block}`)
  }
  if (isNone) document.set(field, document.createNode([entry]))
  else document.addIn([field], document.createNode(entry))
  return linesAs(own, document.toString({ lineWidth: 0 }))
}

/** A text with lines at its end, and what a file of these lines alone says. */
interface Appended {
  readonly text: string
  readonly alone: string
}

/**
 * The same as `withEntry` without reading the text, which takes seconds where it holds thousands of entries: of one that is good already, and whose list stands in blocks at its end.
 * Undefined where that is not plain to see.
 */
export function appendedEntry(text: string, { field, header }: EditedList, entry: object): Appended | undefined {
  const begin = text.lastIndexOf(`\n${field}:`)
  if (begin < 0 || !text.endsWith('\n') || text.includes('\r')) return undefined
  const [head = '', ...lines] = text.slice(begin + 1, -1).split('\n')
  // Nothing at the left edge: no other field, and no second document.
  const isPlain = head.trimEnd() === `${field}:` && lines.every((line) => line === '' || line.startsWith(' '))
  const first = lines.find((line) => !/^\s*(#|$)/.test(line)) ?? ''
  const indent = /^( +)- /.exec(first)?.[1]
  // Behind a blank line it is not plain whose that is: a text can end with some.
  if (!isPlain || indent === undefined || lines.at(-1)?.trim() === '') return undefined
  const block = (by: string) => stringify([entry], { lineWidth: 0 }).replaceAll(/^(?=.)/gm, by)
  return { text: `${text}${block(indent)}`, alone: `${header}${block(' '.repeat(INDENT))}` }
}

/** The text without the lines of one entry; what stands between it and the next stays. Undefined where there is none of that id. */
export function withoutEntry(text: string, { field }: EditedList, id: string): string | undefined {
  const document = parseDocument(text)
  const found = entryOf(document, field, id)
  if (!found) return undefined
  const { item, list, place } = found
  if (list.flow) {
    document.deleteIn([field, place])
    return linesAs(text, document.toString({ lineWidth: 0 }))
  }
  const dash = text.lastIndexOf('-', item.range[0] - 1)
  const begin = lineOf(text, dash)
  const next = list.items[place + 1]
  const after = isMap(next) && next.range ? text.lastIndexOf('-', next.range[0] - 1) : behind(document, field)
  const lines = text.slice(begin, after === undefined ? text.length : lineOf(text, after)).split(/(?<=\n)/)
  // Blank lines and comments no deeper than the dash are of what comes next.
  while (/^\s*(#|$)/.test(lines.at(-1) ?? '-') && depthOf(lines.at(-1) ?? '') <= dash - begin) lines.pop()
  return text.slice(0, begin) + text.slice(begin + lines.join('').length)
}

/** The text with one more field in an entry: a line at the end of its lines. Undefined where there is none of that id. */
export function withFieldIn(
  text: string,
  { field }: EditedList,
  id: string,
  more: { readonly name: string; readonly value: object },
): string | undefined {
  const document = parseDocument(text)
  const found = entryOf(document, field, id)
  if (!found) return undefined
  const { item, list, place } = found
  const last = item.items.at(-1)?.value as { readonly range?: readonly number[] | null } | null | undefined
  const [, end] = last?.range ?? []
  if (list.flow || item.flow || end === undefined) {
    document.setIn([field, place, more.name], document.createNode(more.value, { flow: true }))
    return linesAs(text, document.toString({ lineWidth: 0 }))
  }
  const indent = ' '.repeat(item.range[0] - lineOf(text, item.range[0]))
  const value = document.createNode(more.value, { flow: true })
  const line = `${indent}${stringify({ [more.name]: value }, { lineWidth: 0 })}`
  const ended = text[end - 1] === '\n' ? end : text.indexOf('\n', end) + 1
  const isOpenEnd = ended === 0
  const at = isOpenEnd ? text.length : ended
  return linesAs(text, `${text.slice(0, at)}${isOpenEnd ? '\n' : ''}${line}${text.slice(at)}`)
}

interface FoundEntry {
  readonly list: YAMLSeq
  readonly place: number
  readonly item: YAMLMap & { readonly range: readonly [number, number, number] }
}

function entryOf(document: Document, field: string, id: string): FoundEntry | undefined {
  const list = listIn(document, field)
  const place = list?.items.findIndex((item) => isMap(item) && item.get('id') === id) ?? -1
  const item = list?.items[place]
  return list && isMap(item) && item.range ? { list, place, item: item as FoundEntry['item'] } : undefined
}

/** Where the line begins that a place is in. */
function lineOf(text: string, place: number): number {
  return text.lastIndexOf('\n', place - 1) + 1
}

function depthOf(line: string): number {
  return line.trim() === '' ? 0 : line.length - line.trimStart().length
}

/** Where the field behind the list begins. */
function behind({ contents }: Document, field: string): number | undefined {
  const fields = isMap(contents) ? contents.items.map(({ key }) => (isScalar(key) ? key : undefined)) : []
  const next = fields[fields.findIndex((key) => key?.value === field) + 1]
  return next?.range?.[0]
}

function listIn(document: Document, field: string): YAMLSeq | undefined {
  const list = document.get(field)
  return isSeq(list) ? list : undefined
}

/** Does what belongs to the list end where the file ends? */
function isLastOf({ contents }: Document, field: string): boolean {
  const key = isMap(contents) && !contents.flow ? contents.items.at(-1)?.key : undefined
  return isScalar(key) && key.value === field
}

/** The field with nothing behind it but comments. */
function isEmptyAtEnd(document: Document, field: string, text: string): boolean {
  if (!isLastOf(document, field) || document.get(field) != null) return false
  return text
    .split(/\r?\n/)
    .some((line) => line.startsWith(`${field}:`) && /^[ \t]*(#.*)?$/.test(line.slice(field.length + 1)))
}

/** Blanks before the list's dashes. */
function columnOf(text: string, list: YAMLSeq): number {
  const at = list.range?.[0] ?? 0
  return at - lineOf(text, at)
}

/** With the ends of lines that the text had. */
function linesAs(before: string, text: string): string {
  return before.includes('\r\n') ? text.replaceAll(/\r?\n/g, '\r\n') : text
}
