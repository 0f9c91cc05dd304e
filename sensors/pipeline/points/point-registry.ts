import type { PointDirectory } from '../../../twin/model/batch.ts'
import type { PointDefinition } from '../../../twin/model/reading.ts'

/** A point with its dense index. */
export interface IndexedPoint {
  readonly index: number
  readonly definition: PointDefinition
}

/**
 * Dense indexes of points, in memory. Append-only: an index once given stays, and none is given twice. One thread adds
 * points; the others keep copies that are placed index by index.
 */
export class PointRegistry implements PointDirectory {
  readonly #definitions: (PointDefinition | undefined)[] = []
  readonly #byPath = new Map<string, number>()

  /** One more than the highest index ever given. */
  get size(): number {
    return this.#definitions.length
  }

  definition(index: number): PointDefinition | undefined {
    return this.#definitions[index]
  }

  indexOf(path: string): number | undefined {
    return this.#byPath.get(path)
  }

  /** Gives the next index to a new point; its path must not be there yet. */
  add(definition: PointDefinition): number {
    const index = this.#definitions.length
    this.#definitions.push(definition)
    this.#byPath.set(definition.path, index)
    return index
  }

  /** Takes over a point with the index that it has elsewhere. False where index or path already mean something else. */
  place({ index, definition }: IndexedPoint): boolean {
    const known = this.#definitions[index]
    if (known) return known.path === definition.path && known.quantity === definition.quantity
    if (this.#byPath.has(definition.path)) return false
    while (this.#definitions.length < index) this.#definitions.push(undefined)
    this.#definitions[index] = definition
    this.#byPath.set(definition.path, index)
    return true
  }

  /** Leaves indexes below `size` ungiven for ever: they may have been used for points that are no longer legible. */
  reserve(size: number): void {
    while (this.#definitions.length < size) this.#definitions.push(undefined)
  }

  /** The points from an index on, in index order. */
  from(first: number): readonly IndexedPoint[] {
    const found: IndexedPoint[] = []
    for (let index = first; index < this.#definitions.length; index++) {
      const definition = this.#definitions[index]
      if (definition) found.push({ index, definition })
    }
    return found
  }
}
