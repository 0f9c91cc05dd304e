import { ExtData } from '@msgpack/msgpack'
import type { ApiType } from './api-schema.ts'
import { toApiValue } from './api-value.ts'
import { fieldOf, isTerraformOnly } from './field-names.ts'
import type { BlockSchema } from './provider-schema.ts'
import { itemsOf, type TerraformObject } from './terraform-value.ts'

/**
 * What the real provider sends where nothing is said, and its schema does not tell (provider 2.38.0, structures of the container, the pod and the service
 * account), by the name of the API's type.
 */
const SENT_UNSAID: readonly (readonly [type: string, sent: Readonly<Record<string, unknown>>])[] = [
  [
    'core.v1.SecurityContext',
    { allowPrivilegeEscalation: true, privileged: false, readOnlyRootFilesystem: false, runAsNonRoot: false },
  ],
  ['core.v1.PodSpec', { automountServiceAccountToken: true }],
  ['core.v1.ServiceAccount', { automountServiceAccountToken: true }],
  ['core.v1.SeccompProfile', { type: 'Unconfined' }],
]

/**
 * An object of Terraform as the API's object.
 * @throws Error where the API has no field for what is said
 */
export function toApi(block: BlockSchema, value: TerraformObject, type: ApiType): Record<string, unknown> {
  const { properties = {} } = type.schema
  const object: Record<string, unknown> = {}
  for (const [ending, sent] of SENT_UNSAID) if (type.name?.endsWith(ending)) Object.assign(object, sent)
  for (const { name, required, optional } of block.attributes) {
    const said = value[name]
    if (said === null || said === undefined || said instanceof ExtData || !(required || optional)) continue
    const field = knownField(type, name)
    if (field !== undefined) object[field] = toApiValue(said, type, properties[field] ?? {})
  }
  for (const { type_name, block: nested } of block.block_types) {
    const items = itemsOf(value[type_name])
    if (items.length === 0) continue
    const field = knownField(type, type_name)
    if (field === undefined) continue
    const own = type.resolve(properties[field] ?? {})
    if (own.schema.type === 'array') {
      const element = own.resolve(own.schema.items ?? {})
      object[field] = items.map((item) => toApi(nested, item, element))
    } else object[field] = toApi(nested, items[0] ?? {}, own)
  }
  return object
}

function knownField(type: ApiType, name: string): string | undefined {
  const field = fieldOf(type, name)
  if (field !== undefined || isTerraformOnly(name)) return field
  throw new Error(`the API has no field for ${name} in ${type.name ?? 'an object'}`)
}
