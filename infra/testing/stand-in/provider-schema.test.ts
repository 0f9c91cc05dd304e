import { describe, expect, it } from 'vitest'
import { type BlockSchema, schemaOfBinding } from './provider-schema.ts'

/** `api_version! string`, `id?* string`: ! required, ? optional, * computed. */
const lines = ({ attributes, block_types }: BlockSchema): readonly unknown[] => [
  ...attributes.map(
    ({ name, type, required, optional, computed }) =>
      `${name}${required ? '!' : ''}${optional ? '?' : ''}${computed ? '*' : ''} ${type}`,
  ),
  ...block_types.map(({ type_name, block, nesting, min_items, max_items }) => [
    `${type_name} ${nesting} ${min_items}..${max_items}`,
    ...lines(block),
  ]),
]

describe('the schema of a binding', () => {
  // As resource_kubernetes_labels.go and resource_kubernetes_node_taint.go of hashicorp/terraform-provider-kubernetes declare them.
  it('of labels is the provider’s', () => {
    expect(lines(schemaOfBinding('labels'))).toEqual([
      'api_version! "string"',
      'field_manager? "string"',
      'force? "bool"',
      'id?* "string"',
      'kind! "string"',
      'labels! ["map","string"]',
      ['metadata 2 1..1', 'name! "string"', 'namespace? "string"'],
    ])
  })

  it('of a taint is the provider’s', () => {
    expect(lines(schemaOfBinding('node-taint'))).toEqual([
      'field_manager? "string"',
      'force? "bool"',
      'id?* "string"',
      ['metadata 2 1..1', 'name! "string"'],
      ['taint 2 1..0', 'effect! "string"', 'key! "string"', 'value! "string"'],
    ])
  })

  it('of the provider has its blocks, and not the alias, which is Terraform’s', () => {
    const { attributes, block_types } = schemaOfBinding('provider')
    const names = attributes.map(({ name }) => name)
    expect(names).toContain('config_context')
    expect(names).not.toContain('alias')
    expect(block_types.map(({ type_name }) => type_name)).toEqual(['exec', 'experiments'])
  })
})
