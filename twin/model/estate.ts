import type { DeviceType, Kind, Thing, ThingOf } from './things.ts'

/** What people call a service that racks and devices name by a word. */
export interface ServiceName {
  readonly name: string
  /** The name in Serbian Cyrillic, where the file gives one. */
  readonly nameSr?: string | undefined
}

/**
 * The expanded estate: what files and patterns say, one object a thing, with look-ups. Immutable. `2035` has 77,000 racks,
 * so devices that stand in a rack by a pattern may be made when first asked for; nobody should walk all devices needlessly.
 */
export interface Estate {
  readonly name: string
  /** The name in Serbian Cyrillic, where the file gives one. */
  readonly nameSr?: string | undefined
  /** By the word that racks and devices name; those without an entry are called by it. */
  readonly services?: Readonly<Partial<Record<string, ServiceName>>>
  /** A hash of the content, for caches and ETags. */
  readonly version: string
  /** One more than the highest thing index ever given: the length of an array indexed by thing. */
  readonly extent: number
  thing(index: number): Thing | undefined
  find(path: string): Thing | undefined
  /** Direct children in file order; of the estate itself (the sites) for ''. */
  children(path: string): readonly Thing[]
  parent(thing: Thing): Thing | undefined
  /** All of a kind, in index order. */
  ofKind<K extends Kind>(kind: K): readonly ThingOf<K>[]
  deviceType(slug: string): DeviceType | undefined
  /** Power things that draw directly from this one (the inverse of `supplies` and cords). */
  fedBy(path: string): readonly Thing[]
}
