import type { Estate } from '../../model/estate.ts'
import type { Device, DeviceType, Kind, Thing, ThingOf } from '../../model/things.ts'

/** An estate in which some devices are other than they were: what would be, without writing a file. */
export class EditedEstate implements Estate {
  /** @param edits devices that take the place of those with the same path */
  constructor(
    private readonly estate: Estate,
    private readonly edits: ReadonlyMap<string, Device>,
  ) {}

  get name(): string {
    return this.estate.name
  }

  get version(): string {
    return `${this.estate.version}, edited`
  }

  get extent(): number {
    return this.estate.extent
  }

  thing(index: number): Thing | undefined {
    return this.#edited(this.estate.thing(index))
  }

  find(path: string): Thing | undefined {
    return this.#edited(this.estate.find(path))
  }

  children(path: string): readonly Thing[] {
    return this.estate.children(path).map((child) => this.#edited(child) ?? child)
  }

  parent(thing: Thing): Thing | undefined {
    return this.estate.parent(thing)
  }

  ofKind<K extends Kind>(kind: K): readonly ThingOf<K>[] {
    const things = this.estate.ofKind(kind)
    if (kind !== 'device') return things
    return things.map((thing) => (this.edits.get(thing.path) as ThingOf<K> | undefined) ?? thing)
  }

  deviceType(slug: string): DeviceType | undefined {
    return this.estate.deviceType(slug)
  }

  /** Of the estate as it was: cords that were moved are not followed. */
  fedBy(path: string): readonly Thing[] {
    return this.estate.fedBy(path)
  }

  #edited(thing: Thing | undefined): Thing | undefined {
    return thing && (this.edits.get(thing.path) ?? thing)
  }
}
