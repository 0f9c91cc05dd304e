import { lastSegment, parentPath } from '../../model/path.ts'
import type { IdsShape } from './ids-shape.ts'

/** Indexes that a path and names in it got together: `first + slot`. */
export interface Block {
  readonly first: number
  readonly shape: IdsShape
}

const GONE = -1

/**
 * Which path has which index. Grows only: what is removed from the estate keeps its index (and gets it back when it returns),
 * what is renamed takes its index along.
 */
export class IndexRegister {
  #next = 0
  #blocks = new Map<string, Block[]>()
  /** Things in racks that were renamed, by path: their index, or GONE where one was and is no more. */
  #single = new Map<string, number>()

  /** One more than the highest index ever given. */
  get extent(): number {
    return this.#next
  }

  /** Are there paths that blocks alone do not tell? */
  get hasSingles(): boolean {
    return this.#single.size > 0
  }

  indexOf(path: string): number | undefined {
    const single = this.#single.get(path)
    if (single !== undefined) return single === GONE ? undefined : single
    return this.#inBlocks(path, '') ?? this.#inBlocks(parentPath(path), lastSegment(path))
  }

  /** The newest last. */
  blocksOf(path: string): readonly Block[] {
    return this.#blocks.get(path) ?? []
  }

  /** Gives the next free indexes to a path and names in it. */
  add(path: string, shape: IdsShape): Block {
    const block = { first: this.#next, shape }
    this.#next += shape.names.length
    const known = this.#blocks.get(path)
    if (known) known.push(block)
    else this.#blocks.set(path, [block])
    if (this.#single.size > 0) {
      for (const name of shape.names) this.#single.delete(name === '' ? path : `${path}/${name}`)
    }
    return block
  }

  /** Takes the indexes of each old path, and of all below it, along to the new path. */
  move(pairs: ReadonlyMap<string, string>): void {
    const inRacks: [string, string, number][] = []
    for (const [from, to] of pairs) {
      const index = this.#single.has(from) ? undefined : this.#inBlocks(parentPath(from), lastSegment(from))
      if (index !== undefined) inRacks.push([from, to, index])
    }
    this.#blocks = this.#rekeyed(this.#blocks, pairs, (moved, there) => [...there, ...moved])
    this.#single = this.#rekeyed(this.#single, pairs, (moved) => moved)
    for (const [from, to, index] of inRacks) {
      this.#single.set(from, GONE)
      this.#single.set(to, index)
    }
  }

  /** All paths that hold indexes, and everything above them. */
  knownPaths(): Set<string> {
    return withAncestors([...this.#blocks.keys(), ...this.#single.keys()])
  }

  #inBlocks(holder: string, name: string): number | undefined {
    const blocks = this.#blocks.get(holder)
    if (!blocks) return undefined
    for (let at = blocks.length - 1; at >= 0; at--) {
      const block = blocks[at]
      const slot = block?.shape.slots.get(name)
      if (block && slot !== undefined) return block.first + slot
    }
    return undefined
  }

  #rekeyed<T>(
    map: Map<string, T>,
    pairs: ReadonlyMap<string, string>,
    merge: (moved: T, there: T) => T,
  ): Map<string, T> {
    const staying = new Map<string, T>()
    const moving: [string, T][] = []
    for (const [path, value] of map) {
      const to = movedPath(path, pairs)
      if (to === undefined) staying.set(path, value)
      else moving.push([to, value])
    }
    for (const [path, value] of moving) {
      const there = staying.get(path)
      staying.set(path, there === undefined ? value : merge(value, there))
    }
    return staying
  }
}

/** Where a path goes when what it is or stands in is renamed; undefined where it stays. */
function movedPath(path: string, pairs: ReadonlyMap<string, string>): string | undefined {
  for (let above = path; above !== ''; above = parentPath(above)) {
    const to = pairs.get(above)
    if (to !== undefined) return to + path.slice(above.length)
  }
  return undefined
}

export function withAncestors(paths: Iterable<string>): Set<string> {
  const all = new Set<string>()
  for (const path of paths) {
    for (let above = path; above !== '' && !all.has(above); above = parentPath(above)) all.add(above)
  }
  return all
}
