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

  // As schema_pod_spec.go and schema_container.go declare them: the binding of a stateful set keeps its blocks in files of their own.
  it('of a long one has the blocks of its other files, down to a container’s security context', () => {
    const within = (block: BlockSchema, ...names: readonly string[]): BlockSchema => {
      const [name, ...rest] = names
      if (name === undefined) return block
      const found = block.block_types.find(({ type_name }) => type_name === name)
      if (!found) throw new Error(`no block ${name}`)
      return within(found.block, ...rest)
    }
    const pod = within(schemaOfBinding('stateful-set-v1'), 'spec', 'template', 'spec')
    expect(lines(within(pod, 'container', 'security_context')).slice(0, 8)).toEqual([
      'allow_privilege_escalation? "bool"',
      'privileged? "bool"',
      'read_only_root_filesystem? "bool"',
      'run_as_group? "string"',
      'run_as_non_root? "bool"',
      'run_as_user? "string"',
      ['capabilities 2 0..1', 'add? ["list","string"]', 'drop? ["list","string"]'],
      expect.arrayContaining(['se_linux_options 2 0..1']),
    ])
    expect(lines(within(pod, 'topology_spread_constraint'))).toContain('min_domains? "number"')
  })

  it('of the provider has its blocks, and not the alias, which is Terraform’s', () => {
    const { attributes, block_types } = schemaOfBinding('provider')
    const names = attributes.map(({ name }) => name)
    expect(names).toContain('config_context')
    expect(names).not.toContain('alias')
    expect(block_types.map(({ type_name }) => type_name)).toEqual(['exec', 'experiments'])
  })
})
