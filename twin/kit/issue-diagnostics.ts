import type { z } from 'zod'
import type { Diagnostic, DocumentPath } from './diagnostic.ts'
import { nearestName } from './nearest-name.ts'
import type { LinePosition } from './yaml-tree.ts'

type Issue = z.core.$ZodIssue
interface Said {
  readonly path: DocumentPath
  readonly message: string
  readonly allowed?: string | undefined
  readonly names?: readonly string[]
  readonly found?: string | undefined
}

const MOST_ISSUES = 500

/**
 * What a schema has against a document, as diagnostics. An issue `unrecognized_keys` lists the known names in its message,
 * parted by `, `; a custom issue may give `params.found`, `params.allowed` and, to look for the nearest, `params.names`.
 */
export function diagnosticsOfIssues(
  issues: readonly Issue[],
  document: unknown,
  file: string,
  placeOf: (path: DocumentPath) => LinePosition,
): readonly Diagnostic[] {
  return issues.slice(0, MOST_ISSUES).flatMap((issue) =>
    said(issue, document).map(({ path, message, allowed, names, found }) => {
      const value = found ?? describe(valueAt(document, path))
      const near = names && value !== undefined ? nearestName(value, names) : undefined
      return {
        file,
        ...placeOf(path),
        path,
        message,
        ...(value === undefined ? {} : { found: value }),
        ...(allowed === undefined || allowed === '' ? {} : { allowed }),
        ...(near === undefined ? {} : { nearest: near }),
      }
    }),
  )
}

/** Error map of a schema: only the schema knows which fields there are, and says them in place of a message. */
export function listKnownFields(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code !== 'unrecognized_keys') return undefined
  const { shape } = (issue.inst?._zod.def ?? {}) as { readonly shape?: object }
  return Object.keys(shape ?? {}).join(', ')
}

function said(issue: Issue, document: unknown): readonly Said[] {
  const path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)))
  const isMissing = valueAt(document, path) === undefined && path.length > 0
  switch (issue.code) {
    case 'unrecognized_keys': {
      const names = issue.message.split(', ')
      return issue.keys.map((key) => ({
        path: [...path, key],
        message: 'is no field here',
        found: key,
        names,
        allowed: issue.message,
      }))
    }
    case 'invalid_value': {
      const names = issue.values.map(String)
      return [
        { path, message: isMissing ? 'is missing' : 'is none of what is allowed', names, allowed: names.join(', ') },
      ]
    }
    case 'invalid_union': {
      if (issue.discriminator !== undefined && 'options' in issue) {
        const names = (issue.options ?? []).map(String)
        return [
          { path, message: isMissing ? 'is missing' : 'is none of what is allowed', names, allowed: names.join(', ') },
        ]
      }
      return saidOfUnion(issue.errors, path, document)
    }
    case 'invalid_type':
      return [{ path, message: isMissing ? 'is missing' : 'is not what belongs here', allowed: allowedType(issue) }]
    case 'custom': {
      const { found, allowed, names } = issue.params ?? {}
      const near = Array.isArray(names) ? { names: names.map(String) } : {}
      return [{ path, message: issue.message, found: textOf(found), allowed: textOf(allowed), ...near }]
    }
    default:
      return [{ path, message: 'is not allowed', allowed: rule(issue) }]
  }
}

/** Of several forms, that one is meant which the value has the least against, deepest inside. */
function saidOfUnion(branches: readonly (readonly Issue[])[], path: DocumentPath, document: unknown): readonly Said[] {
  const all = branches.map((issues) => issues.map((issue) => ({ ...issue, path: [...path, ...issue.path] })))
  const depth = (issues: readonly Issue[]) => Math.max(...issues.map((issue) => issue.path.length))
  const meant = all
    .filter((issues) => issues.length > 0 && depth(issues) > path.length)
    .sort((a, b) => a.length - b.length || depth(b) - depth(a))[0]
  const here = all.flat().filter((issue) => issue.path.length === path.length)
  if (meant && !here.some((issue) => issue.code === 'custom')) return meant.flatMap((issue) => said(issue, document))
  const heard = here.flatMap((issue) => said(issue, document))
  const custom = heard.find((one) => one.found !== undefined)
  if (custom) return [custom]
  const forms = [...new Set(heard.flatMap(({ allowed }) => (allowed === undefined ? [] : [allowed])))]
  const names = heard.flatMap((one) => one.names ?? [])
  const isMissing = valueAt(document, path) === undefined
  return [{ path, message: isMissing ? 'is missing' : 'is not what belongs here', names, allowed: forms.join('; or ') }]
}

/** A schema that says in its own words what belongs here is heard; the words of the library are put shorter. */
function allowedType(issue: Extract<Issue, { readonly code: 'invalid_type' }>): string {
  return issue.message.startsWith('Invalid input') ? (TYPES[issue.expected] ?? issue.expected) : issue.message
}

const TYPES: Readonly<Partial<Record<string, string>>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'a record (name: value)',
  record: 'a record (name: value)',
  array: 'a list',
  tuple: 'a list',
}

function rule(issue: Issue): string {
  switch (issue.code) {
    case 'too_small':
      return `${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}${measured(issue.origin)}`
    case 'too_big':
      return `${issue.inclusive === false ? 'less than' : 'at most'} ${issue.maximum}${measured(issue.origin)}`
    case 'not_multiple_of':
      return `steps of ${issue.divisor}`
    case 'invalid_key':
      return issue.issues.map((inner) => inner.message).join('; ')
    default:
      return issue.message
  }
}

function measured(origin: string): string {
  return origin === 'string' ? ' letters' : origin === 'array' ? ' entries' : ''
}

function valueAt(document: unknown, path: DocumentPath): unknown {
  let value = document
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined
    value = (value as Readonly<Record<string | number, unknown>>)[step]
  }
  return value
}

function describe(value: unknown): string | undefined {
  if (value === undefined) return undefined
  if (Array.isArray(value))
    return value.length <= 4 && JSON.stringify(value).length <= 60 ? JSON.stringify(value) : `a list of ${value.length}`
  if (typeof value === 'object' && value !== null) return 'a record'
  return value === null ? 'nothing' : String(value)
}

function textOf(value: unknown): string | undefined {
  return value === undefined ? undefined : String(value)
}
