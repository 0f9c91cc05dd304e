import type { Estate } from '../../model/estate.ts'
import { parentPath } from '../../model/path.ts'
import type { DeviceType, Kind, Thing, ThingOf } from '../../model/things.ts'
import type { ExpandedEstate } from '../expanded-estate.ts'

/** An estate with things that come on top of it, or stand in the place of some of its own. What is there already is not made a second time. */
export class LayeredEstate implements Estate {
  readonly name: string
  readonly nameSr: string | undefined
  readonly services: NonNullable<Estate['services']>
  readonly version: string
  readonly extent: number
  readonly #byKind = new Map<Kind, readonly Thing[]>()
  readonly #hasOthers: boolean

  constructor(
    private readonly today: Estate,
    private readonly added: ExpandedEstate,
  ) {
    this.name = added.name
    this.nameSr = added.nameSr
    this.services = added.services
    this.version = added.version
    this.extent = added.extent
    this.#hasOthers = added.drafts.some(({ thing: { path } }) => today.find(path) !== undefined)
  }

  thing(index: number): Thing | undefined {
    return this.added.thing(index) ?? this.today.thing(index)
  }

  find(path: string): Thing | undefined {
    return this.added.find(path) ?? this.today.find(path)
  }

  children(path: string): readonly Thing[] {
    return this.#joined(this.today.children(path), this.added.children(path))
  }

  parent(thing: Thing): Thing | undefined {
    for (let above = parentPath(thing.path); above !== ''; above = parentPath(above)) {
      const found = this.find(above)
      if (found) return found
    }
    return undefined
  }

  ofKind<K extends Kind>(kind: K): readonly ThingOf<K>[] {
    let things = this.#byKind.get(kind)
    if (!things) {
      things = [...this.#joined(this.today.ofKind(kind), this.added.ofKind(kind))].sort((a, b) => a.index - b.index)
      this.#byKind.set(kind, things)
    }
    return things as unknown as readonly ThingOf<K>[]
  }

  deviceType(slug: string): DeviceType | undefined {
    return this.added.deviceType(slug)
  }

  fedBy(path: string): readonly Thing[] {
    return this.#joined(this.today.fedBy(path), this.added.fedBy(path))
  }

  #joined(known: readonly Thing[], added: readonly Thing[]): readonly Thing[] {
    if (this.#hasOthers) return [...known.filter(({ path }) => !this.added.find(path)), ...added]
    return added.length === 0 ? known : [...known, ...added]
  }
}
