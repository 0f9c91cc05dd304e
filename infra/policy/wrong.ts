import { type Maybe, UNKNOWN } from './block.ts'

const UNPROVED = 'is known only at apply, so it is not proved'

/** What is wrong with a value that must be given: nothing, or words. The value is told: no secret is asked about so. */
export function unless<T>(name: string, value: Maybe<T>, holds: (known: T) => boolean): readonly string[] {
  return value === undefined ? [`${name} is not given`] : unlessAbsent(name, value, holds)
}

/** The same of a value that may be left out. */
export function unlessAbsent<T>(name: string, value: Maybe<T>, holds: (known: T) => boolean): readonly string[] {
  if (value === undefined) return []
  if (value === UNKNOWN) return [`${name} ${UNPROVED}`]
  return holds(value) ? [] : [`${name} is ${value}`]
}

export const isTrue = (value: boolean): boolean => value
export const isFalse = (value: boolean): boolean => !value
export const isOneOf =
  (...values: readonly string[]) =>
  (value: string): boolean =>
    values.includes(value)

/** Of a map, such as labels or requests: those of these names that are missing or not known. */
export function missingOf(
  names: readonly string[],
  map: ReadonlyMap<string, unknown> | typeof UNKNOWN,
): readonly string[] {
  return names.flatMap((name) => unless(name, map === UNKNOWN ? UNKNOWN : map.get(name), () => true))
}
