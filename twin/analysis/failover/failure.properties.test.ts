import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { PowerEstate } from '../../kit/testing/power-estate.ts'
import { randomPowerEstate } from '../../kit/testing/random-power-estate.ts'
import { declaredLoads } from '../power/declared-loads.ts'
import { DEAD, ON_BATTERY } from '../power/energise.ts'
import { apparentOf, LOAD_COLUMNS, WATTS } from '../power/line-loads.ts'
import type { PowerLoads } from '../power/loads.ts'
import { type PowerGraph, powerGraph } from '../power/power-graph.ts'
import { Losses, type Settled, settledWith } from './settled.ts'

/** So large that nothing opens: what moves, moves, and nothing else happens. */
const AMPLE = [1e6, 1e6] as const

function chainOf(estate: PowerEstate) {
  const built = estate.build()
  const graph = powerGraph(built)
  return { graph, loads: declaredLoads(built, graph) }
}

const lose = (graph: PowerGraph, loads: PowerLoads, nodes: ReadonlySet<number>, batteries = true) =>
  settledWith(graph, loads, { nodes, banks: new Set(), batteries })

/** Which nodes are lost: the numbers pick among them. */
const picks = fc.array(fc.nat(), { maxLength: 4 })
const pick = (numbers: readonly number[], count: number) => new Set(numbers.map((number) => number % count))
const alive = ({ flow }: Settled) => [...flow.devices].flatMap((watts, device) => (watts > 0 ? [device] : []))

describe('of any chain and any loss', () => {
  test('what was computed from the state before is what is computed from nothing', () => {
    fc.assert(
      fc.property(randomPowerEstate([6, 60]), picks, fc.boolean(), (estate, numbers, batteries) => {
        const { graph, loads } = chainOf(estate)
        const nodes = pick(numbers, graph.nodes.length)
        const before = lose(graph, loads, new Set())
        // What had tripped before the loss stays so; from nothing the same holds only where nothing had.
        fc.pre(before.trips.length === 0)
        const losses = new Losses(graph, loads, before)
        // Whatever was asked before leaves no trace.
        losses.settled(pick([1, 5, 8], graph.nodes.length), !batteries)
        const fromBefore = losses.settled(nodes, batteries)
        const anew = lose(graph, loads, nodes, batteries)
        expect([...fromBefore.energised.state]).toEqual([...anew.energised.state])
        expect([...fromBefore.out.nodes].sort()).toEqual([...anew.out.nodes].sort())
        expect(fromBefore.trips).toEqual(anew.trips)
        for (const column of ['nodes', 'banks', 'cords', 'devices', 'livingCords'] as const) {
          expect([...fromBefore.flow[column]]).toEqual([...anew.flow[column]])
        }
      }),
    )
  })

  test('a node carries what draws from it, its losses and its cords, and the sources carry all of it', () => {
    fc.assert(
      fc.property(randomPowerEstate(AMPLE), picks, (estate, numbers) => {
        const { graph, loads } = chainOf(estate)
        const { energised, flow } = lose(graph, loads, pick(numbers, graph.nodes.length))
        for (const [number, { thing }] of graph.nodes.entries()) {
          if (energised.state[number] === DEAD) continue
          let below = 0
          for (const [other, from] of energised.drawsFrom.entries()) {
            const node = graph.nodes[other]?.thing
            if (!from.includes(number) || energised.state[other] === ON_BATTERY) continue
            const efficiency = node?.kind === 'ups' ? node.efficiency : 1
            below += (flow.nodes[other * LOAD_COLUMNS + WATTS] ?? 0) / efficiency / from.length
          }
          for (const cord of graph.devices.cordsOf.get(number) ?? []) below += flow.cords[cord] ?? 0
          const carried = flow.nodes[number * LOAD_COLUMNS + WATTS] ?? 0
          expect(carried, thing.path).toBeCloseTo(below, 6)
          expect(apparentOf(flow.nodes, number * LOAD_COLUMNS), thing.path).toBeCloseTo(carried / loads.powerFactor, 6)
        }
      }),
    )
  })

  test('of a loss and a greater one the greater never keeps a device alive that the lesser took down', () => {
    fc.assert(
      fc.property(randomPowerEstate(AMPLE), picks, picks, (estate, numbers, more) => {
        const { graph, loads } = chainOf(estate)
        const nodes = pick(numbers, graph.nodes.length)
        const greater = new Set([...nodes, ...pick(more, graph.nodes.length)])
        const lesserLeft = new Set(alive(lose(graph, loads, nodes)))
        const left = alive(lose(graph, loads, greater))
        expect(left.filter((device) => !lesserLeft.has(device))).toEqual([])
      }),
    )
  })

  test('more load never makes room: each node carries as much or more', () => {
    fc.assert(
      fc.property(
        randomPowerEstate(AMPLE),
        fc.nat(),
        fc.double({ min: 0, max: 5000, noNaN: true }),
        (estate, which, more) => {
          const { graph, loads } = chainOf(estate)
          const devices = loads.devices.slice()
          const device = which % devices.length
          devices[device] = (devices[device] ?? 0) + more
          const less = lose(graph, loads, new Set()).flow.nodes
          const greater = lose(graph, { ...loads, devices }, new Set()).flow.nodes
          for (let at = 0; at < less.length; at++) expect(greater[at]).toBeGreaterThanOrEqual((less[at] ?? 0) - 1e-9)
        },
      ),
    )
  })
})

test('A and B are alike: the loss of one leaves on the other what the loss of the other leaves on it', () => {
  const watts = fc.double({ min: 1, max: 5000, noNaN: true })
  fc.assert(
    fc.property(
      fc.array(watts, { minLength: 1, maxLength: 10 }),
      fc.integer({ min: 6, max: 63 }),
      (loads, amperage) => {
        const estate = new PowerEstate()
        for (const side of ['a', 'b']) {
          estate.utility(`utility-${side}`).ups(`ups-${side}`, { from: `utility-${side}` })
          estate
            .feed(`feed-${side}`, { from: `ups-${side}` }, { amperage })
            .pdu(`pdu-${side}`, { from: `feed-${side}` })
        }
        for (const [number, draws] of loads.entries()) estate.device(`device-${number}`, ['pdu-a', 'pdu-b'], draws)
        const { graph, loads: all } = chainOf(estate)
        const without = (name: string) => lose(graph, all, new Set([graph.at.get(`s/${name}`) ?? -1]))
        const carried = (settled: Settled, name: string) =>
          settled.flow.nodes[(graph.at.get(`s/${name}`) ?? 0) * LOAD_COLUMNS + WATTS]
        const [withoutA, withoutB] = [without('feed-a'), without('feed-b')]
        expect(carried(withoutA, 'ups-b')).toBeCloseTo(carried(withoutB, 'ups-a') ?? Number.NaN, 6)
        expect(withoutA.trips.map(({ after }) => after)).toEqual(withoutB.trips.map(({ after }) => after))
        expect(alive(withoutA)).toEqual(alive(withoutB))
      },
    ),
  )
})
