import { DEAD, type Energised } from './energise.ts'
import type { PowerLoads } from './loads.ts'
import type { PowerGraph } from './power-graph.ts'

const NOTHING: ReadonlyMap<number, number> = new Map()

/** Coolers among these nodes that have no power. What the estate gives no supply is taken to have it while it is not lost itself. */
export function coolersWithout(
  { nodes }: PowerGraph,
  { state }: Energised,
  out: ReadonlySet<number>,
  looked: Iterable<number>,
): ReadonlySet<number> {
  const dead = new Set<number>()
  for (const number of looked) {
    const node = nodes[number]
    if (node?.thing.kind !== 'crah' && node?.thing.kind !== 'chiller') continue
    const isSupplied = node.primaries.length + node.alternates.length > 0
    if (state[number] === DEAD && (isSupplied || out.has(number))) dead.add(number)
  }
  return dead
}

/**
 * What chillers draw, by node, when these coolers have no power: the heat of those comes to the others. Only those that draw something else
 * than they do with all of them; what one is measured to draw grows as its heat does.
 */
export function ownWithout(
  { at, nodes }: PowerGraph,
  loads: PowerLoads,
  dead: ReadonlySet<number>,
): ReadonlyMap<number, number> {
  if (dead.size === 0 || !loads.chillers) return NOTHING
  const chillers = loads.chillers()
  const before = chillers.watts(new Set())
  const own = new Map<number, number>()
  for (const [path, after] of chillers.watts(new Set([...dead].map((number) => nodes[number]?.thing.path ?? '')))) {
    const number = at.get(path)
    const was = before.get(path) ?? 0
    if (number === undefined || after === was) continue
    const measured = loads.own[number] ?? 0
    own.set(number, was > 0 ? (measured * after) / was : measured + after)
  }
  return own
}
