import { fieldAmong } from './field-names.ts'

/** Who wrote which fields of an object: `metadata.managedFields` of the API. */
export interface ManagedFields {
  readonly manager?: string
  readonly operation?: string
  readonly subresource?: string
  /** RFC 3339 */
  readonly time?: string
  readonly fieldsV1?: FieldSet
}
/** Fields below `f:name`, items of lists below `k:{…}`; an empty set is everything at that place. */
export interface FieldSet {
  readonly [step: string]: FieldSet
}

const EVERYTHING: FieldSet = { everything: {} }

/** Fields of an object that others than one manager wrote, followed step by step. Defaults of the API server are nobody's. */
export class FieldOwners {
  readonly #sets: readonly FieldSet[]

  constructor(sets: readonly FieldSet[]) {
    this.#sets = sets
  }

  /** All that others than `manager` wrote; of a subresource (status, scale) nothing is counted. */
  static others(entries: readonly ManagedFields[] = [], manager: string): FieldOwners {
    const others = entries.filter((entry) => entry.manager !== manager && (entry.subresource ?? '') === '')
    return new FieldOwners(others.flatMap(({ fieldsV1 }) => (fieldsV1 ? [fieldsV1] : [])))
  }

  get any(): boolean {
    return this.#sets.length > 0
  }

  field(name: string): FieldOwners {
    return this.#step((set) => set[`f:${name}`])
  }

  /** A field by the name that the provider has for it. */
  called(name: string): FieldOwners {
    return this.#step((set) => {
      const fields = Object.keys(set).flatMap((step) => (step.startsWith('f:') ? [step.slice(2)] : []))
      return set[`f:${fieldAmong(fields, name)}`]
    })
  }

  /** An item of a list that is known by some of its fields. */
  item(keys: readonly string[], item: Readonly<Record<string, unknown>>): FieldOwners {
    return this.#step((set) => {
      const found = Object.entries(set).find(([step]) => {
        if (!step.startsWith('k:')) return false
        const wanted = JSON.parse(step.slice(2)) as Readonly<Record<string, unknown>>
        return keys.every((key) => wanted[key] === undefined || wanted[key] === item[key])
      })
      return found?.[1]
    })
  }

  /** An item of a list that the API knows by its name; nobody's where it knows it by anything else. */
  named(name: string): FieldOwners {
    return this.#step((set) => {
      const isIt = (step: string) =>
        step.startsWith('k:') && (JSON.parse(step.slice(2)) as { name?: unknown }).name === name
      return Object.entries(set).find(([step]) => isIt(step))?.[1]
    })
  }

  #step(next: (set: FieldSet) => FieldSet | undefined): FieldOwners {
    return new FieldOwners(
      this.#sets.flatMap((set) => {
        if (set === EVERYTHING) return [EVERYTHING]
        const below = next(set)
        if (!below) return []
        return [Object.keys(below).length === 0 ? EVERYTHING : below]
      }),
    )
  }
}
