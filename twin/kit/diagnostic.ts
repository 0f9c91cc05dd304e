import { harmlessText } from './harmless-text.ts'

/** Where in a document: `['things', 'kragujevac', 'itCapacity']`. */
export type DocumentPath = readonly (string | number)[]

/** One thing that is wrong in a file that people write: where, what was found, what is allowed. */
export interface Diagnostic {
  /** As the person who gave it knows it. */
  readonly file: string
  /** From 1. */
  readonly line: number
  /** From 1. */
  readonly column: number
  readonly path: DocumentPath
  /** What is said of the place that `path` names: `is no field here`. A whole sentence where the path is empty. */
  readonly message: string
  readonly found?: string
  /** The rule, or the values that are allowed. */
  readonly allowed?: string
  /** The nearest valid name, where one is near. */
  readonly nearest?: string
  /** How many more things the same line makes wrong in the same way (a pattern stands for many). */
  readonly more?: number
}

/** For people: one block a problem, place first; problems in the order of files and lines. */
export function formatDiagnostics(diagnostics: readonly Diagnostic[]): string {
  return inFileOrder(diagnostics).map(block).join('\n')
}

/** For programs: plain objects, in the order of files and lines. */
export function diagnosticsDocument(diagnostics: readonly Diagnostic[]): { readonly problems: readonly Diagnostic[] } {
  return { problems: inFileOrder(diagnostics) }
}

function inFileOrder(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...diagnostics].sort(
    (a, b) =>
      compareTexts(a.file, b.file) || a.line - b.line || a.column - b.column || compareTexts(a.message, b.message),
  )
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function block(diagnostic: Diagnostic): string {
  const { file, line, column, path, message, found, allowed, nearest, more } = diagnostic
  const last = path.at(-1)
  // A number of a list says nothing without the list's name: `entry 1 of cords`.
  const isEntry = typeof last === 'number' && path.length > 1
  const name = isEntry ? `entry ${Number(last) + 1} of ${String(path.at(-2))}` : String(last)
  const around = path.slice(0, isEntry ? -2 : -1).map((step) => (typeof step === 'number' ? `entry ${step + 1}` : step))
  const lines = [
    `${harmlessText(file)}:${line}:${column}: ${last === undefined ? '' : `${short(name)} `}${harmlessText(message)}`,
  ]
  if (around.length > 0) lines.push(`  in       ${short(around.join(' › '), 300)}`)
  if (found !== undefined && found !== String(last)) lines.push(`  found    ${short(found)}`)
  if (allowed !== undefined) lines.push(`  allowed  ${harmlessText(allowed)}`)
  if (nearest !== undefined) lines.push(`  nearest  ${short(nearest)}`)
  if (more !== undefined && more > 0) lines.push(`  and so for ${more.toLocaleString('en')} more of the pattern`)
  return lines.join('\n')
}

function short(text: string, most = 120): string {
  const one = harmlessText(text)
  return one.length <= most ? one : `${one.slice(0, most - 1)}…`
}
