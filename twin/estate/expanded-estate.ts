import type { Estate } from '../model/estate.ts'
import { lastSegment, parentPath } from '../model/path.ts'
import type { DeviceType, Kind, Thing, ThingOf } from '../model/things.ts'
import type { Draft, DraftThing, Expansion, RackInside, RackShape } from './expand/expansion.ts'
import type { Assignment } from './ids/assign-indexes.ts'

/**
 * An estate as its files and patterns say it. Things outside of racks are there from the start; what stands in a rack is made
 * when somebody first asks for it, and is the same object from then on.
 */
export class ExpandedEstate implements Estate {
  readonly name: string
  readonly nameSr: string | undefined
  readonly services: NonNullable<Estate['services']>
  readonly extent: number
  /** In file order, without what is inside racks. */
  readonly drafts: readonly Draft[]
  readonly #types: ReadonlyMap<string, DeviceType>
  readonly #byPath = new Map<string, number>()
  /** Draft of each index, -1 where there is none; for what stands in a rack, the rack's. */
  readonly #draftOf: Int32Array
  /** 0 for the draft itself, else 1 more than the slot. */
  readonly #slotOf: Uint16Array
  /** What stands in each rack, as far as it was made. */
  readonly #made: (Thing | undefined)[][] = []
  readonly #slots = new Map<RackShape, ReadonlyMap<string, number>>()
  readonly #children = new Map<string, Thing[]>()
  readonly #byKind = new Map<Kind, readonly Thing[]>()
  #fed: ReadonlyMap<string, readonly number[]> | undefined

  /** @param under an estate that it comes on top of: what that has may hold what is in this one */
  constructor(
    { name, nameSr, services, drafts, deviceTypes }: Omit<Expansion, 'problems'>,
    readonly assignment: Pick<Assignment, 'extent' | 'inside' | 'own'>,
    readonly version: string,
    private readonly under?: Pick<Estate, 'find'>,
  ) {
    this.name = name
    this.nameSr = nameSr
    this.services = services
    this.extent = assignment.extent
    this.drafts = drafts
    this.#types = new Map(deviceTypes.map((type) => [type.slug, type]))
    this.#draftOf = new Int32Array(this.extent).fill(-1)
    this.#slotOf = new Uint16Array(this.extent)
    for (const [number, { thing, inside }] of drafts.entries()) {
      const index = assignment.own[number] ?? -1
      indexed(thing, index)
      this.#byPath.set(thing.path, number)
      this.#draftOf[index] = number
      if (inside) this.#placeInside(number, inside)
    }
    for (const [number, { thing }] of drafts.entries()) {
      const above = parentPath(thing.path)
      list(this.#children, above, this.#own(number))
      // A word of the path that is no thing has children; so has the thing above it.
      const holder = this.#above(above)
      if (holder !== above) list(this.#children, holder, this.#own(number))
    }
  }

  thing(index: number): Thing | undefined {
    const number = this.#draftOf[index]
    if (number === undefined || number < 0) return undefined
    const slot = this.#slotOf[index] ?? 0
    return slot === 0 ? this.#own(number) : this.#inside(number, slot - 1)
  }

  find(path: string): Thing | undefined {
    const number = this.#byPath.get(path)
    if (number !== undefined) return this.#own(number)
    const rack = this.#byPath.get(parentPath(path))
    const shape = rack === undefined ? undefined : this.drafts[rack]?.inside?.shape
    if (rack === undefined || !shape) return undefined
    const slot = this.#slotsOf(shape).get(lastSegment(path))
    return slot === undefined ? undefined : this.#inside(rack, slot)
  }

  children(path: string): readonly Thing[] {
    const number = this.#byPath.get(path)
    const names = number === undefined ? undefined : this.drafts[number]?.inside?.shape.names
    if (number === undefined || !names) return this.#children.get(path) ?? []
    const inside = names.map((_, slot) => this.#inside(number, slot))
    return [...inside.filter((thing) => thing !== undefined), ...(this.#children.get(path) ?? [])]
  }

  /** The nearest thing above: a path may pass through a word that is no thing, as `belgrade/power/ups-a`. */
  parent(thing: Thing): Thing | undefined {
    const number = this.#byPath.get(this.#above(parentPath(thing.path)))
    return number === undefined ? undefined : this.#own(number)
  }

  ofKind<K extends Kind>(kind: K): readonly ThingOf<K>[] {
    let things = this.#byKind.get(kind)
    if (!things) {
      things = this.#gather(kind)
      this.#byKind.set(kind, things)
    }
    return things as unknown as readonly ThingOf<K>[]
  }

  deviceType(slug: string): DeviceType | undefined {
    return this.#types.get(slug)
  }

  deviceTypes(): readonly DeviceType[] {
    return [...this.#types.values()]
  }

  fedBy(path: string): readonly Thing[] {
    this.#fed ??= this.#gatherFed()
    const fed = (this.#fed.get(path) ?? []).flatMap((index) => this.thing(index) ?? [])
    const own = this.find(path)
    if (own?.kind !== 'rack-pdu') return fed
    const corded = this.children(parentPath(path)).filter(
      (thing) => thing.kind === 'device' && thing.cords.some(({ pdu }) => pdu === path),
    )
    return [...fed, ...corded]
  }

  /** Everything, for looking for names; what stands in racks without being made. */
  *paths(): Iterable<string> {
    for (const { thing, inside } of this.drafts) {
      yield thing.path
      for (const name of inside?.shape.names ?? []) yield `${thing.path}/${name}`
    }
  }

  countByKind(): ReadonlyMap<Kind, number> {
    const counts = new Map<Kind, number>()
    for (const { thing, inside } of this.drafts) {
      for (const kind of [thing.kind, ...(inside?.shape.kinds ?? [])]) counts.set(kind, (counts.get(kind) ?? 0) + 1)
    }
    return counts
  }

  #own(number: number): Thing {
    // Its index was given to it by the constructor.
    return this.drafts[number]?.thing as Thing
  }

  #inside(number: number, slot: number): Thing | undefined {
    const inside = this.drafts[number]?.inside
    if (!inside) return undefined
    this.#made[number] ??= []
    const made = this.#made[number]
    made[slot] ??= indexed(inside.make(slot), this.#indexInside(number, slot))
    return made[slot]
  }

  #indexInside(number: number, slot: number): number {
    return this.assignment.inside.get(number)?.[slot] ?? (this.assignment.own[number] ?? 0) + 1 + slot
  }

  #placeInside(number: number, { shape }: RackInside): void {
    for (let slot = 0; slot < shape.names.length; slot++) {
      const index = this.#indexInside(number, slot)
      this.#draftOf[index] = number
      this.#slotOf[index] = slot + 1
    }
  }

  #slotsOf(shape: RackShape): ReadonlyMap<string, number> {
    const known = this.#slots.get(shape)
    if (known) return known
    const slots = new Map(shape.names.map((name, slot) => [name, slot]))
    this.#slots.set(shape, slots)
    return slots
  }

  #above(path: string): string {
    let above = path
    while (above !== '' && !this.#byPath.has(above) && !this.under?.find(above)) above = parentPath(above)
    return above
  }

  #gather(kind: Kind): readonly Thing[] {
    const found: Thing[] = []
    const slots = new Map<RackShape, readonly number[]>()
    for (const [number, { thing, inside }] of this.drafts.entries()) {
      if (thing.kind === kind) found.push(this.#own(number))
      if (!inside) continue
      const { shape } = inside
      const wanted = slots.get(shape) ?? shape.kinds.flatMap((one, slot) => (one === kind ? [slot] : []))
      slots.set(shape, wanted)
      for (const slot of wanted) found.push(...[this.#inside(number, slot)].flatMap((one) => one ?? []))
    }
    return found.sort((a, b) => a.index - b.index)
  }

  #gatherFed(): ReadonlyMap<string, readonly number[]> {
    const fed = new Map<string, number[]>()
    for (const [number, { thing, inside }] of this.drafts.entries()) {
      const index = this.assignment.own[number] ?? -1
      if ('supplies' in thing) for (const from of new Set(thing.supplies.map((one) => one.from))) list(fed, from, index)
      if (!inside) continue
      for (const [slot, kind] of inside.shape.kinds.entries()) {
        if (kind !== 'rack-pdu') continue
        for (const from of new Set(inside.suppliedFrom(slot))) list(fed, from, this.#indexInside(number, slot))
      }
    }
    return fed
  }
}

/** A hundred thousand copies would take more time and memory than all the rest: the draft becomes the thing. */
function indexed(draft: DraftThing, index: number): Thing {
  return Object.assign(draft, { index })
}

function list<T>(into: Map<string, T[]>, key: string, value: T): void {
  const known = into.get(key)
  if (known) known.push(value)
  else into.set(key, [value])
}
