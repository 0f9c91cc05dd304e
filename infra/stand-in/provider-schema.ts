import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** A schema as the plugin protocol says it. */
export interface BlockSchema {
  readonly attributes: readonly AttributeSchema[]
  readonly block_types: readonly NestedBlockSchema[]
}
export interface AttributeSchema {
  readonly name: string
  /** cty's type as JSON. */
  readonly type: Buffer
  readonly required: boolean
  readonly optional: boolean
  readonly computed: boolean
  /** Never in the state: Terraform's convention ends such names in `_wo`. */
  readonly write_only: boolean
}
export interface NestedBlockSchema {
  readonly type_name: string
  readonly block: BlockSchema
  /** 1 single, 2 list, 3 set */
  readonly nesting: 1 | 2 | 3
  readonly min_items: number
  /** 0 for any number. */
  readonly max_items: number
}

/** Of the provider itself, and of types of its resources. */
export interface ProviderSchemas {
  readonly provider: BlockSchema
  readonly resources: ReadonlyMap<string, BlockSchema>
}

/**
 * Rebuilds the schema of a type of the Kubernetes provider from its generated binding: the TypeScript in the binding's source map says of each attribute
 * whether it is required, optional or computed, and of which type. Not in there, and so not judged by it: what is sensitive, validators, defaults.
 *
 * @param module folder of the binding: `node-taint`, `provider`
 * @throws Error where the binding has a form that is not known here
 */
export function schemaOfBinding(module: string): BlockSchema {
  const text = sourceOf(module)
  const main = /export class (\w+) extends cdktf\.Terraform(?:Resource|Provider) \{/.exec(text)
  if (!main) throw new Error(`${module}: no resource and no provider`)
  const sections = sectionsOf(text)
  return blockOf(sections, module, sections.get(`class ${main[1]}`) ?? '')
}

/** The binding, and where it is long its blocks in files of their own. */
function sourceOf(module: string): string {
  const main = createRequire(import.meta.url).resolve(`@cdktf/provider-kubernetes/lib/${module}/index.js`)
  const structs = join(dirname(main), 'index-structs')
  const more = existsSync(structs) ? readdirSync(structs).filter((name) => /^structs\d+\.js$/.test(name)) : []
  return [main, ...more.map((name) => join(structs, name))].map(sourceInMap).join('\n')
}

function sourceInMap(file: string): string {
  const encoded = /sourceMappingURL=data:application\/json;base64,(\S+)/.exec(readFileSync(file, 'utf8'))?.[1] ?? ''
  const map: { readonly sourcesContent: readonly string[] } = JSON.parse(Buffer.from(encoded, 'base64').toString())
  return map.sourcesContent.join('\n')
}

const COMMENT = /\/\/ (\w+) - computed: (true|false), optional: (true|false), required: (true|false)\n(.*)/g
const ENTRY = /(\w+): \{\n\s+value: .*,\n\s+isBlock: (true|false),\n\s+type: "(\w+)",\n\s+storageClassType: "(\w+)",/g

/** @param body text of the class, and of the function that writes a nested block's HCL */
function blockOf(sections: Sections, module: string, body: string): BlockSchema {
  const said = new Map([...body.matchAll(COMMENT)].map((match) => [match[1], match] as const))
  const attributes: AttributeSchema[] = []
  const blocks: NestedBlockSchema[] = []
  for (const [, name = '', isBlock, collection = '', storage = ''] of body.matchAll(ENTRY)) {
    // A provider's alias is Terraform's own.
    if (name === 'alias') continue
    const [, , computed, optional, required, declaration = ''] = said.get(name) ?? []
    if (isBlock === 'true') {
      const isOne = declaration.includes('OutputReference(')
      blocks.push({
        type_name: name,
        block: blockOf(sections, module, nestedBody(sections, storage.replace(/List$/, ''))),
        nesting: collection === 'struct' ? 1 : collection === 'set' ? 3 : 2,
        min_items: required === 'true' && collection !== 'struct' ? 1 : 0,
        max_items: isOne && collection !== 'struct' ? 1 : 0,
      })
      continue
    }
    attributes.push({
      name,
      type: Buffer.from(JSON.stringify(typeOf(module, name, collection, storage))),
      required: required === 'true',
      optional: optional !== 'false',
      computed: computed === 'true',
      write_only: name.endsWith('_wo'),
    })
  }
  return { attributes, block_types: blocks }
}

/** The class and the HCL function of a nested block; a provider's blocks have no class, and all in them is optional. */
function nestedBody(sections: Sections, name: string): string {
  const hcl = sections.get(`function ${name.charAt(0).toLowerCase()}${name.slice(1)}ToHclTerraform`) ?? ''
  return hcl + (sections.get(`class ${name}OutputReference`) ?? '')
}

/** What a module exports, by kind and name: `class LabelsMetadataOutputReference`. */
type Sections = ReadonlyMap<string, string>

function sectionsOf(text: string): Sections {
  return new Map(text.split('\nexport ').map((part) => [/^\w+ \w+/.exec(part)?.[0] ?? '', part]))
}

const SIMPLE: Readonly<Partial<Record<string, string>>> = { string: 'string', boolean: 'bool', number: 'number' }

function typeOf(module: string, name: string, collection: string, storage: string) {
  const element = SIMPLE[storage.replace(/(List|Map)$/, '')]
  if (element === undefined) throw new Error(`${module}: ${name} is of ${storage}, which is not known here`)
  return collection === 'simple' ? element : [collection, element]
}
