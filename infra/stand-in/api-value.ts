import { readQuantity } from '../cluster/quantity.ts'
import type { ApiSchema, ApiType } from './api-schema.ts'

const OCTAL = /^0[0-7]+$/

/** A value of Terraform as the API wants it: the provider writes many numbers as text, and the mode of a file in octal. */
export function toApiValue(value: unknown, within: ApiType, schema: ApiSchema): unknown {
  const { schema: own } = within.resolve(schema)
  if (Array.isArray(value)) return value.map((item) => toApiValue(item, within, own.items ?? {}))
  if (typeof value === 'object' && value !== null) {
    const { additionalProperties = {} } = own
    return mapped(value, (item) => toApiValue(item, within, additionalProperties))
  }
  if (typeof value !== 'string') return value
  if (own.type === 'integer' && OCTAL.test(value)) return Number.parseInt(value, 8)
  if (own.type === 'integer' || own.type === 'number') return /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value
  if (own.format === 'int-or-string') return /^\d+$/.test(value) ? Number(value) : value
  if (own.type === 'boolean') return value === 'true' ? true : value === 'false' ? false : value
  return value
}

/**
 * A value of the API in the manner in which Terraform has it: what means the same as before stays as it was written.
 *
 * @param was of the state
 * @param attributeType cty's type of the attribute
 */
export function fromApiValue(now: unknown, was: unknown, attributeType: unknown): unknown {
  if (Array.isArray(now)) {
    const before = Array.isArray(was) ? was : []
    return now.map((item, at) => fromApiValue(item, before[at], elementOf(attributeType)))
  }
  if (typeof now === 'object' && now !== null) {
    const before = (was ?? {}) as Readonly<Record<string, unknown>>
    return mapped(now, (item, key) => fromApiValue(item, before[key], elementOf(attributeType)))
  }
  if (attributeType === 'string') return asText(now, was)
  return now
}

function asText(now: unknown, was: unknown): string {
  const text = String(now)
  if (typeof was !== 'string' || was === text) return text
  if (typeof now === 'number') return OCTAL.test(was) ? `0${now.toString(8)}`.padStart(was.length, '0') : text
  const [before, after] = [readQuantity(was), readQuantity(text)]
  return before !== undefined && before === after ? was : text
}

function elementOf(type: unknown): unknown {
  return Array.isArray(type) ? type[1] : type
}

/** An object with each value as `give` makes it. */
export function mapped(value: object, give: (item: unknown, key: string) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, give(item, key)]))
}
