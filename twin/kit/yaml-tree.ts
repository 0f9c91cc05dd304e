import { isAlias, isMap, isPair, isScalar, isSeq, type LineCounter, type Node, type Pair, type ParsedNode } from 'yaml'
import type { DocumentPath } from './diagnostic.ts'

export interface LinePosition {
  /** From 1. */
  readonly line: number
  /** From 1. */
  readonly column: number
}

/** Finds the places in the text of a YAML document's parts. */
export class YamlTree {
  constructor(
    readonly root: Node | null,
    private readonly lines: LineCounter,
    /** What each alias stands for. */
    private readonly targets: ReadonlyMap<Node, Node>,
  ) {}

  /** Where the name (of a field) or the entry (of a list) stands that a path ends in; of its nearest ancestor where it is absent. */
  placeOf(path: DocumentPath): LinePosition {
    return this.#follow(path, true)
  }

  /** Where the value stands that a path leads to; of its nearest ancestor where it is absent. */
  placeOfValue(path: DocumentPath): LinePosition {
    return this.#follow(path, false)
  }

  at(offset: number): LinePosition {
    const { line, col } = this.lines.linePos(offset)
    return { line: Math.max(line, 1), column: Math.max(col, 1) }
  }

  #follow(path: DocumentPath, wantsName: boolean): LinePosition {
    let node: unknown = this.root
    let place = offsetOf(this.root) ?? 0
    for (const [depth, step] of path.entries()) {
      const holder = this.#resolved(node)
      if (isMap(holder)) {
        const pair = holder.items.find((item) => nameOf(item) === String(step))
        if (!pair) break
        node = pair.value
        const name = offsetOf(pair.key)
        place = (wantsName && depth === path.length - 1 ? name : (offsetOf(pair.value) ?? name)) ?? place
        // What is below a field that stands on lines of its own is told at the field.
        if (depth < path.length - 1) place = name ?? place
      } else if (isSeq(holder)) {
        const entry = holder.items[Number(step)]
        if (entry === undefined) break
        node = entry
        place = offsetOf(entry) ?? place
      } else break
    }
    return this.at(place)
  }

  #resolved(node: unknown): unknown {
    return isAlias(node) ? this.targets.get(node) : node
  }
}

/** The text of a field's name; undefined where it is no plain one. */
export function nameOf(pair: Pair<unknown, unknown>): string | undefined {
  return isScalar(pair.key) ? String(pair.key.value ?? '') : undefined
}

export function offsetOf(node: unknown): number | undefined {
  if (isPair(node)) return offsetOf(node.key)
  return (node as ParsedNode | null)?.range?.[0]
}
