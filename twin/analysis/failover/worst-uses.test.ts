import { expect, test } from 'vitest'
import { PowerEstate } from '../../kit/testing/power-estate.ts'
import { declaredLoads } from '../power/declared-loads.ts'
import { powerGraph } from '../power/power-graph.ts'
import { Losses, settledWith } from './settled.ts'
import { pathOfLoss, worstUses } from './worst-uses.ts'

function studied(estate: PowerEstate) {
  const built = estate.build()
  const graph = powerGraph(built)
  const loads = declaredLoads(built, graph)
  const before = settledWith(graph, loads, { nodes: new Set(), banks: new Set(), batteries: true })
  const worst = worstUses(graph, before, new Losses(graph, loads, before))
  const node = (name: string) => worst.nodes[graph.at.get(`s/${name}`) ?? -1]
  return { ...worst, node, by: (loss: Parameters<typeof pathOfLoss>[1]) => pathOfLoss(graph, loss) }
}

const bank = (name: string, first: number) => ({ name, outlets: [first, first + 9], breaker: 16, lines: 'l1' })

test('a device with cords in two banks of one rack PDU brings all of its load to either when the other is lost', () => {
  const estate = new PowerEstate()
    .utility('grid')
    .feed('feed', { from: 'grid' })
    .pdu('rack/pdu', { from: 'feed' }, { banks: [bank('one', 1), bank('two', 11)], outlets: 20 })
    // 8 A of 16 A in each bank: 16 A at 230.94 V and a power factor of 0.95.
    .device('rack/server', ['rack/pdu#1', 'rack/pdu#11'], 16 * (400 / Math.sqrt(3)) * 0.95)
  const { banks, by } = studied(estate)
  expect(banks.map(({ now, worst }) => [now?.value, worst?.value].map((value) => value?.toFixed(6)))).toEqual([
    ['8.000000', '16.000000'],
    ['8.000000', '16.000000'],
  ])
  expect(banks.map((figures) => by(figures.by))).toEqual(['s/rack/pdu/two', 's/rack/pdu/one'])
})

test('a bank whose loss spares a device that the loss of its rack PDU stops brings more to the other side', () => {
  // 1 kW with a cord on each side, and 1 kW that needs both of its cords: it stops with the rack PDU, and not with the other bank.
  const estate = new PowerEstate().utility('grid')
  for (const side of ['a', 'b'])
    estate
      .feed(`feed-${side}`, { from: 'grid' })
      .pdu(`rack/pdu-${side}`, { from: `feed-${side}` }, { banks: [bank('one', 1), bank('two', 11)], outlets: 20 })
  estate.device('rack/either', ['rack/pdu-a#1', 'rack/pdu-b#1'], 1000)
  estate.device('rack/both', ['rack/pdu-a#11', 'rack/pdu-b#11'], 1000, 2)
  const { by, node } = studied(estate)
  const volts = 400 / Math.sqrt(3)
  // All on L1: 500 W and 500 W now, 1,000 W and 500 W after the loss of the first bank of A.
  expect(node('feed-b')?.now?.value).toBeCloseTo(1000 / 0.95 / volts)
  expect(node('feed-b')?.worst?.value).toBeCloseTo(1500 / 0.95 / volts)
  expect(by(node('feed-b')?.by)).toBe('s/rack/pdu-a/one')
})

test('what comes to a grid until a board below it opens counts, though it carries nothing afterwards', () => {
  // 100 kW on two boards of 100 A: 76 A each, 152 A on the one that is left, which opens.
  const estate = new PowerEstate()
  for (const side of ['a', 'b'])
    estate
      .utility(`grid-${side}`, { rating: 200_000 })
      .panel(`board-${side}`, { from: `grid-${side}` }, { rating: 100 })
      .pdu(`rack/pdu-${side}`, { from: `board-${side}` }, { amperage: 1e4 })
  const { by, node } = studied(estate.device('rack/server', ['rack/pdu-a', 'rack/pdu-b'], 100_000))
  expect(node('board-b')?.worst?.value).toBeCloseTo(100_000 / 0.95 / (Math.sqrt(3) * 400))
  const { now, worst } = node('grid-b') ?? {}
  expect((worst?.share ?? 0) / (now?.share ?? 1)).toBeCloseTo(2)
  expect(by(node('grid-b')?.by)).toBe('s/grid-a')
})
