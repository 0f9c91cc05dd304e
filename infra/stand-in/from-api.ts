import type { ApiType } from './api-schema.ts'
import { fromApiValue } from './api-value.ts'
import { fieldOf } from './field-names.ts'
import type { FieldOwners } from './field-owners.ts'
import type { AttributeSchema, BlockSchema, NestedBlockSchema } from './provider-schema.ts'
import { asBlock, emptyObject, itemsOf, type TerraformObject } from './terraform-value.ts'
import { toApi } from './to-api.ts'

type ApiObject = Readonly<Record<string, unknown>>

/**
 * A live object in the shape of the state: each field that the state has, as it is now, and of the others those that somebody else wrote. So what was changed by hand is
 * told, and what the API server filled in is not.
 *
 * @param others who else wrote fields of this object
 */
export function fromApi(
  block: BlockSchema,
  was: TerraformObject,
  type: ApiType,
  now: ApiObject,
  others: FieldOwners,
): TerraformObject {
  const read: Record<string, unknown> = {}
  for (const attribute of block.attributes) read[attribute.name] = attributeOf(attribute, was, type, now, others)
  for (const nested of block.block_types) read[nested.type_name] = blockOf(nested, was, type, now, others)
  return read
}

function attributeOf(
  { name, type: encoded, required, optional }: AttributeSchema,
  was: TerraformObject,
  type: ApiType,
  now: ApiObject,
  others: FieldOwners,
): unknown {
  const before = was[name] ?? null
  const field = required || optional ? fieldOf(type, name) : undefined
  if (field === undefined) return before
  const live = now[field]
  const ctyType: unknown = JSON.parse(encoded.toString())
  const owners = others.field(field)
  if (before === null) return owners.any && !isEmpty(live) ? fromApiValue(keep(live, {}, owners), null, ctyType) : null
  // The API leaves out what is empty, false or zero.
  if (live === undefined) return isEmpty(before) ? before : null
  return fromApiValue(keep(live, before, owners), before, ctyType)
}

/** Of a map: keys that the state has, and those that others wrote, but what is Kubernetes' own. */
function keep(live: unknown, before: unknown, owners: FieldOwners): unknown {
  if (typeof live !== 'object' || live === null || Array.isArray(live)) return live
  const known = (before ?? {}) as Readonly<Record<string, unknown>>
  return Object.fromEntries(
    Object.entries(live).filter(([key]) => key in known || (owners.field(key).any && !isInternalKey(key))),
  )
}

/** Labels and annotations that the provider does not read unless they are declared (provider 2.38.0, structures.go, isInternalKey). */
function isInternalKey(key: string): boolean {
  const host = key.split('/')[0] ?? ''
  if (host === 'app.kubernetes.io' || !key.includes('/')) return false
  return host.endsWith('kubernetes.io')
}

function blockOf(
  nested: NestedBlockSchema,
  was: TerraformObject,
  type: ApiType,
  now: ApiObject,
  others: FieldOwners,
): unknown {
  const before = itemsOf(was[nested.type_name])
  const field = fieldOf(type, nested.type_name)
  if (field === undefined) return was[nested.type_name] ?? asBlock(nested, [])
  const own = type.resolve(type.schema.properties?.[field] ?? {})
  const owners = others.field(field)
  const live = now[field]
  if (own.schema.type === 'array') {
    return asBlock(nested, listOf(nested, before, own, Array.isArray(live) ? live : [], owners))
  }
  if (live === undefined)
    return asBlock(
      nested,
      before.filter((item) => isSilent(nested.block, item)),
    )
  const [first] = before
  if (!first && !(owners.any && !isEmpty(live))) return asBlock(nested, [])
  return asBlock(nested, [fromApi(nested.block, first ?? emptyObject(nested.block), own, live as ApiObject, owners)])
}

/** Items of a list: those of the state that are still there, in its order, and those that others added. */
function listOf(
  { block }: NestedBlockSchema,
  before: readonly TerraformObject[],
  list: ApiType,
  live: readonly ApiObject[],
  owners: FieldOwners,
): readonly TerraformObject[] {
  const element = list.resolve(list.schema.items ?? {})
  const keys = list.schema['x-kubernetes-list-map-keys'] ?? []
  const left = [...live]
  const read: TerraformObject[] = []
  const take = (at: number) => left.splice(at, 1)[0]
  for (const was of before) {
    const said = toApi(block, was, element)
    const at = keys.length > 0 ? left.findIndex((item) => keys.every((key) => isSame(said[key], item[key]))) : 0
    const now = at < 0 ? undefined : take(at)
    if (now) read.push(fromApi(block, was, element, now, keys.length > 0 ? owners.item(keys, now) : owners))
  }
  for (const now of left) {
    const its = keys.length > 0 ? owners.item(keys, now) : owners
    if (its.any) read.push(fromApi(block, emptyObject(block), element, now, its))
  }
  return read
}

/** A key that is not said is filled in by the API server: `protocol: TCP`. */
function isSame(said: unknown, live: unknown): boolean {
  return said === undefined || said === live
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === false || value === 0 || value === '') return true
  return typeof value === 'object' && Object.keys(value).length === 0
}

/** Whether a block says nothing: the API may leave it out. */
function isSilent(block: BlockSchema, item: TerraformObject): boolean {
  return (
    block.attributes.every(({ name }) => isEmpty(item[name])) &&
    block.block_types.every(({ type_name, block: nested }) =>
      itemsOf(item[type_name]).every((own) => isSilent(nested, own)),
    )
  )
}
