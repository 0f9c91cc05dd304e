import type { Figures } from './figures.ts'
import { higher } from './own-figures.ts'
import type { ThingTree } from './thing-tree.ts'

/**
 * Age in seconds: of a thing with points the time since its newest good reading, of what holds others the age of the oldest
 * part below it. NaN where nothing below ever had a reading. Worked out as a whole, once a second at most.
 */
export class Ages {
  readonly column: Float32Array
  #order: number[] = []
  #orderedAt = -1

  constructor(
    private readonly tree: ThingTree,
    private readonly figures: Figures,
    extent: number,
  ) {
    this.column = new Float32Array(extent).fill(Number.NaN)
  }

  /** @returns all things of the tree, deepest first: each of them has moved */
  update(now: number): readonly number[] {
    this.#sort()
    const { column } = this
    const { newestAt } = this.figures
    for (const index of this.#order) {
      const own = newestAt[index] as number
      column[index] = Number.isNaN(own) ? Number.NaN : Math.max(0, (now - own) / 1000)
    }
    for (const index of this.#order) {
      const parent = this.tree.parent[index] as number
      const age = column[index] as number
      if (parent >= 0 && !(age <= (column[parent] as number)) && !Number.isNaN(age)) column[parent] = age
    }
    return this.#order
  }

  /** The age of one thing alone. */
  of(index: number, now: number): number {
    const own = this.figures.newestAt[index] as number
    let age = Number.isNaN(own) ? Number.NaN : Math.max(0, (now - own) / 1000)
    for (const child of this.tree.children(index)) age = higher(age, this.of(child, now))
    return age
  }

  #sort(): void {
    if (this.#orderedAt === this.tree.size) return
    this.#orderedAt = this.tree.size
    this.#order = []
    for (const thing of this.tree.things()) if (thing) this.#order.push(thing.index)
    const { depth } = this.tree
    this.#order.sort((a, b) => (depth[b] as number) - (depth[a] as number))
  }
}
