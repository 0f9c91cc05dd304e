import type { PowerGraph } from '../../../analysis/power/power-graph.ts'
import { type DrawnNode, foldedChain } from '../../../analysis/single-line/fold.ts'
import { isWithin } from '../../../model/path.ts'

/**
 * The chain as it is drawn in a what-if: a group of which only a part is lost is unfolded, so that a link shows the same to whoever opens it.
 *
 * @param lost paths that are let fail
 */
export function unfoldLost(
  graph: PowerGraph,
  place: string,
  unfolded: ReadonlySet<string>,
  lost: readonly string[],
): readonly DrawnNode[] {
  const open = new Set(unfolded)
  const isLost = (number: number) => lost.some((path) => isWithin(graph.nodes[number]?.thing.path ?? '', path))
  const isTorn = ({ alike, members }: DrawnNode) =>
    alike > 1 && members.some(isLost) && !members.slice(0, alike).every(isLost)
  for (;;) {
    const drawn = foldedChain(graph, place, open)
    const torn = drawn.filter(isTorn)
    if (torn.length === 0) return drawn
    for (const { key } of torn) open.add(key)
  }
}
