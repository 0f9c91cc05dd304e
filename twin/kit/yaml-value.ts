import { type Document, isAlias, isMap, isScalar, isSeq, type Node, visit } from 'yaml'
import { nameOf, offsetOf } from './yaml-tree.ts'

/** Something in a document that it may not hold. */
export interface YamlFault {
  readonly offset: number
  readonly message: string
  readonly found?: string
}

interface YamlValue {
  readonly value: unknown
  readonly faults: readonly YamlFault[]
  /** What each alias stands for. */
  readonly targets: ReadonlyMap<Node, Node>
}

const MOST_FAULTS = 100
/** Values that stand below aliases, counted each time that one is written. */
const MOST_REPEATED = 100_000

/**
 * The plain value of a document: records, lists, texts, numbers, yes and no. An alias is the value that it stands for, the same
 * object. Names given twice, names that are no texts, own tags, too many aliases and too much depth are faults.
 */
export function plainValue(
  document: Document,
  limits: { readonly depth: number; readonly aliases: number },
): YamlValue {
  const faults: YamlFault[] = []
  const fault = (node: unknown, message: string, found?: string) => {
    if (faults.length < MOST_FAULTS)
      faults.push({ offset: offsetOf(node) ?? 0, message, ...(found === undefined ? {} : { found }) })
  }
  const { targets, tooMany } = aliasTargets(document, limits.aliases)
  if (tooMany) {
    fault(tooMany, `More than ${limits.aliases} aliases (*name) repeat things; write a pattern instead.`)
    return { value: undefined, faults, targets }
  }
  const made = new Map<Node, unknown>()
  const open = new Set<Node>()
  let followed = 0
  let repeated = 0

  const value = (node: unknown, depth: number): unknown => {
    if (followed > 0 && ++repeated > MOST_REPEATED) return undefined
    if (depth > limits.depth) {
      fault(node, `Things are written more than ${limits.depth} levels deep; nothing in such a file is.`)
      return undefined
    }
    if (isAlias(node)) {
      const target = targets.get(node)
      if (!target) fault(node, 'No anchor of this name stands before it.', `*${node.source}`)
      else if (open.has(target)) fault(node, 'An alias stands within what it repeats.', `*${node.source}`)
      else return again(target, depth)
      return undefined
    }
    if (isScalar(node)) return node.value
    if (isMap(node)) return guarded(node, () => record(node, depth))
    if (isSeq(node)) return guarded(node, () => node.items.map((item) => value(item, depth + 1)))
    return null
  }

  /** Gone through again, so that what a bomb would become is counted. */
  const again = (target: Node, depth: number): unknown => {
    followed++
    const result = value(target, depth)
    followed--
    return result
  }

  const guarded = (node: Node, make: () => unknown): unknown => {
    open.add(node)
    const result = make()
    open.delete(node)
    const first = made.get(node)
    if (first !== undefined) return first
    made.set(node, result)
    return result
  }

  const record = (node: { readonly items: readonly unknown[] }, depth: number): unknown => {
    const fields = new Map<string, unknown>()
    for (const pair of node.items as readonly Parameters<typeof nameOf>[0][]) {
      const name = nameOf(pair)
      if (name === undefined) fault(pair, 'The name of a field is a text, not a list or a record.')
      else if (name === '__proto__') fault(pair, 'No field may have this name.', name)
      else if (fields.has(name)) fault(pair, 'The name stands twice in the same record; each is written once.', name)
      else fields.set(name, value(pair.value, depth + 1))
    }
    return Object.fromEntries(fields)
  }

  const result = value(document.contents, 0)
  if (repeated > MOST_REPEATED)
    fault(document.contents, 'The aliases of the file repeat things too often; write a pattern instead.')
  return { value: result, faults, targets }
}

function aliasTargets(document: Document, most: number) {
  const anchors = new Map<string, Node>()
  const targets = new Map<Node, Node>()
  let tooMany: Node | undefined
  visit(document, {
    Node(_, node) {
      if (isAlias(node)) {
        const target = anchors.get(node.source)
        if (target) targets.set(node, target)
        if (targets.size > most) {
          tooMany = node
          return visit.BREAK
        }
      } else if ('anchor' in node && node.anchor) anchors.set(node.anchor, node)
      return undefined
    },
  })
  return { targets, tooMany }
}
