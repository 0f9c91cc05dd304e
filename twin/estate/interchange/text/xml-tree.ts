import { SaxesParser } from 'saxes'
import { refusedFile } from '../errors.ts'
import type { DecodedFile } from './decode-file.ts'

/** An element of an XML file, and where in the text it stands. */
export interface XmlElement {
  /** Without its prefix. */
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly XmlElement[]
  /** What stands directly in it, with entities resolved. */
  readonly text: string
  /** From 1; of the end of its opening tag. */
  readonly line: number
  readonly column: number
  /** Of its opening bracket, and after its closing tag. */
  readonly from: number
  readonly until: number
  /** After its opening tag, and of its closing tag; both undefined where it closes itself. */
  readonly inner: { readonly from: number; readonly until: number } | undefined
}

/** Elements within elements, and all of them together. */
const MOST_DEPTH = 64
const MOST_ELEMENTS = 3_000_000

interface Open {
  readonly element: { -readonly [Key in keyof XmlElement]: XmlElement[Key] }
  readonly children: XmlElement[]
  readonly texts: string[]
}

/**
 * The elements of an XML file. Document types are refused, and with them entities of its own and files from elsewhere.
 * @throws InterchangeError with line and column of the first thing that is no XML
 */
export function readXml({ file, text }: DecodedFile): XmlElement {
  const parser = new SaxesParser({ fileName: file })
  const open: Open[] = []
  let root: XmlElement | undefined
  let count = 0
  const refuse = (message: string, allowed?: string): never => {
    const { columnIndex, line } = parser
    const place = { line, column: columnIndex + 1 }
    throw refusedFile(file, message, allowed === undefined ? place : { ...place, allowed })
  }
  parser.on('error', (error) => refuse(`This is no XML: ${error.message.replace(/^.*?:\d+:\d+: /, '')}`))
  parser.on('doctype', () =>
    refuse('The file declares a document type (<!DOCTYPE).', 'XML without one: schedules have none'),
  )
  parser.on('opentag', ({ attributes, isSelfClosing, name }) => {
    if (++count > MOST_ELEMENTS) refuse(`The file has more than ${MOST_ELEMENTS.toLocaleString('en')} elements.`)
    if (open.length >= MOST_DEPTH) refuse(`Elements are more than ${MOST_DEPTH} deep; nothing in a schedule is.`)
    const children: XmlElement[] = []
    const at = parser.position
    const element = {
      ...{ name: localName(name), attributes: attributes as Record<string, string>, children, text: '' },
      ...{ line: parser.line, column: parser.columnIndex + 1 },
      ...{ from: text.lastIndexOf('<', at - 1), until: at },
      inner: isSelfClosing ? undefined : { from: at, until: at },
    }
    open.at(-1)?.children.push(element)
    root ??= element
    open.push({ element, children, texts: [] })
  })
  parser.on('text', (piece) => void open.at(-1)?.texts.push(piece))
  parser.on('cdata', (piece) => void open.at(-1)?.texts.push(piece))
  parser.on('closetag', () => {
    const closed = open.pop()
    if (!closed) return
    const { element, texts } = closed
    element.text = texts.join('')
    element.until = parser.position
    if (element.inner) element.inner = { from: element.inner.from, until: text.lastIndexOf('</', parser.position - 1) }
  })
  parser.write(text).close()
  return root ?? refuse('The file holds no element.')
}

/** The encoding that the declaration of an XML file names, from its first bytes. */
export function declaredEncoding(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder('windows-1252').decode(bytes.subarray(0, 200))
  return /^(?:ï»¿)?<\?xml[^>]*?encoding\s*=\s*["']([^"']+)["']/.exec(head)?.[1]
}

/** The first child of a name. */
export function childOf(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find((child) => child.name === name)
}

/** All children of a name. */
export function childrenOf(element: XmlElement | undefined, name: string): readonly XmlElement[] {
  return element?.children.filter((child) => child.name === name) ?? []
}

/** What the first child of a name says; undefined where there is none or it says nothing. */
export function textOf(element: XmlElement, name: string): string | undefined {
  const text = childOf(element, name)?.text.trim()
  return text === '' ? undefined : text
}

/** A text as it may stand in an element. */
export function xmlText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}
