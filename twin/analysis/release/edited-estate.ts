import type { Estate } from '../../model/estate.ts'
import { parentPath } from '../../model/path.ts'
import type { Device, DeviceType, Kind, Thing, ThingOf } from '../../model/things.ts'

/** What an edited estate has otherwise than the one that it was made of. */
export interface EstateEdits {
  /** Devices that take the place of those with the same path. */
  readonly changed?: ReadonlyMap<string, Device>
  /** Devices that stand in racks of the estate besides; their indexes lie beyond its extent, one after another. */
  readonly added?: readonly Device[]
  /** Types of devices besides those of the estate. */
  readonly types?: ReadonlyMap<string, DeviceType>
}

const NO_DEVICES: readonly Device[] = []

/** An estate in which some devices are other than they were: what would be, without writing a file. */
export class EditedEstate implements Estate {
  readonly #changed: ReadonlyMap<string, Device>
  readonly #added: readonly Device[]
  readonly #types: ReadonlyMap<string, DeviceType>
  readonly #addedAt = new Map<string, Device>()
  readonly #addedIn = new Map<string, Device[]>()

  constructor(
    private readonly estate: Estate,
    { added = NO_DEVICES, changed = new Map(), types = new Map() }: EstateEdits,
  ) {
    this.#changed = changed
    this.#added = added
    this.#types = types
    for (const device of added) {
      const above = parentPath(device.path)
      this.#addedAt.set(device.path, device)
      this.#addedIn.set(above, [...(this.#addedIn.get(above) ?? []), device])
    }
  }

  get name(): string {
    return this.estate.name
  }

  get version(): string {
    return `${this.estate.version}, edited`
  }

  get extent(): number {
    return this.estate.extent + this.#added.length
  }

  thing(index: number): Thing | undefined {
    return this.#added[index - this.estate.extent] ?? this.#edited(this.estate.thing(index))
  }

  find(path: string): Thing | undefined {
    return this.#addedAt.get(path) ?? this.#edited(this.estate.find(path))
  }

  children(path: string): readonly Thing[] {
    const own = this.estate.children(path).map((child) => this.#edited(child) ?? child)
    return [...own, ...(this.#addedIn.get(path) ?? NO_DEVICES)]
  }

  parent(thing: Thing): Thing | undefined {
    return this.estate.parent(thing)
  }

  ofKind<K extends Kind>(kind: K): readonly ThingOf<K>[] {
    const things = this.estate.ofKind(kind)
    if (kind !== 'device') return things
    const isChanged = this.#changed.size > 0
    const own = isChanged
      ? things.map((thing) => (this.#changed.get(thing.path) as ThingOf<K> | undefined) ?? thing)
      : things
    return [...own, ...(this.#added as readonly Thing[] as readonly ThingOf<K>[])]
  }

  deviceType(slug: string): DeviceType | undefined {
    return this.#types.get(slug) ?? this.estate.deviceType(slug)
  }

  /** Of the estate as it was: cords that were moved are not followed, those of added devices are. */
  fedBy(path: string): readonly Thing[] {
    const added = this.#added.filter(({ cords }) => cords.some(({ pdu }) => pdu === path))
    return [...this.estate.fedBy(path), ...added]
  }

  #edited(thing: Thing | undefined): Thing | undefined {
    return thing && (this.#changed.get(thing.path) ?? thing)
  }
}
