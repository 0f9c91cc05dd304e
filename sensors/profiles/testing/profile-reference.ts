import { z } from 'zod'

/** The part of JSON Schema that zod makes of a profile's schema. */
interface Shape {
  readonly type?: string | readonly string[]
  readonly description?: string
  readonly default?: unknown
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Shape[]
  readonly properties?: Readonly<Record<string, Shape>>
  readonly required?: readonly string[]
  readonly additionalProperties?: Shape | boolean
  readonly items?: Shape
}

/** Fields whose allowed words are a list of their own in the page. */
const LISTED = 12

/** Tables of every field that a profile's schema knows, nested ones by their path: `tables[].points[].scale`. */
export function profileReference(title: string, schema: z.ZodType): string {
  const shape = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Shape
  const rows = rowsOf(shape, '')
  return [`## ${title}`, '', '| field | written as | | |', '|---|---|---|---|', ...rows, ''].join('\n')
}

function rowsOf(shape: Shape, path: string): string[] {
  return Object.entries(shape.properties ?? {}).flatMap(([name, field]) => {
    const own = path === '' ? name : `${path}.${name}`
    const need = shape.required?.includes(name)
      ? 'needed'
      : field.default === undefined || typeof field.default === 'object'
        ? ''
        : `else \`${field.default}\``
    return [`| \`${own}\` | ${kindOf(field)} | ${need} | ${escaped(field.description ?? '')} |`, ...inside(field, own)]
  })
}

/** Rows of what a field holds: of an object, of the items of a list, of the values of a map, of each alternative. */
function inside(field: Shape, path: string): string[] {
  if (field.anyOf) return field.anyOf.flatMap((one) => inside(one, path))
  if (field.items) return inside(field.items, `${path}[]`)
  if (field.properties) return rowsOf(field, path)
  return typeof field.additionalProperties === 'object' ? inside(field.additionalProperties, `${path}.*`) : []
}

function kindOf(field: Shape): string {
  if (field.const !== undefined) return `\`${field.const}\``
  if (field.enum)
    return field.enum.length > LISTED ? 'a word of the list below' : field.enum.map((word) => `\`${word}\``).join(', ')
  if (field.anyOf) return [...new Set(field.anyOf.map(kindOf))].join(' or ')
  if (field.items) return `list of ${kindOf(field.items)}`
  if (field.properties) return 'fields'
  if (typeof field.additionalProperties === 'object') return `${kindOf(field.additionalProperties)} by code or name`
  if (field.type === 'integer') return 'whole number'
  if (field.type === 'boolean') return 'true or false'
  return field.type === 'string' ? 'text' : String(field.type ?? 'anything')
}

function escaped(text: string): string {
  return text.replaceAll('|', '\\|')
}
