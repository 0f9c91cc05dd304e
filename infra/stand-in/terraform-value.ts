import { decode, ExtData, encode } from '@msgpack/msgpack'
import type { BlockSchema, NestedBlockSchema } from './provider-schema.ts'

/** As the protocol carries values. */
export interface DynamicValue {
  readonly msgpack: Uint8Array
}
/** An object of Terraform: null for what is not said. */
export type TerraformObject = Readonly<Record<string, unknown>>

/** What cty writes for a value that only the apply will tell. */
export const UNKNOWN = new ExtData(0, new Uint8Array([0]))

/** @returns null for an object that is not there */
export function readValue(value: DynamicValue | null | undefined): TerraformObject | null {
  if (!value || value.msgpack.length === 0) return null
  return decode(value.msgpack) as TerraformObject | null
}

export function writeValue(value: TerraformObject | null): DynamicValue {
  return { msgpack: encode(value) }
}

/** Items of a block, however many it may have. */
export function itemsOf(value: unknown): readonly TerraformObject[] {
  if (value === null || value === undefined || value instanceof ExtData) return []
  return Array.isArray(value) ? value : [value as TerraformObject]
}

/** Items as Terraform keeps those of a block. */
export function asBlock({ nesting }: NestedBlockSchema, items: readonly TerraformObject[]): unknown {
  return nesting === 1 ? (items[0] ?? null) : items
}

/** An object of a block in which nothing is said. */
export function emptyObject({ attributes, block_types }: BlockSchema): TerraformObject {
  return Object.fromEntries([
    ...attributes.map(({ name }) => [name, null]),
    ...block_types.map((block) => [block.type_name, asBlock(block, [])]),
  ])
}
