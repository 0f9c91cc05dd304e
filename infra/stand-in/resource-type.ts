import type { BlockSchema } from './provider-schema.ts'
import type { TerraformObject } from './terraform-value.ts'

/** What an apply is to do to a resource that there is, or will be. */
export interface Change {
  /** Null where it is to be made. */
  readonly before: TerraformObject | null
  readonly after: TerraformObject
  /** With what is only written, and never in the state. */
  readonly config: TerraformObject
}

/** What came of an apply: the state, and what went wrong after it was made. */
export interface Changed {
  readonly state: TerraformObject
  readonly failure?: Error
}

/** A type of resources before a real API server. */
export interface ResourceType {
  readonly schema: BlockSchema
  /** @returns null where it is gone */
  read(state: TerraformObject, isImported: boolean): Promise<TerraformObject | null>
  change(change: Change): Promise<Changed>
  remove(state: TerraformObject): Promise<void>
  /** What is known of a resource by its id. @throws Error where the id is of another form */
  ofId(id: string): TerraformObject
}
