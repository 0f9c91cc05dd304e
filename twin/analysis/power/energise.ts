import type { PowerGraph, PowerNode } from './power-graph.ts'

/** How a node has power, if it has. */
export const DEAD = 0
export const FROM_PRIMARY = 1
export const FROM_ALTERNATE = 2
/** Its input is dead and its battery carries it, for minutes. */
export const ON_BATTERY = 3

export interface Energised {
  /** DEAD, FROM_PRIMARY, FROM_ALTERNATE or ON_BATTERY of each node; a source that lives is FROM_PRIMARY. */
  readonly state: Uint8Array
  /** The supplies that each node draws from now, which share its load. */
  readonly drawsFrom: (readonly number[])[]
}

const NOTHING: readonly number[] = []

/** Nothing has power yet. */
export function unpowered({ nodes }: PowerGraph): Energised {
  return { state: new Uint8Array(nodes.length), drawsFrom: new Array<readonly number[]>(nodes.length).fill(NOTHING) }
}

/**
 * Which nodes have power when some are out. Power goes down by primaries first; then, from the top of the chain down, what has none
 * takes its first alternate that lives (a transfer switch prefers its primary wherever that has power), and a UPS without an input
 * its battery. A node draws only from what had power before it, so a tie between two boards never feeds itself.
 *
 * @param out node numbers that are failed, tripped or out of service
 * @param batteries whether UPS have a charged battery
 * @param looked the nodes to look at, in the order of the graph, with all that is downstream of them; the rest stays as it is
 * @param into is changed in place
 */
export function energise(
  { nodes }: PowerGraph,
  out: ReadonlySet<number>,
  batteries: boolean,
  looked: readonly number[],
  into: Energised,
): void {
  const { state, drawsFrom } = into
  for (const number of looked) {
    state[number] = DEAD
    drawsFrom[number] = NOTHING
  }
  const live = (number: number) => state[number] !== DEAD
  const take = (number: number, how: number, from: readonly number[]) => {
    state[number] = how
    drawsFrom[number] = from
  }
  const byPrimaries = () => {
    for (const number of looked) {
      const node = nodes[number]
      if (!node || live(number) || out.has(number)) continue
      if (node.isSource) take(number, FROM_PRIMARY, NOTHING)
      else {
        const from = all(node.primaries, live)
        if (from.length > 0) take(number, FROM_PRIMARY, from)
      }
    }
  }

  byPrimaries()
  let waiting = looked.filter((number) => !live(number) && !out.has(number) && hasAnotherWay(nodes[number], batteries))
  while (waiting.length > 0) {
    const found: (readonly [number: number, how: number, from: readonly number[]])[] = []
    let level = Number.POSITIVE_INFINITY
    for (const number of waiting) {
      const node = nodes[number]
      if (!node || node.level > level) continue
      const alternate = node.alternates.find(live)
      if (alternate === undefined && !(batteries && node.thing.kind === 'ups')) continue
      if (node.level < level) found.length = 0
      level = node.level
      found.push(alternate === undefined ? [number, ON_BATTERY, NOTHING] : [number, FROM_ALTERNATE, [alternate]])
    }
    if (found.length === 0) break
    for (const one of found) take(...one)
    byPrimaries()
    waiting = waiting.filter((number) => !live(number))
  }
  shareAmongAll(nodes, looked, into)
}

function hasAnotherWay(node: PowerNode | undefined, batteries: boolean): boolean {
  return node !== undefined && (node.alternates.length > 0 || (batteries && node.thing.kind === 'ups'))
}

/** The list itself where all hold, which is nearly always. */
function all(numbers: readonly number[], holds: (number: number) => boolean): readonly number[] {
  return numbers.every(holds) ? numbers : numbers.filter(holds)
}

/** A primary that had power only after a changeover carries its share too, unless its power comes through what would draw from it. */
function shareAmongAll(nodes: readonly PowerNode[], looked: readonly number[], { state, drawsFrom }: Energised): void {
  const comesThrough = (from: number, through: number): boolean =>
    from === through || (drawsFrom[from] ?? NOTHING).some((above) => comesThrough(above, through))
  for (const number of looked) {
    const primaries = nodes[number]?.primaries ?? NOTHING
    if (primaries.length < 2 || state[number] !== FROM_PRIMARY || drawsFrom[number]?.length === primaries.length)
      continue
    drawsFrom[number] = primaries.filter((one) => state[one] !== DEAD && !comesThrough(one, number))
  }
}
