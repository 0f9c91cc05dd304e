import type { Estate } from '../../model/estate.ts'
import { parentPath } from '../../model/path.ts'
import type { Device, DeviceType, Kind, Thing, ThingOf } from '../../model/things.ts'
import type { EstateState } from './estate-state.ts'

/** The estate with everything that any plan brings to it, and what brings it. */
export interface WholeEstate {
  readonly estate: Estate
  /** By file, the paths of what it brings; what is in them is not told. */
  readonly brings: ReadonlyMap<string, readonly string[]>
}

/**
 * The estate of a day: a view of the whole one without what has not come yet and what is gone. Things that are there today keep their indexes; those that are not
 * lie beyond its extent, each at one index in every state.
 */
export class EstateAt implements Estate {
  readonly version: string
  readonly services: NonNullable<Estate['services']>
  readonly #whole: Estate
  readonly #hidden: ReadonlySet<string>
  readonly #changed = new Map<string, Thing>()
  readonly #byKind = new Map<Kind, readonly Thing[]>()
  /** What was drawn from something that is not there, without it; by path. */
  readonly #cut = new Map<string, Thing>()

  /** @param version of the estate of today with all its plans */
  constructor({ brings, estate }: WholeEstate, state: EstateState, version: string) {
    this.#whole = estate
    this.version = version
    this.services = estate.services ?? {}
    const come = new Set(state.adds)
    const later = [...brings].flatMap(([file, paths]) => (come.has(file) ? [] : paths))
    this.#hidden = new Set([...later, ...state.removes])
    for (const [path, phase] of state.phases) {
      const thing = estate.find(path)
      if (thing?.kind === 'building' || thing?.kind === 'plot') this.#changed.set(path, { ...thing, phase })
    }
    for (const [path, itCapacity] of state.capacities) {
      const thing = estate.find(path)
      if (thing?.kind === 'site') this.#changed.set(path, { ...thing, itCapacity })
    }
  }

  get name(): string {
    return this.#whole.name
  }

  get nameSr(): string | undefined {
    return this.#whole.nameSr
  }

  get extent(): number {
    return this.#whole.extent
  }

  thing(index: number): Thing | undefined {
    return this.#seen(this.#whole.thing(index))
  }

  find(path: string): Thing | undefined {
    return this.#seen(this.#whole.find(path))
  }

  children(path: string): readonly Thing[] {
    return this.#isHidden(path) ? [] : this.#allSeen(this.#whole.children(path))
  }

  parent(thing: Thing): Thing | undefined {
    return this.#seen(this.#whole.parent(thing))
  }

  ofKind<K extends Kind>(kind: K): readonly ThingOf<K>[] {
    let things = this.#byKind.get(kind)
    if (!things) {
      things = this.#allSeen(this.#whole.ofKind(kind) as readonly Thing[])
      this.#byKind.set(kind, things)
    }
    return things as readonly ThingOf<K>[]
  }

  deviceType(slug: string): DeviceType | undefined {
    return this.#whole.deviceType(slug)
  }

  fedBy(path: string): readonly Thing[] {
    return this.#isHidden(path) ? [] : this.#allSeen(this.#whole.fedBy(path))
  }

  #allSeen(things: readonly Thing[]): readonly Thing[] {
    return things.flatMap((thing) => this.#seen(thing) ?? [])
  }

  #seen(thing: Thing | undefined): Thing | undefined {
    if (!thing || this.#isHidden(thing.path)) return undefined
    return this.#changed.get(thing.path) ?? this.#withoutGone(thing)
  }

  #withoutGone(thing: Thing): Thing {
    if (this.#hidden.size === 0) return thing
    const known = this.#cut.get(thing.path)
    if (known) return known
    const cut =
      'supplies' in thing ? this.#withSupplies(thing) : thing.kind === 'device' ? this.#withCords(thing) : thing
    if (cut !== thing) this.#cut.set(thing.path, cut)
    return cut
  }

  #withSupplies(thing: Extract<Thing, { readonly supplies: unknown }>): Thing {
    const supplies = thing.supplies.filter(({ from }) => !this.#isHidden(from))
    return supplies.length === thing.supplies.length ? thing : ({ ...thing, supplies } as Thing)
  }

  #withCords(device: Device): Thing {
    const cords = device.cords.filter(({ pdu }) => !this.#isHidden(pdu))
    return cords.length === device.cords.length ? device : { ...device, cords }
  }

  #isHidden(path: string): boolean {
    if (this.#hidden.size === 0) return false
    for (let above = path; above !== ''; above = parentPath(above)) if (this.#hidden.has(above)) return true
    return false
  }
}
