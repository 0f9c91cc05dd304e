import { isMap, isScalar, type Node } from 'yaml'
import type { Edit } from './edit.ts'

/**
 * Version 2 writes the load that a floor bears as what it is, a mass on each square metre: `1500 kg` was meant so and becomes
 * `1500 kg/m2`.
 */
export function editsFrom1(root: Node): readonly Edit[] {
  const edits: Edit[] = []
  const waiting: unknown[] = [root]
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (!isMap(node)) continue
    const isRoom = node.items.some((pair) => textOf(pair.key) === 'kind' && textOf(pair.value) === 'room')
    for (const { key, value } of node.items) {
      if (isRoom && textOf(key) === 'floorLoad' && isScalar(value) && value.range) {
        const figure = /^(\d+(?:\.\d+)?) ?(kg|t)$/.exec(textOf(value) ?? '')
        if (figure) edits.push({ from: value.range[0], to: value.range[1], text: `${figure[1]} ${figure[2]}/m2` })
      }
      if (isMap(value)) waiting.push(value)
    }
  }
  return edits
}

function textOf(node: unknown): string | undefined {
  return isScalar(node) && typeof node.value === 'string' ? node.value : undefined
}
