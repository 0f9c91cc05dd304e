import { type PlanJson, planSchema } from '../planned-stack.ts'
import type { StackJson } from '../rendered-stack.ts'

/** Maps are attributes; every other object of a configuration is a block, which a plan writes as a list. */
const MAPS = [
  'labels',
  'annotations',
  'match_labels',
  'selector',
  'requests',
  'limits',
  'hard',
  'data',
  'default',
  'default_request',
]

/** What `terraform show -json` would write of a stack's configuration, as far as rules look at it. @param unknown what a plan does not know, by type of resource */
export function asPlan(stack: StackJson, unknown: Readonly<Record<string, unknown>> = {}): PlanJson {
  const named = Object.entries(stack.resource ?? {}).flatMap(([type, byName]) =>
    Object.entries(byName).map(([name, values]) => ({ address: `${type}.${name}`, type, values })),
  )
  return planSchema.parse({
    format_version: '1.2',
    planned_values: {
      root_module: {
        resources: named.map(({ address, type, values }) => ({
          address,
          mode: 'managed',
          type,
          values: attributes(values),
        })),
      },
    },
    resource_changes: named.map(({ address, type }) => ({
      address,
      change: { after_unknown: { id: true, ...(unknown[type] as object) } },
    })),
    configuration: {
      provider_config: Object.fromEntries(
        Object.entries(stack.terraform?.required_providers ?? {}).map(([name, { source, version }]) => [
          name,
          {
            name,
            full_name: source,
            version_constraint: version,
            expressions: expressions([stack.provider?.[name] ?? []].flat()),
          },
        ]),
      ),
      root_module: {
        outputs: Object.fromEntries(
          Object.entries(stack.output ?? {}).map(([name, { value, sensitive }]) => [
            name,
            { sensitive, expression: expressionOf(value) },
          ]),
        ),
        variables: stack.variable,
        resources: [
          ...named.map(({ address, type, values }) => ({
            address,
            mode: 'managed',
            type,
            provisioners: [values.provisioner ?? []].flat(),
          })),
          ...Object.entries(stack.data ?? {}).flatMap(([type, byName]) =>
            Object.keys(byName).map((name) => ({ address: `data.${type}.${name}`, mode: 'data', type })),
          ),
        ],
      },
    },
  })
}

/** The arguments of a provider's blocks, of whatever alias. */
function expressions(blocks: readonly Readonly<Record<string, unknown>>[]): Record<string, unknown> {
  return Object.fromEntries(
    blocks.flatMap((block) => Object.entries(block).map(([name, value]) => [name, { constant_value: value }])),
  )
}

/** What a plan writes of an expression: what it refers to, or what it is. */
function expressionOf(value: unknown): unknown {
  const reference = /^\$\{(.+)\}$/.exec(String(value))?.[1]
  return reference === undefined ? { constant_value: value } : { references: [reference] }
}

function attributes(block: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries([
    ['generate_name', null],
    ...Object.entries(block)
      .filter(([name]) => name !== 'provisioner')
      .map(([name, value]) => [name, isMap(name, value) ? value : nested(value)]),
  ])
}

/** A selector is a block, but that of a service, which is a map. */
function isMap(name: string, value: unknown): boolean {
  if (!MAPS.includes(name) || typeof value !== 'object' || value === null) return false
  return name !== 'selector' || !('match_labels' in value || 'match_expressions' in value)
}

function nested(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  const items: readonly unknown[] = Array.isArray(value) ? value : [value]
  return items.map((item) => (typeof item === 'object' && item !== null ? attributes({ ...item }) : item))
}
