import type { Estate } from '../../model/estate.ts'
import { parentPath } from '../../model/path.ts'
import type { DeviceType, Kind, Thing, ThingOf } from '../../model/things.ts'

/** An estate from a list of things, for tests: a real one, only without files. */
export class ListedEstate implements Estate {
  readonly name = 'Listed'
  readonly version: string
  readonly extent: number
  readonly #byPath = new Map<string, Thing>()
  readonly #byIndex: Thing[] = []
  readonly #children = new Map<string, Thing[]>()
  readonly #byKind = new Map<Kind, Thing[]>()
  readonly #fed = new Map<string, Thing[]>()

  constructor(
    things: readonly Thing[],
    private readonly types: readonly DeviceType[] = [],
  ) {
    this.version = `listed-${things.length}`
    for (const thing of things) {
      this.#byPath.set(thing.path, thing)
      this.#byIndex[thing.index] = thing
    }
    for (const thing of things) {
      file(this.#children, this.parent(thing)?.path ?? '', thing)
      file(this.#byKind, thing.kind, thing)
      if ('supplies' in thing) for (const { from } of thing.supplies) file(this.#fed, from, thing)
    }
    this.extent = this.#byIndex.length
  }

  thing(index: number) {
    return this.#byIndex[index]
  }
  find(path: string) {
    return this.#byPath.get(path)
  }
  children(path: string) {
    return this.#children.get(path) ?? []
  }
  /** The nearest thing above: a path may pass through a word that is no thing, as `belgrade/power/ups-a`. */
  parent(thing: Thing) {
    for (let path = parentPath(thing.path); path !== ''; path = parentPath(path)) {
      const found = this.#byPath.get(path)
      if (found) return found
    }
    return undefined
  }
  ofKind<K extends Kind>(kind: K): readonly ThingOf<K>[] {
    // Filed by kind when they were listed.
    return (this.#byKind.get(kind) ?? []) as unknown as readonly ThingOf<K>[]
  }
  deviceType(slug: string) {
    return this.types.find((type) => type.slug === slug)
  }
  fedBy(path: string): readonly Thing[] {
    return this.#fed.get(path) ?? []
  }
}

function file<K>(into: Map<K, Thing[]>, key: K, thing: Thing): void {
  const known = into.get(key)
  if (known) known.push(thing)
  else into.set(key, [thing])
}
