/**
 * A step from an object into it, as a plan has it: a block or attribute by the provider's name, a key of a map, an item of a list by its name or its place.
 */
export type FieldStep =
  | { readonly field: string }
  | { readonly key: string }
  | { readonly item: string }
  | { readonly place: number }

/** A place of an object where two of its states differ. */
export interface FieldDifference {
  readonly steps: readonly FieldStep[]
  readonly before: unknown
  readonly after: unknown
  /** Whether Terraform calls it sensitive. */
  readonly isSensitive: boolean
}

/** One side and what Terraform marks in it, walked together: a mark is `true`, or has the shape of the value. */
interface Sides {
  readonly before: unknown
  readonly after: unknown
  /** `true` where it is known only after an apply. */
  readonly unknown: unknown
  readonly sensitive: readonly unknown[]
}

export interface ChangeSides {
  readonly before: unknown
  readonly after: unknown
  readonly after_unknown?: unknown
  readonly before_sensitive?: unknown
  readonly after_sensitive?: unknown
}

/** What an API server counts and gives by itself. */
const BY_ITSELF = new Set(['generation', 'resource_version', 'uid', 'self_link', 'status', 'id'])

/** Lists whose items the API knows by their names. A single block of another kind may have a name too: `metadata`. */
const NAMED_LISTS = /^(container|init_container|env|volume)$/

/**
 * Where a change changes an object. What is known only after an apply is no difference, and what is empty is the same as what is not there.
 * Items of lists are told apart by their names where each has one.
 */
export function fieldDifferences(change: ChangeSides): readonly FieldDifference[] {
  const sides: Sides = {
    before: change.before,
    after: change.after,
    unknown: change.after_unknown,
    sensitive: [change.before_sensitive, change.after_sensitive],
  }
  return walk(sides, [], true)
}

/** Whether one place is the other, or lies in it. */
export function touches(a: readonly FieldStep[], b: readonly FieldStep[]): boolean {
  const [shorter, longer] = a.length < b.length ? [a, b] : [b, a]
  return shorter.every((step, at) => JSON.stringify(step) === JSON.stringify(longer[at]))
}

/** As people write it: `spec.template.spec.container[web].image`. */
export function fieldText(steps: readonly FieldStep[]): string {
  return steps
    .map((step, at) => {
      if ('field' in step) return at === 0 ? step.field : `.${step.field}`
      if ('place' in step) return `[${step.place}]`
      return `[${'item' in step ? step.item : step.key}]`
    })
    .join('')
}

/** @param isBlock whether names in it are the provider's, and not keys of a map */
function walk(sides: Sides, steps: readonly FieldStep[], isBlock: boolean): readonly FieldDifference[] {
  const { before, after, unknown, sensitive } = sides
  if (unknown === true || isSame(before, after)) return []
  const here = [{ steps, before, after, isSensitive: sensitive.some(hasMark) }]
  if (isRecord(before) && isRecord(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
    return (
      names
        .filter((name) => !(isBlock && BY_ITSELF.has(name)))
        // A block stands in a list: an object that stands in none is a map.
        .flatMap((name) =>
          walk(within(sides, name, name), [...steps, isBlock ? { field: name } : { key: name }], false),
        )
    )
  }
  if (!Array.isArray(before) || !Array.isArray(after)) return here
  if (!before.every(isRecord) || !after.every(isRecord)) return here
  const { field = '' } = (steps.at(-1) ?? {}) as { readonly field?: string }
  if (before.length === 1 && after.length === 1 && !NAMED_LISTS.test(field))
    return walk(within(sides, 0, 0), steps, true)
  if (isNamed(before) && isNamed(after)) return byName(sides, before, after, steps)
  if (before.length !== after.length) return here
  return before.flatMap((_, place) => walk(within(sides, place, place), [...steps, { place }], true))
}

function byName(
  sides: Sides,
  before: readonly Named[],
  after: readonly Named[],
  steps: readonly FieldStep[],
): readonly FieldDifference[] {
  const names = [...new Set([...before, ...after].map(({ name }) => name))]
  return names.flatMap((item) => {
    const [was, is] = [before, after].map((list) => list.findIndex(({ name }) => name === item))
    return walk(within(sides, was ?? -1, is ?? -1), [...steps, { item }], true)
  })
}

/** Both sides at a name or place, which is another on either side where a list has changed. */
function within({ before, after, unknown, sensitive }: Sides, was: string | number, is: string | number): Sides {
  const [markedBefore, markedAfter] = sensitive
  return {
    before: at(before, was),
    after: at(after, is),
    unknown: at(unknown, is),
    sensitive: [markedBefore === true || at(markedBefore, was), markedAfter === true || at(markedAfter, is)],
  }
}

function at(value: unknown, place: string | number): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, place)) return undefined
  return (value as Readonly<Record<string | number, unknown>>)[place]
}

function hasMark(mark: unknown): boolean {
  if (mark === true) return true
  return typeof mark === 'object' && mark !== null && Object.values(mark).some(hasMark)
}

function isSame(a: unknown, b: unknown): boolean {
  if (isEmpty(a) || isEmpty(b)) return isEmpty(a) && isEmpty(b)
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b
  const names = new Set([...Object.keys(a), ...Object.keys(b)])
  return Array.isArray(a) === Array.isArray(b) && [...names].every((name) => isSame(at(a, name), at(b, name)))
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true
  return typeof value === 'object' && Object.keys(value).length === 0
}

type Named = Readonly<Record<string, unknown>> & { readonly name: string }

/** Whether each item has a name of its own. */
function isNamed(list: readonly Readonly<Record<string, unknown>>[]): list is readonly Named[] {
  const names = list.map(({ name }) => name)
  return names.every((name) => typeof name === 'string' && name !== '') && new Set(names).size === names.length
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
