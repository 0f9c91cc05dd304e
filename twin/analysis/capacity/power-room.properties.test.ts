import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PowerEstate } from '../../kit/testing/power-estate.ts'
import { randomPowerEstate } from '../../kit/testing/random-power-estate.ts'
import { Losses, settledWith } from '../failover/settled.ts'
import { worstUses } from '../failover/worst-uses.ts'
import { declaredLoads } from '../power/declared-loads.ts'
import { type PowerGraph, powerGraph } from '../power/power-graph.ts'
import { PowerRooms, type RackAsking } from './power-room.ts'

function studied(estate: PowerEstate) {
  const built = estate.build()
  const graph = withSides(powerGraph(built))
  const loads = declaredLoads(built, graph)
  const before = settledWith(graph, loads, { nodes: new Set(), banks: new Set(), batteries: true })
  const worst = worstUses(graph, before, new Losses(graph, loads, before))
  const shares = [...worst.nodes, ...worst.banks].map((figures) => figures.worst?.share ?? 0)
  const isWithin = before.trips.length === 0 && Math.max(...shares) <= 1
  return { graph, rooms: new PowerRooms(graph, before, loads, worst), shares, isWithin }
}

/** The rack PDUs of a chain that knows no sides are A and B by turns. */
function withSides(graph: PowerGraph): PowerGraph {
  let count = 0
  const nodes = graph.nodes.map((node) => {
    if (node.thing.kind !== 'rack-pdu') return node
    return { ...node, thing: { ...node.thing, side: count++ % 2 === 0 ? ('a' as const) : ('b' as const) } }
  })
  return { ...graph, nodes }
}

function pdusOf(graph: PowerGraph): readonly number[] {
  return [...graph.nodes.keys()].filter((number) => graph.nodes[number]?.thing.kind === 'rack-pdu')
}

/** A rack for each two rack PDUs, one of each side; a last one has a single cord. */
function racksOf(graph: PowerGraph): readonly RackAsking[] {
  const pdus = pdusOf(graph)
  return pdus.flatMap((pdu, place) =>
    place % 2 === 0 ? [{ pdus: [pdu, ...pdus.slice(place + 1, place + 2)], limits: [] }] : [],
  )
}

describe('what racks may draw more', () => {
  test('fits: where all of it is drawn, no single loss takes anything beyond its limit', () => {
    let tried = 0
    fc.assert(
      fc.property(randomPowerEstate([60, 400]), (estate) => {
        const { graph, rooms, shares } = studied(estate)
        fc.pre(Math.max(...shares) < 1)
        const racks = racksOf(graph)
        const upTo = racks.map((_, place) => rooms.of(racks.slice(0, place + 1)).watts)
        fc.pre(upTo.every(Number.isFinite))
        for (const [place, { pdus }] of racks.entries()) {
          const watts = (upTo[place] ?? 0) - (upTo[place - 1] ?? 0)
          expect(watts).toBeGreaterThan(-1e-6)
          const cords = pdus.map((pdu) => `${graph.nodes[pdu]?.thing.path.slice(2)}#48`)
          if (watts > 0) estate.device(`more-${place}`, cords, watts)
        }
        if ((upTo.at(-1) ?? 0) > 1000) tried++
        expect(Math.max(...studied(estate).shares)).toBeLessThan(1 + 1e-6)
      }),
      { numRuns: 150 },
    )
    expect(tried).toBeGreaterThan(20)
  })

  test('is never more where more is drawn, unless a protection opens and takes load away', () => {
    fc.assert(
      fc.property(
        randomPowerEstate([30, 300]),
        fc.nat(),
        fc.integer({ min: 10, max: 20_000 }),
        (estate, which, watts) => {
          const before = studied(estate)
          const pdus = pdusOf(before.graph)
          const cord = before.graph.nodes[pdus[which % pdus.length] ?? 0]?.thing.path.slice(2) ?? ''
          const roomOf = ({ rooms, graph }: typeof before) => racksOf(graph).map((rack) => rooms.of([rack]).watts)
          const had = roomOf(before)
          const more = studied(estate.device('more', [`${cord}#48`], watts))
          fc.pre(more.isWithin)
          const after = roomOf(more)
          for (const [place, room] of after.entries()) expect(room).toBeLessThanOrEqual((had[place] ?? 0) + 1e-6)
        },
      ),
      { numRuns: 200 },
    )
  })
})
