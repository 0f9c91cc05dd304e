import { expect, test } from 'vitest'
import { ListedEstate } from '../../kit/testing/listed-estate.ts'
import { PowerEstate } from '../../kit/testing/power-estate.ts'
import { declaredLoads } from '../power/declared-loads.ts'
import { powerGraph } from '../power/power-graph.ts'
import type { Measurement } from './measurement.ts'
import { reconcile } from './reconcile.ts'

const LIMIT = 300

function reconciled(estate: PowerEstate, measurements: readonly Measurement[]) {
  const built = estate.build()
  const graph = powerGraph(built)
  const answer = reconcile(graph, declaredLoads(built, graph), measurements, LIMIT)
  const node = (path: string) => answer.nodes[graph.at.get(path) ?? -1]
  const device = (path: string) => answer.devices[graph.devices.devices.findIndex((each) => each.path === path)]
  return { answer, node, device }
}

/** A rack PDU with two servers of 400 W usually, 800 W at most. */
const rack = () =>
  new PowerEstate()
    .utility('grid')
    .rack('rack')
    .feed('feed', { from: 'grid' })
    .pdu('rack/pdu', { from: 'feed' })
    .device('rack/one', ['rack/pdu#1'], 400, 1, { power: 800 })
    .device('rack/two', ['rack/pdu#2'], 400, 1, { power: 800 })
const pdu = (watts: number, ageSeconds = 10): Measurement => ({ path: 's/rack/pdu', watts, ageSeconds })

test('what an inlet measures more than declared is given to its devices by how unsure they are', () => {
  const { answer, device, node } = reconciled(rack(), [pdu(1000)])
  // 800 ± 566 W declared (400 each, in quadrature) and 1,000 ± 10 W measured: 800 + 200 · 320,000 / 320,100.
  expect(node('s/rack/pdu')?.watts).toBeCloseTo(800 + 200 * (320_000 / 320_100), 6)
  expect(node('s/rack/pdu')).toMatchObject({ how: 'measured', ageSeconds: 10 })
  expect(device('s/rack/one')?.watts).toBeCloseTo(499.97, 2)
  expect(device('s/rack/one')).toMatchObject({ how: 'allocated', ageSeconds: 10 })
  expect(node('s/feed')).toMatchObject({ how: 'sum' })
  expect(answer.unaccounted).toEqual([])
})

test('a meter that says more than its devices can draw is a finding with the watts', () => {
  const { answer, device, node } = reconciled(rack(), [pdu(2000)])
  expect(answer.unaccounted).toEqual([{ path: 's/rack/pdu', measured: 2000, below: 800, watts: 1200 }])
  expect(device('s/rack/one')).toMatchObject({ watts: 400, how: 'typical' })
  expect(node('s/feed')?.watts).toBe(2000)
})

test('of metered devices that draw more than comes in the difference is less than zero', () => {
  const own = (path: string): Measurement => ({ path, watts: 500, ageSeconds: 5 })
  const { answer } = reconciled(rack(), [pdu(700), own('s/rack/one'), own('s/rack/two')])
  expect(answer.unaccounted).toMatchObject([{ path: 's/rack/pdu', below: 1000, watts: -300 }])
})

test('without any meter everything is as declared, and a node is the sum', () => {
  const { device, node } = reconciled(rack(), [])
  expect(device('s/rack/one')).toEqual({ watts: 400, atLeast: 400, how: 'typical', uncertainty: 400 })
  expect(node('s/grid')).toMatchObject({ watts: 800, how: 'sum' })
})

test('a measurement that is too old falls back and says its age', () => {
  const { device, node } = reconciled(rack(), [pdu(1000, 301)])
  expect(node('s/rack/pdu')).toMatchObject({ watts: 800, how: 'sum', staleSeconds: 301 })
  expect(device('s/rack/one')).toMatchObject({ watts: 400, how: 'typical' })
})

test('what nobody knows is unknown up to the grid, never zero', () => {
  const { device, node } = reconciled(rack().device('rack/box', ['rack/pdu#3'], undefined), [])
  expect(device('s/rack/box')).toMatchObject({ watts: Number.NaN, how: 'unknown', uncertainty: Number.NaN })
  expect(node('s/grid')).toMatchObject({ watts: Number.NaN, atLeast: 800, how: 'unknown' })
})

test('an unknown device below a meter has what the known ones leave', () => {
  const { device, node, answer } = reconciled(rack().device('rack/box', ['rack/pdu#3'], undefined), [pdu(1000)])
  expect(device('s/rack/box')).toMatchObject({ watts: 200, how: 'allocated' })
  expect(node('s/grid')).toMatchObject({ watts: 1000, how: 'sum' })
  expect(answer.unaccounted).toEqual([])
})

test('the meter of a UPS at its input counts behind its losses', () => {
  const chain = new PowerEstate().utility('grid').rack('rack').ups('ups', { from: 'grid' }, { efficiency: 0.8 })
  chain.feed('feed', { from: 'ups' }).pdu('rack/pdu', { from: 'feed' }).device('rack/one', ['rack/pdu'], 800)
  const { node, answer } = reconciled(chain, [
    { path: 's/ups', watts: 1000, ageSeconds: 1, side: 'input' },
    { path: 's/grid', watts: 1000, ageSeconds: 1 },
  ])
  // 1,000 W into 80 % are 800 W, which is what its only device is declared to draw.
  expect(node('s/ups')?.watts).toBeCloseTo(800, 6)
  expect(node('s/grid')?.watts).toBeCloseTo(1000, 6)
  expect(answer.unaccounted).toEqual([])
})

test('a cord without a meter carries what the metered twin of its device does', () => {
  const twin = new PowerEstate().utility('grid').rack('rack')
  for (const side of ['a', 'b'])
    twin.feed(`feed-${side}`, { from: 'grid' }).pdu(`rack/${side}`, { from: `feed-${side}` })
  twin.device('rack/one', ['rack/a', 'rack/b'], 1000, 1, { power: 2000 })
  const { answer, device, node } = reconciled(twin, [{ path: 's/rack/a', watts: 700, ageSeconds: 20 }])
  expect(node('s/rack/b')?.watts).toBeCloseTo(700, 0)
  expect(answer.cords[1]).toBeCloseTo(answer.cords[0] ?? 0, 6)
  expect(device('s/rack/one')).toMatchObject({ how: 'neighbour', ageSeconds: 20 })
})

test('a metered outlet is what its cord carries, and the rest of the inlet is the others', () => {
  const outlet: Measurement = { path: 's/rack/pdu', outlet: 1, watts: 300, ageSeconds: 4 }
  const { device } = reconciled(rack(), [pdu(1000), outlet])
  expect(device('s/rack/one')).toMatchObject({ how: 'measured' })
  expect(device('s/rack/one')?.watts).toBeCloseTo(300, 0)
  expect(device('s/rack/two')?.watts).toBeCloseTo(700, 0)
})

test('amperes and volt-amperes are taken with the assumed power factor of 0.95', () => {
  const amperes = { path: 's/rack/pdu', amperes: [1, 1, 1], ageSeconds: 1 }
  // 3 A at 400 / √3 V and 0.95: 658 W, ± 7 %.
  expect(reconciled(rack(), [amperes]).node('s/rack/pdu')?.watts).toBeCloseTo(658.9, 0)
  const apparent = { path: 's/rack/pdu', voltAmperes: 1000, ageSeconds: 1 }
  expect(reconciled(rack(), [apparent]).node('s/rack/pdu')?.watts).toBeCloseTo(948.9, 0)
})

test('a measurement of nothing in the chain, and one that says nothing, are told', () => {
  const odd: Measurement[] = [
    { path: 's/nowhere', watts: 1, ageSeconds: 1 },
    { path: 's/feed', ageSeconds: 1 },
    { path: 's/feed', watts: -5, ageSeconds: 1 },
  ]
  expect(reconciled(rack(), odd).answer.unused).toEqual(odd)
})

test('a device without a meter is like the metered ones of its type in its rack, and may be off by a quarter', () => {
  const estate = rack().device('rack/three', ['rack/pdu#3'], undefined).device('rack/four', ['rack/pdu#4'], undefined)
  const built = estate.build()
  const things = Array.from({ length: built.extent }, (_, index) => built.thing(index)).flatMap((thing) => thing ?? [])
  const alike = things.map((thing) => (thing.kind === 'device' ? { ...thing, type: 'rack-three' } : thing))
  const listed = new ListedEstate(
    alike,
    [built.deviceType('rack-three')].flatMap((type) => type ?? []),
  )
  const graph = powerGraph(listed)
  const own = (name: string, watts: number): Measurement => ({ path: `s/rack/${name}`, watts, ageSeconds: 3 })
  const { devices } = reconcile(graph, declaredLoads(listed, graph), [own('one', 300), own('two', 500)], LIMIT)
  const at = graph.devices.devices.findIndex(({ path }) => path === 's/rack/four')
  expect(devices[at]).toMatchObject({ watts: 400, how: 'neighbour', uncertainty: 100 })
})

test('two boards with a tie are each the sum of what is below them, and a meter above one moves that one alone', () => {
  const tied = new PowerEstate().utility('grid').rack('rack')
  for (const [side, other] of ['ab', 'ba'] as const) {
    tied
      .ups(`ups-${side}`, { from: 'grid' })
      .panel(`panel-${side}`, { from: `ups-${side}`, alternate: `panel-${other}` })
    tied.feed(`feed-${side}`, { from: `panel-${side}` }).pdu(`rack/${side}`, { from: `feed-${side}` })
    tied.device(`rack/of-${side}`, [`rack/${side}`], 400, 1, { power: 800 })
  }
  const { node } = reconciled(tied, [{ path: 's/ups-a', watts: 500, ageSeconds: 1 }])
  // 400 ± 120 W declared, to the nameplate 400 W further: 400 + 100 · 160,000 / 160,025 (5 W of 500 W are 1 %).
  expect(node('s/panel-a')?.watts).toBeCloseTo(400 + 100 * (160_000 / 160_025), 1)
  expect(node('s/panel-b')?.watts).toBe(400)
})
