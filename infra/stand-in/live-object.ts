import type { ManagedFields } from './field-owners.ts'

/** An object as an API server gives it. */
export interface LiveObject {
  readonly [field: string]: unknown
  readonly metadata: {
    readonly name: string
    readonly namespace?: string
    readonly uid: string
    readonly generation?: number
    readonly labels?: Readonly<Record<string, string>>
    readonly managedFields?: readonly ManagedFields[]
    readonly finalizers?: readonly string[]
  }
  readonly spec?: Readonly<Record<string, unknown>>
  readonly status?: Readonly<Record<string, unknown>>
}

export interface Condition {
  readonly type: string
  readonly status: string
  readonly reason?: string
  readonly message?: string
}

export function conditionsOf({ status }: LiveObject): readonly Condition[] {
  return Array.isArray(status?.conditions) ? status.conditions : []
}
