import type { Estate } from '../../model/estate.ts'
import { POWER_CHAIN_KINDS } from '../../model/kinds.ts'
import type { ThingPath } from '../../model/path.ts'
import type { Supply, Thing, ThingOf } from '../../model/things.ts'
import { connectDevices, type DeviceTable } from './device-table.ts'
import { type Limit, limitOf } from './limits.ts'

const NODE_KINDS = [...POWER_CHAIN_KINDS, 'rack-pdu', 'crah', 'chiller'] as const

export type PowerNodeKind = (typeof NODE_KINDS)[number]
export type PowerThing = ThingOf<PowerNodeKind>

/** One thing that power comes from, passes through, or, a cooler, ends in. Numbers of nodes are those of `PowerGraph.nodes`. */
export interface PowerNode {
  readonly thing: PowerThing
  /** Several share the load. */
  readonly primaries: readonly number[]
  /** Taken, in this order, while no primary has power. */
  readonly alternates: readonly number[]
  readonly limit: Limit
  /** Volts between line and neutral; of a direct current its voltage. NaN where nothing says it. */
  readonly lineToNeutral: number
  /** Has power of its own: the grid, a generator. */
  readonly isSource: boolean
  /** 0 for what draws from nothing, else one more than the highest of its primaries. */
  readonly level: number
}

/** The power chain of an estate, from the grid to the cords of its devices, ready for arithmetic. */
export interface PowerGraph {
  /** What draws comes behind its primaries. */
  readonly nodes: readonly PowerNode[]
  readonly at: ReadonlyMap<string, number>
  /** What may draw from each node: those that name it as a primary or an alternate. */
  readonly fed: readonly (readonly number[])[]
  readonly devices: DeviceTable
}

/** Walks every device of the estate once. References that lead nowhere are left out: the loader refuses them. */
export function powerGraph(estate: Estate): PowerGraph {
  const things = inOrder(NODE_KINDS.flatMap((kind): readonly PowerThing[] => estate.ofKind(kind)))
  const at = new Map(things.map((thing, number): [string, number] => [thing.path, number]))
  const nodes: PowerNode[] = []
  for (const thing of things) {
    const primaries = numbersOf(thing, 'primary', at).filter((number) => number < nodes.length)
    const level = primaries.reduce((highest, number) => Math.max(highest, (nodes[number]?.level ?? 0) + 1), 0)
    const above = primaries[0] === undefined ? undefined : nodes[primaries[0]]
    nodes.push({
      thing,
      primaries,
      alternates: numbersOf(thing, 'alternate', at),
      ...limitOf(thing, above),
      isSource: thing.kind === 'utility' || thing.kind === 'generator',
      level,
    })
  }
  const fed: number[][] = nodes.map(() => [])
  for (const [number, { primaries, alternates }] of nodes.entries()) {
    for (const from of new Set([...primaries, ...alternates])) fed[from]?.push(number)
  }
  return { nodes, at, fed, devices: connectDevices(estate, nodes, at) }
}

/** The nodes and all that may draw from them, directly or through others, in the order of the graph. */
export function downstream({ fed }: PowerGraph, from: Iterable<number>): readonly number[] {
  const reached = new Set(from)
  for (const number of reached) for (const below of fed[number] ?? []) reached.add(below)
  return [...reached].sort((one, other) => one - other)
}

function suppliesOf(thing: Thing): readonly Supply[] {
  return 'supplies' in thing ? thing.supplies : []
}

function numbersOf(thing: Thing, role: Supply['role'], at: ReadonlyMap<string, number>): number[] {
  const numbers: number[] = []
  for (const supply of suppliesOf(thing)) {
    const number = supply.role === role ? at.get(supply.from) : undefined
    if (number !== undefined && !numbers.includes(number)) numbers.push(number)
  }
  return numbers
}

/**
 * Primaries before what draws from them, else as they come. A ring of primaries has no beginning (the loader refuses it): its members
 * come in the order in which they are met, and a supply that would lead forward is left out.
 */
function inOrder(things: readonly PowerThing[]): readonly PowerThing[] {
  const byPath = new Map<ThingPath, PowerThing>(things.map((thing) => [thing.path, thing]))
  const entered = new Set<PowerThing>()
  const ordered: PowerThing[] = []
  for (const first of things) {
    const open: { readonly thing: PowerThing; readonly left: ThingPath[] }[] = []
    const enter = (thing: PowerThing | undefined) => {
      if (!thing || entered.has(thing)) return
      entered.add(thing)
      const left = suppliesOf(thing).flatMap(({ from, role }) => (role === 'primary' ? [from] : []))
      open.push({ thing, left: left.reverse() })
    }
    enter(first)
    for (let top = open.at(-1); top; top = open.at(-1)) {
      const next = top.left.pop()
      if (next !== undefined) enter(byPath.get(next))
      else {
        ordered.push(top.thing)
        open.pop()
      }
    }
  }
  return ordered
}
