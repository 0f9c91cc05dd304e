import type { PointDirectory } from '../../model/batch.ts'
import type { Estate } from '../../model/estate.ts'
import { parentPath } from '../../model/path.ts'
import type { PointDefinition } from '../../model/reading.ts'
import type { Thing } from '../../model/things.ts'

/** A point and the thing it belongs to. */
export interface MappedPoint {
  readonly index: number
  readonly definition: PointDefinition
  /** The thing with the longest path that begins the point's; undefined where the estate has none. */
  readonly thing: Thing | undefined
  /** The rest of the path: `l1/current`. */
  readonly local: string
  /** Tells whether the thing is there, once and until it changes; it measures nothing. */
  readonly isPresence: boolean
}

const PRESENCE = /(^|\/)availability$/

/** Which point belongs to which thing. The directory only grows, so a point is mapped once. */
export class PointMap {
  readonly #points: (MappedPoint | undefined)[] = []
  readonly #byThing = new Map<number, MappedPoint[]>()
  #seen = 0

  constructor(
    private readonly estate: Estate,
    private readonly directory: PointDirectory,
  ) {}

  /** Maps what the directory has gained since the last call, and returns it. */
  update(): readonly MappedPoint[] {
    const gained: MappedPoint[] = []
    for (; this.#seen < this.directory.size; this.#seen++) {
      const definition = this.directory.definition(this.#seen)
      if (!definition) continue
      const point = this.#map(this.#seen, definition)
      this.#points[this.#seen] = point
      gained.push(point)
      if (!point.thing) continue
      const siblings = this.#byThing.get(point.thing.index)
      if (siblings) siblings.push(point)
      else this.#byThing.set(point.thing.index, [point])
    }
    return gained
  }

  get(index: number): MappedPoint | undefined {
    return this.#points[index]
  }

  /** The thing's own points, not those of the things below it. */
  ofThing(thingIndex: number): readonly MappedPoint[] {
    return this.#byThing.get(thingIndex) ?? []
  }

  /** Those whose path names nothing of the estate: shown on the status page. */
  unplaced(): number {
    return this.#points.reduce((count, point) => count + (point && !point.thing ? 1 : 0), 0)
  }

  all(): readonly (MappedPoint | undefined)[] {
    return this.#points
  }

  #map(index: number, definition: PointDefinition): MappedPoint {
    const isPresence = definition.quantity === 'state' && PRESENCE.test(definition.path)
    for (let path = parentPath(definition.path); path !== ''; path = parentPath(path)) {
      const thing = this.estate.find(path)
      if (thing) return { index, definition, thing, local: definition.path.slice(path.length + 1), isPresence }
    }
    return { index, definition, thing: undefined, local: definition.path, isPresence }
  }
}
