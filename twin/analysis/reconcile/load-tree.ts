import { energise, unpowered } from '../power/energise.ts'
import { riseOf } from '../power/flow.ts'
import type { PowerGraph } from '../power/power-graph.ts'

/** A part of what a vertex carries: `share` of what another does, losses in it. */
export interface Part {
  readonly from: number
  readonly share: number
  /** What of the share is losses. */
  readonly loss: number
  /** How many vertices carry a share of `from`. */
  readonly carriers: number
}

const NONE: ReadonlySet<number> = new Set()

/**
 * The power chain as a tree of sums: cords, banks of outlets, nodes; then of each node what it uses itself, and by how much its
 * losses differ from the declared ones. Cords, own uses and losses are leaves.
 */
export interface LoadTree {
  readonly size: number
  readonly bank: (bank: number) => number
  readonly node: (node: number) => number
  readonly own: (node: number) => number
  readonly lossesOf: (node: number) => number
  /** Banks and nodes, what is below before what is above. */
  readonly inner: readonly number[]
  /** By vertex; leaves have none. */
  readonly parts: readonly (readonly Part[])[]
}

const NO_PARTS: readonly Part[] = []

/** @param inputs UPS that get nothing from what they draw from: what is above them carries none of their load */
export function loadTree(graph: PowerGraph, inputs: ReadonlySet<number> = NONE): LoadTree {
  const { cordBank, cordPdu, cordsOf, banks, banksOf } = graph.devices
  const [cords, nodes] = [cordPdu.length, graph.nodes.length]
  const bank = (number: number) => cords + number
  const node = (number: number) => cords + banks.length + number
  const own = (number: number) => node(nodes + number)
  const lossesOf = (number: number) => node(2 * nodes + number)
  const size = node(3 * nodes)
  const parts = new Array<readonly Part[]>(size).fill(NO_PARTS)
  const whole = (from: number): Part => ({ from, share: 1, loss: 0, carriers: 1 })
  const inner: number[] = banks.map((_, number) => bank(number))
  const inBank: Part[][] = banks.map(() => [])
  for (let cord = 0; cord < cords; cord++) inBank[cordBank[cord] ?? -1]?.push(whole(cord))
  for (const [number, inside] of inBank.entries()) parts[bank(number)] = inside
  const energised = unpowered(graph)
  energise(graph, { nodes: NONE, inputs, batteries: true }, [...graph.nodes.keys()], energised)
  const done = new Set<number>()
  const enter = (number: number) => {
    if (done.has(number)) return
    done.add(number)
    const made = [whole(own(number)), whole(lossesOf(number))]
    for (const cord of cordsOf.get(number) ?? []) if ((cordBank[cord] ?? -1) < 0) made.push(whole(cord))
    for (const inside of banksOf.get(number) ?? []) made.push(whole(bank(inside)))
    for (const below of new Set(graph.fed[number])) {
      const from = energised.drawsFrom[below] ?? []
      const thing = graph.nodes[below]?.thing
      if (!thing || !from.includes(number)) continue
      enter(below)
      const { growth } = riseOf(thing)
      const carriers = from.length
      made.push({ from: node(below), share: growth / carriers, loss: (growth - 1) / carriers, carriers })
    }
    parts[node(number)] = made
    inner.push(node(number))
  }
  for (const number of graph.nodes.keys()) enter(number)
  return { size, bank, node, own, lossesOf, inner, parts }
}
