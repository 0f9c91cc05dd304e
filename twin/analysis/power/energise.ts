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
const NONE: ReadonlySet<number> = new Set()

/** What is out of the chain. */
interface Gone {
  /** Node numbers that are failed, tripped or out of service. */
  readonly nodes: ReadonlySet<number>
  /** UPS that get nothing from what they draw from. */
  readonly inputs?: ReadonlySet<number>
  /** Whether UPS have a charged battery, but for the empty ones. */
  readonly batteries: boolean
  /** UPS whose batteries are empty. */
  readonly empty?: ReadonlySet<number>
}

/** Nothing has power yet. */
export function unpowered({ nodes }: PowerGraph): Energised {
  return { state: new Uint8Array(nodes.length), drawsFrom: new Array<readonly number[]>(nodes.length).fill(NOTHING) }
}

/**
 * Which nodes have power when some are out. Power goes down by primaries first; then, from the top of the chain down, what has none
 * takes its first alternate that lives (a transfer switch prefers its primary wherever that has power), and a UPS without an input
 * its battery. A node draws only from what had power before it, so a tie between two boards never feeds itself.
 *
 * @param looked the nodes to look at, in the order of the graph, with all that is downstream of them; the rest stays as it is
 * @param into is changed in place
 */
export function energise(
  { nodes }: PowerGraph,
  { batteries, empty = NONE, inputs = NONE, nodes: out }: Gone,
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
        const from = inputs.has(number) ? NOTHING : all(node.primaries, live)
        if (from.length > 0) take(number, FROM_PRIMARY, from)
      }
    }
  }

  byPrimaries()
  let waiting = looked.filter((number) => !live(number) && !out.has(number) && hasAnotherWay(nodes[number], batteries))
  while (waiting.length > 0) {
    const canChange = (number: number) => !inputs.has(number) && nodes[number]?.alternates.some(live) === true
    const hasBattery = (number: number) => batteries && !empty.has(number) && nodes[number]?.thing.kind === 'ups'
    const first = highest(
      nodes,
      waiting.filter((number) => canChange(number) || hasBattery(number)),
    )
    if (first.length === 0) break
    const onBattery = first.filter((number) => !canChange(number))
    // A battery bridges until its input is back: what changes over above it comes first, however far down the file has it.
    const above = onBattery.length > 0 ? upstream(nodes, onBattery) : undefined
    const bridged = above ? waiting.filter((number) => above.has(number) && canChange(number)) : NOTHING
    for (const number of bridged.length > 0 ? highest(nodes, bridged) : first) {
      const alternate = nodes[number]?.alternates.find(live)
      if (alternate === undefined) take(number, ON_BATTERY, NOTHING)
      else take(number, FROM_ALTERNATE, [alternate])
    }
    byPrimaries()
    waiting = waiting.filter((number) => !live(number))
  }
  shareAmongAll(nodes, looked, into)
}

/** Those nearest to the sources. */
function highest(nodes: readonly PowerNode[], numbers: readonly number[]): readonly number[] {
  const level = numbers.reduce(
    (least, number) => Math.min(least, nodes[number]?.level ?? least),
    Number.POSITIVE_INFINITY,
  )
  return numbers.filter((number) => nodes[number]?.level === level)
}

/** All that these may draw from, directly or through others. */
function upstream(nodes: readonly PowerNode[], from: readonly number[]): ReadonlySet<number> {
  const reached = new Set<number>()
  const climb = (number: number) => {
    for (const above of [...(nodes[number]?.primaries ?? NOTHING), ...(nodes[number]?.alternates ?? NOTHING)]) {
      if (reached.has(above)) continue
      reached.add(above)
      climb(above)
    }
  }
  for (const number of from) climb(number)
  return reached
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
