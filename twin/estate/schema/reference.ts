import { estateJsonSchema } from './json-schema.ts'

/** A part of a JSON Schema, as far as the reference reads it. */
interface Part {
  readonly type?: string
  readonly title?: string
  readonly description?: string
  readonly examples?: readonly unknown[]
  readonly default?: unknown
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Part[]
  readonly oneOf?: readonly Part[]
  readonly items?: Part | false
  readonly prefixItems?: readonly Part[]
  readonly properties?: Readonly<Partial<Record<string, Part>>>
  readonly required?: readonly string[]
  readonly additionalProperties?: Part | boolean
  readonly $ref?: string
  readonly $defs?: Readonly<Record<string, Part>>
}

type Fields = NonNullable<Part['properties']>

/** The reference of the estate language, in Markdown, made from its schema. */
export function estateReference(): string {
  const schema = estateJsonSchema() as Part
  const lines: string[] = ['## A file', '', ...table(schema, {})]
  for (const section of ['services', 'deviceTypes', 'pduTypes', 'rackTypes']) {
    const type = valuesOf(schema.properties?.[section])
    lines.push('', `## An entry of \`${section}\``, '', type?.description ?? '', '', ...table(type, {}))
  }
  const kinds = kindsOf(schema)
  const common = commonFields(kinds)
  lines.push('', '## What every thing may say', '', ...table({ properties: common }, {}))
  for (const kind of kinds) {
    lines.push('', `## \`kind: ${kindOf(kind)}\``, '', kind.description ?? '', '', ...table(kind, common))
  }
  return `${lines.join('\n').trim()}\n`
}

/** Things outside of racks, then those that stand only in racks. */
function kindsOf(schema: Part): Part[] {
  const outside = Object.values(schema.$defs ?? {}).flatMap((part) => valuesOf(part)?.oneOf ?? [])
  const inside = valuesOf(valuesOf(schema.properties?.rackTypes)?.properties?.things)?.oneOf ?? []
  const known = new Set(outside.map(kindOf))
  return [...outside, ...inside.filter((part) => !known.has(kindOf(part)))]
}

function kindOf(part: Part): string {
  return String(part.properties?.kind?.const)
}

function valuesOf(part: Part | undefined): Part | undefined {
  return typeof part?.additionalProperties === 'object' ? part.additionalProperties : undefined
}

/** Fields that all things have alike: those that hold others. */
function commonFields(kinds: readonly Part[]): Fields {
  const things = kinds.filter((part) => kindOf(part) !== 'group' && part.properties?.things?.$ref !== undefined)
  const [first] = things
  return Object.fromEntries(
    Object.entries(first?.properties ?? {}).filter(
      ([name, field]) =>
        name !== 'kind' &&
        things.every((part) => JSON.stringify(part.properties?.[name] ?? null) === JSON.stringify(field)),
    ),
  )
}

function table(part: Part | undefined, without: Fields): string[] {
  const rows = Object.entries(part?.properties ?? {})
    .filter(([name, field]) => name !== 'kind' && JSON.stringify(without[name]) !== JSON.stringify(field))
    .map(([name, field = {}]) => {
      const isNeeded = part?.required?.includes(name)
      const otherwise = isNeeded ? 'needed' : field.default === undefined ? '' : `else \`${plain(field.default)}\``
      return `| \`${name}\` | ${cell(written(field))} | ${cell(otherwise)} | ${cell(field.description ?? '')} |`
    })
  if (rows.length === 0) return ['No fields of its own.']
  return ['| field | written as | | |', '|---|---|---|---|', ...rows]
}

function written(part: Part): string {
  if (part.const !== undefined) return `\`${plain(part.const)}\``
  if (part.enum) return part.enum.map((value) => `\`${plain(value)}\``).join(', ')
  const forms = part.anyOf ?? part.oneOf
  if (forms) return [...new Set(forms.map(written))].join('; or ')
  if (part.$ref !== undefined) return 'things by name'
  if (part.title !== undefined && part.type === 'string') {
    return `${part.title}${part.examples?.[0] === undefined ? '' : `, as \`${plain(part.examples[0])}\``}`
  }
  if (part.prefixItems) return `[${part.prefixItems.map(written).join(', ')}]`
  if (part.type === 'array') return `list of ${part.items ? written(part.items) : 'anything'}`
  if (part.properties) return `{${Object.keys(part.properties).join(', ')}}`
  if (part.type === 'object') {
    const value = valuesOf(part)
    return value?.oneOf || value?.properties ? 'entries by name' : `${value ? written(value) : 'values'} by name`
  }
  if (part.type === 'integer') return 'whole number'
  return part.type === 'string' ? 'text' : (part.type ?? 'anything')
}

function plain(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|')
}
