import { parentPath } from '../../model/path.ts'
import type { Kind } from '../../model/things.ts'
import type { Draft, DraftThing } from '../expand/expansion.ts'

export type DraftOf<K extends Kind> = Extract<DraftThing, { readonly kind: K }>

/** Look-ups among drafts outside of racks. */
export class DraftsByPath {
  readonly #byPath: ReadonlyMap<string, Draft>
  /** Holders are asked for once for each thing beside each other. */
  readonly #rooms = new Map<string, DraftOf<'room'> | undefined>()

  #allRooms: readonly DraftOf<'room'>[] | undefined

  constructor(readonly drafts: readonly Draft[]) {
    this.#byPath = new Map(drafts.map((draft) => [draft.thing.path, draft]))
  }

  get(path: string): Draft | undefined {
    return this.#byPath.get(path)
  }

  /** What stands in a rack is known by its rack. */
  kindOf(path: string): Kind | undefined {
    const own = this.#byPath.get(path)
    if (own) return own.thing.kind
    const holder = parentPath(path)
    const shape = this.#byPath.get(holder)?.inside?.shape
    const slot = shape?.names.indexOf(path.slice(holder.length + 1)) ?? -1
    return shape?.kinds[slot]
  }

  /** All rooms, in file order. */
  rooms(): readonly DraftOf<'room'>[] {
    this.#allRooms ??= this.drafts.flatMap(({ thing }) => (thing.kind === 'room' ? [thing] : []))
    return this.#allRooms
  }

  /** The room around a thing, itself not counted. */
  roomAround(path: string): DraftOf<'room'> | undefined {
    const holder = parentPath(path)
    if (holder === '') return undefined
    if (this.#rooms.has(holder)) return this.#rooms.get(holder)
    const thing = this.#byPath.get(holder)?.thing
    const room = thing?.kind === 'room' ? thing : this.roomAround(holder)
    this.#rooms.set(holder, room)
    return room
  }
}
