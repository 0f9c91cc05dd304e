import type { PointPath } from '../../../twin/model/path.ts'
import { type Quantity, UNIT_OF } from '../../../twin/model/quantity.ts'
import type { PointDefinition } from '../../../twin/model/reading.ts'
import type { PointRegistry } from '../points/point-registry.ts'
import type { NewPointLimit } from './new-point-limit.ts'
import type { PointSlot } from './point-slot.ts'

/** All points by path: those that have an index, and those that wait for one. */
export class PointBook {
  readonly #waiting = new Map<PointPath, PointSlot>()

  constructor(
    private readonly registry: PointRegistry,
    /** Of all devices together. */
    private readonly most: number,
  ) {}

  /** The point's slot, or why there is none: it measures something else (`quantity`), or there are too many (`bound`). */
  slot(path: PointPath, quantity: Quantity, limit: NewPointLimit): PointSlot | 'quantity' | 'bound' {
    const index = this.registry.indexOf(path)
    if (index !== undefined) {
      return this.registry.definition(index)?.quantity === quantity ? { path, quantity, index } : 'quantity'
    }
    const waiting = this.#waiting.get(path)
    if (waiting) return waiting.quantity === quantity ? waiting : 'quantity'
    if (this.registry.size + this.#waiting.size >= this.most || !limit.take()) return 'bound'
    const slot = { path, quantity, index: -1 }
    this.#waiting.set(path, slot)
    return slot
  }

  /** Definitions of those that wait. */
  get waiting(): readonly PointDefinition[] {
    return [...this.#waiting.values()].map(({ path, quantity }) => ({ path, quantity, unit: UNIT_OF[quantity] }))
  }

  /** Gives those that wait the indexes that the registry has for them by now. */
  settle(): void {
    for (const slot of this.#waiting.values()) {
      const index = this.registry.indexOf(slot.path)
      if (index === undefined) continue
      slot.index = index
      this.#waiting.delete(slot.path)
    }
  }
}
