import type { Estate } from '../../model/estate.ts'
import { parentPath } from '../../model/path.ts'
import { Supports } from '../failover/supports.ts'
import { energise, unpowered } from '../power/energise.ts'
import { downstream, type PowerGraph } from '../power/power-graph.ts'
import type { Reconciled } from '../reconcile/reconcile.ts'
import type { PowerFinding } from './power-finding.ts'

/** What is odd about a power chain; with measured loads also what meters do not account for. */
export function powerFindings(
  estate: Estate,
  graph: PowerGraph,
  reconciled?: Partial<Pick<Reconciled, 'unaccounted' | 'uneven'>>,
): readonly PowerFinding[] {
  return [
    ...falseRedundancy(graph),
    ...threePhaseOnSingle(graph),
    ...oddCords(graph),
    ...tieLoops(graph),
    ...missingRatings(estate, graph),
    ...coolersWithoutSupply(graph),
    ...(reconciled?.uneven ?? []).map(
      ({ path, shares }): PowerFinding => ({ kind: 'uneven-primaries', shares, paths: [path] }),
    ),
    ...(reconciled?.unaccounted ?? []).map(
      ({ path, ...rest }): PowerFinding => ({ kind: 'unaccounted', ...rest, paths: [path] }),
    ),
  ]
}

/** By what is nearest to the racks of all that both sides rest on, changeovers counted and batteries not. */
function falseRedundancy(graph: PowerGraph): readonly PowerFinding[] {
  const energised = unpowered(graph)
  energise(graph, { nodes: new Set(), batteries: true }, [...graph.nodes.keys()], energised)
  const supports = new Supports(graph, energised)
  const racks = new Map<string, Record<'a' | 'b', number[]>>()
  for (const [number, { thing }] of graph.nodes.entries()) {
    if (thing.kind !== 'rack-pdu' || thing.side === 'single') continue
    const rack = parentPath(thing.path)
    const sides = racks.get(rack) ?? { a: [], b: [] }
    sides[thing.side].push(number)
    racks.set(rack, sides)
  }
  const resting = new Map<number, string[]>()
  for (const [rack, { a, b }] of racks) {
    if (a.length === 0 || b.length === 0) continue
    const [first = new Set<number>(), ...others] = [...a, ...b].map((pdu) => supports.of(pdu) ?? new Set<number>())
    const common = [...first].filter((node) => others.every((set) => set.has(node)))
    const [nearest] = common.sort((one, other) => (graph.nodes[other]?.level ?? 0) - (graph.nodes[one]?.level ?? 0))
    if (nearest !== undefined) resting.set(nearest, [...(resting.get(nearest) ?? []), rack])
  }
  return [...resting].map(([on, paths]) => ({ kind: 'false-2n', restsOn: pathOf(graph, on), paths }))
}

function threePhaseOnSingle({ nodes }: PowerGraph): readonly PowerFinding[] {
  return nodes.flatMap(({ primaries, thing }): PowerFinding[] => {
    if (thing.kind !== 'rack-pdu' || thing.phase !== 'three') return []
    const feed = nodes[primaries[0] ?? -1]?.thing
    if (feed?.kind !== 'power-feed' || feed.phase !== 'single') return []
    return [{ kind: 'three-phase-on-single-phase', feed: feed.path, paths: [thing.path] }]
  })
}

function oddCords({ devices: table, nodes }: PowerGraph): readonly PowerFinding[] {
  return table.devices.flatMap((device, number): PowerFinding[] => {
    const [first, end] = [table.firstCord[number] ?? 0, table.firstCord[number + 1] ?? 0]
    if (end - first < 3 || (end - first) % 2 === 0) return []
    const cords = { a: 0, b: 0, single: 0 }
    for (let cord = first; cord < end; cord++) {
      const pdu = nodes[table.cordPdu[cord] ?? -1]?.thing
      if (pdu?.kind === 'rack-pdu') cords[pdu.side]++
    }
    const needed = table.needed[number] ?? 1
    const fallsWith = (['a', 'b', 'single'] as const).filter(
      (side) => cords[side] > 0 && end - first - cords[side] < needed,
    )
    return [{ kind: 'odd-cords', cords, needed, fallsWith, paths: [device.path] }]
  })
}

/** A thing whose alternate can draw from itself. The arithmetic never feeds one from the other in a ring, see `energise`. */
function tieLoops(graph: PowerGraph): readonly PowerFinding[] {
  const loops = new Map<string, readonly string[]>()
  for (const [number, { alternates }] of graph.nodes.entries()) {
    if (alternates.length === 0) continue
    const below = new Set(downstream(graph, [number]))
    for (const alternate of alternates) {
      if (!below.has(alternate)) continue
      const paths = [pathOf(graph, number), pathOf(graph, alternate)].sort()
      loops.set(paths.join(), paths)
    }
  }
  return [...loops.values()].map((paths) => ({ kind: 'tie-loop', paths }))
}

function missingRatings(estate: Estate, graph: PowerGraph): readonly PowerFinding[] {
  const unrated = new Map<string, string[]>()
  for (const { limit, thing } of graph.nodes) {
    if (thing.kind === 'crah' || thing.kind === 'chiller') continue
    const { perLine, voltAmperes, watts } = limit
    if (![perLine, voltAmperes, watts].every((value) => Number.isNaN(value))) continue
    unrated.set(`${thing.kind} without a rating`, [
      ...(unrated.get(`${thing.kind} without a rating`) ?? []),
      thing.path,
    ])
  }
  for (const { path, type } of graph.devices.devices) {
    const { power, typicalPower } = estate.deviceType(type) ?? {}
    if (power !== undefined || typicalPower !== undefined) continue
    const what = `devices of type ${type}, which says no draw`
    const known = unrated.get(what)
    if (known) known.push(path)
    else unrated.set(what, [path])
  }
  return [...unrated].map(([what, paths]) => ({ kind: 'missing-rating', what, paths }))
}

function coolersWithoutSupply({ nodes }: PowerGraph): readonly PowerFinding[] {
  const paths = nodes.flatMap(({ alternates, primaries, thing: { kind, path } }): string[] => {
    const isCooler = kind === 'crah' || kind === 'chiller'
    return isCooler && primaries.length + alternates.length === 0 ? [path] : []
  })
  return paths.length > 0 ? [{ kind: 'no-supply', paths }] : []
}

function pathOf({ nodes }: PowerGraph, number: number): string {
  return nodes[number]?.thing.path ?? ''
}
