import { isWithin } from '../../model/path.ts'
import type { PowerGraph, PowerNodeKind } from '../power/power-graph.ts'

/** So many alike are still drawn one by one. */
const MOST_ALIKE = 3

/** A symbol of the diagram: one thing, or several alike with all that draws from them alone. */
export interface DrawnNode {
  /** The path of the thing; of several, `group:` and the path of the first. */
  readonly key: string
  readonly kind: PowerNodeKind
  /** Numbers of the graph: one, or those that are folded into it, the alike ones first. */
  readonly members: readonly number[]
  /** How many of the members are the alike ones. */
  readonly alike: number
  /** Keys that it draws from. */
  readonly primaries: readonly string[]
  readonly alternates: readonly string[]
}

/**
 * What is drawn of the power chain at and below a place. More than three of a kind that draw from the same things are folded into one
 * symbol, with all that draws from nothing but them.
 *
 * @param unfolded keys of groups of which each member is drawn by itself
 */
export function foldedChain({ nodes }: PowerGraph, place: string, unfolded: ReadonlySet<string>): readonly DrawnNode[] {
  const inside = nodes.map(({ thing }) => isWithin(thing.path, place))
  const alike = new Map<string, number[]>()
  for (const [number, { alternates, primaries, thing }] of nodes.entries()) {
    if (!inside[number] || primaries.length + alternates.length === 0) continue
    const key = `${thing.kind}|${[...primaries].sort().join()}|${[...alternates].sort().join()}`
    alike.set(key, [...(alike.get(key) ?? []), number])
  }
  const groupOf = new Map<number, string>()
  for (const members of alike.values()) {
    const key = `group:${nodes[members[0] ?? 0]?.thing.path}`
    if (members.length > MOST_ALIKE && !unfolded.has(key)) for (const number of members) groupOf.set(number, key)
  }
  const drawn = new Map<string, { kind: PowerNodeKind; members: number[]; alike: number }>()
  const keyOf: string[] = []
  for (const [number, { alternates, primaries, thing }] of nodes.entries()) {
    if (!inside[number]) continue
    const above = [...primaries, ...alternates].map((from) => groupedIn(keyOf[from]))
    const [only] = above
    // What draws from nothing but one group goes into it, whatever is alike among it.
    const absorbed = only !== undefined && above.every((key) => key === only) ? only : undefined
    const key = absorbed ?? groupOf.get(number) ?? thing.path
    keyOf[number] = key
    const known = drawn.get(key)
    if (known) known.members.push(number)
    else drawn.set(key, { kind: thing.kind, members: [number], alike: 0 })
    const group = drawn.get(key)
    if (group && absorbed === undefined) group.alike++
  }
  return [...drawn].map(([key, { alike: count, kind, members }]) => {
    const from = (role: 'primaries' | 'alternates') => {
      const keys = members.flatMap((number) => nodes[number]?.[role] ?? []).flatMap((above) => keyOf[above] ?? [])
      return [...new Set(keys)].filter((above) => above !== key)
    }
    const primaries = from('primaries')
    const alternates = from('alternates').filter((above) => !primaries.includes(above))
    return { key, kind, members, alike: count, primaries, alternates }
  })
}

function groupedIn(key: string | undefined): string | undefined {
  return key?.startsWith('group:') ? key : undefined
}
