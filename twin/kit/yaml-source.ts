import { Composer, type Document, LineCounter, Parser, type YAMLParseError, type YAMLWarning } from 'yaml'
import type { z } from 'zod'
import type { Diagnostic, DocumentPath } from './diagnostic.ts'
import { diagnosticsOfIssues, listKnownFields } from './issue-diagnostics.ts'
import { readText } from './plain-text.ts'
import { passedLimit, YAML_LIMITS, type YamlLimits } from './yaml-limits.ts'
import { type LinePosition, YamlTree } from './yaml-tree.ts'
import { firstUnclosed } from './yaml-unclosed.ts'
import { plainValue } from './yaml-value.ts'

/** What a YAML file says, and where in the file it says it. */
export class YamlSource {
  constructor(
    /** As the person who gave it knows it. */
    readonly file: string,
    /** Records, lists, texts, numbers, booleans and null. */
    readonly value: unknown,
    private readonly tree: YamlTree,
  ) {}

  /** Where the last name of a path stands; its nearest ancestor where there is none such. */
  positionOf(path: DocumentPath): LinePosition {
    return this.tree.placeOf(path)
  }

  /** A diagnostic at a place of this file. */
  diagnostic(path: DocumentPath, message: string, more: Omit<Partial<Diagnostic>, 'file' | 'path'> = {}): Diagnostic {
    return { file: this.file, ...this.tree.placeOf(path), path, message, ...more }
  }

  /** The value as the schema makes it, or everything that it has against it. */
  checkWith<S extends z.ZodType>(
    schema: S,
  ): { readonly value: z.output<S> } | { readonly diagnostics: readonly Diagnostic[] } {
    const result = schema.safeParse(this.value, { error: listKnownFields })
    if (result.success) return { value: result.data }
    return {
      diagnostics: diagnosticsOfIssues(result.error.issues, this.value, this.file, (path) => this.tree.placeOf(path)),
    }
  }
}

export type YamlReading = { readonly source: YamlSource } | { readonly diagnostics: readonly Diagnostic[] }

/**
 * Reads YAML that may be hostile: always ends, never throws for what the text holds. Refused are files over a limit, text that
 * is not UTF-8, several documents, names given twice, tags of its own, aliases without measure. Merge keys (`<<`) are plain names.
 */
export function readYaml(bytes: Uint8Array, file: string, limits: YamlLimits = YAML_LIMITS): YamlReading {
  const refuse = (message: string, line = 1, column = 1, more: Partial<Diagnostic> = {}) => ({
    diagnostics: [{ file, line, column, path: [], message, ...more }],
  })
  if (bytes.length > limits.bytes) {
    return refuse(`The file has ${bytes.length.toLocaleString('en')} bytes; divide it into several.`, 1, 1, {
      allowed: `at most ${limits.bytes.toLocaleString('en')} bytes a file`,
    })
  }
  const reading = readText(bytes)
  if (!('text' in reading)) return refuse(reading.wrong, reading.line, reading.column)
  const { text } = reading
  const lines = linesOf(text)
  const tree = new YamlTree(null, lines, new Map())
  const passed = passedLimit(text, limits)
  if (passed) {
    const { line, column } = tree.at(passed.offset)
    return refuse(passed.wrong, line, column)
  }
  const { document, error } = compose(text)
  if (!document) {
    const { offset, message } = error
    const { line, column } = tree.at(offset)
    return refuse(message, line, column)
  }
  const { value, faults, targets } = plainValue(document, limits)
  if (faults.length > 0) {
    return { diagnostics: faults.map(({ offset, ...fault }) => ({ file, ...tree.at(offset), path: [], ...fault })) }
  }
  return { source: new YamlSource(file, value, new YamlTree(document.contents, lines, targets)) }
}

interface ComposeError {
  readonly offset: number
  readonly message: string
}

const MOST_ERRORS = 50

type Composed =
  | { readonly document: Document; readonly error?: never }
  | { readonly document?: never; readonly error: ComposeError }

/** The document, or the first thing that is wrong with it: what the parser says after that is mostly its echo. */
function compose(text: string): Composed {
  // Ten thousand errors of a hostile file need no stack traces: they cost nine tenths of its time.
  const before = Error.stackTraceLimit
  Error.stackTraceLimit = 0
  try {
    // Names given twice are looked for afterwards: the parser compares each with each.
    const composer = new Composer({ uniqueKeys: false, merge: false, prettyErrors: false, logLevel: 'silent' })
    let document: Document | undefined
    const errors: ComposeError[] = []
    for (const made of composed(composer, text)) {
      for (const error of [...made.errors, ...made.warnings].slice(0, MOST_ERRORS)) errors.push(errorOf(error))
      if (document) {
        errors.push({ offset: made.range[0], message: 'A second document begins here (---); a file holds one.' })
      }
      if (errors.length > 0) return { error: firstOf(errors, text) }
      document = made
    }
    return document ? { document } : { error: { offset: 0, message: 'The file is empty.' } }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return { error: { offset: 0, message: 'The file is nested too deeply to be read.' } }
  } finally {
    Error.stackTraceLimit = before
  }
}

function* composed(composer: Composer, text: string) {
  let broken = 0
  for (const token of new Parser().parse(text)) {
    yield* composer.next(token)
    if (token.type === 'error' && ++broken > MOST_ERRORS) break
  }
  yield* composer.end(true, text.length)
}

/** A bracket or quote that is left open is the cause of all that the parser misses behind it. */
function firstOf(errors: readonly ComposeError[], text: string): ComposeError {
  const first = errors.reduce((least, error) => (error.offset < least.offset ? error : least))
  const unclosed = firstUnclosed(text)
  if (!unclosed || first.offset <= unclosed.offset) return first
  const { offset, opens, closes } = unclosed
  return { offset, message: `The ${opens} that is opened here is not closed: its ${closes} is missing.` }
}

function errorOf(error: YAMLParseError | YAMLWarning): ComposeError {
  const advice = ADVICE[error.code] ?? ''
  return { offset: error.pos[0], message: `${error.message.replace(/\.$/, '')}.${advice}` }
}

const ADVICE: Readonly<Partial<Record<string, string>>> = {
  TAB_AS_INDENT: ' Indent with blanks.',
  BLOCK_AS_IMPLICIT_KEY: ' Put a text that holds ": " in quotes.',
  TAG_RESOLVE_FAILED: ' Leave tags (!name) out.',
  MULTILINE_IMPLICIT_KEY: ' A line is missing its ":", or is not indented as the one above.',
}

function linesOf(text: string): LineCounter {
  const lines = new LineCounter()
  lines.addNewLine(0)
  for (let feed = text.indexOf('\n'); feed >= 0; feed = text.indexOf('\n', feed + 1)) lines.addNewLine(feed + 1)
  return lines
}
