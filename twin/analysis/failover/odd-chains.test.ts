import { describe, expect, test } from 'vitest'
import { PowerEstate } from '../../kit/testing/power-estate.ts'
import { declaredLoads } from '../power/declared-loads.ts'
import { powerGraph } from '../power/power-graph.ts'
import { Failures } from './failure.ts'

function failuresOf(estate: PowerEstate) {
  const built = estate.build()
  const graph = powerGraph(built)
  const failures = new Failures(graph, declaredLoads(built, graph))
  return { before: failures.before, fail: (...names: string[]) => failures.of(names.map((name) => `s/${name}`)) }
}

const loaded = (estate: PowerEstate, from: string, watts: number | undefined) =>
  estate
    .feed('feed', { from }, { amperage: 500 })
    .pdu('rack/pdu', { from: 'feed' }, { amperage: 500 })
    .device('rack/server', ['rack/pdu'], watts)

describe('a battery bridges until its input is back', () => {
  test('by changeovers that the chain has further down than the UPS', () => {
    // The UPS is two below its grid; the board that its own board changes over to is four below the other grid.
    const estate = new PowerEstate().utility('grid-a').utility('grid-b').generator('generator', { rating: 100_000 })
    estate.transformer('upper', { from: 'grid-b' }).transformer('lower', { from: 'upper' })
    estate.panel('panel-b', { from: 'lower', alternate: 'generator' })
    estate.panel('panel-a', { from: 'grid-a', alternate: 'panel-b' }).ups('ups', { from: 'panel-a' })
    const { atOnce, later } = failuresOf(loaded(estate, 'ups', 50_000)).fail('grid-a', 'grid-b')
    expect(atOnce.onBattery).toEqual([])
    expect(atOnce.onGenerator).toMatchObject([{ path: 's/generator', watts: 50_000 }])
    expect(later).toBeUndefined()
  })

  test('and carries on where a transfer switch below it could change over too', () => {
    const estate = new PowerEstate().utility('grid-a').utility('grid-b').ups('ups-a', { from: 'grid-a' })
    estate.ups('ups-b', { from: 'grid-b' }).panel('switch', { from: 'ups-a', alternate: 'ups-b' })
    const { atOnce, later } = failuresOf(loaded(estate, 'switch', 5000)).fail('grid-a')
    expect(atOnce.onBattery).toMatchObject([{ path: 's/ups-a', watts: 5000 }])
    expect(later?.answer.down).toEqual([])
  })
})

test('a UPS that went to bypass opens when its grid is gone and its battery is overloaded', () => {
  // 16 kW on 10 kW; 24.3 A on a board of 20 A, which opens hours later.
  const estate = new PowerEstate().utility('grid').panel('panel', { from: 'grid' }, { rating: 20 })
  const { before } = failuresOf(loaded(estate.ups('ups', { from: 'panel' }, { rating: 10_000 }), 'ups', 16_000))
  expect(before.trips.map(({ by, does }) => `${by} ${does}`)).toEqual(['ups goes to bypass', 'mccb opens', 'ups opens'])
})

test('generators behind a board of their own are told, each with its share', () => {
  const estate = new PowerEstate()
    .utility('grid')
    .generator('g-1')
    .generator('g-2')
    .panel('bus', { from: ['g-1', 'g-2'] })
  estate.panel('switch', { from: 'grid', alternate: 'bus' })
  const { atOnce } = failuresOf(loaded(estate, 'switch', 5000)).fail('grid')
  expect(atOnce.onGenerator).toMatchObject([
    { path: 's/g-1', watts: 2500, startSeconds: 12, atLeast: false },
    { path: 's/g-2', watts: 2500, startSeconds: 12, atLeast: false },
  ])
})

describe('a load that nobody knows', () => {
  test('leaves the minutes of a battery unknown, never without end', () => {
    const estate = new PowerEstate().utility('grid').ups('ups', { from: 'grid' })
    const { atOnce } = failuresOf(loaded(estate, 'ups', undefined)).fail('grid')
    expect(atOnce.onBattery).toEqual([
      { path: 's/ups', watts: 0, atLeast: true, seconds: Number.NaN, how: 'what it carries is not known' },
    ])
  })

  test('beside a known one makes them the most that they can be', () => {
    const estate = loaded(new PowerEstate().utility('grid').ups('ups', { from: 'grid' }), 'ups', 1000)
    const { atOnce } = failuresOf(estate.device('rack/box', ['rack/pdu'], undefined)).fail('grid')
    expect(atOnce.onBattery).toMatchObject([{ watts: 1000, atLeast: true }])
  })
})

test('of two boards that could feed each other each side loses the same by the loss of its grid', () => {
  const estate = new PowerEstate()
  for (const [side, other] of [
    ['a', 'b'],
    ['b', 'a'],
  ] as const) {
    estate.utility(`grid-${side}`).panel(`board-${side}`, { from: `grid-${side}`, alternate: `board-${other}` })
    estate.feed(`feed-${side}`, { from: `board-${side}` }).pdu(`rack/pdu-${side}`, { from: `feed-${side}` })
    estate.device(`rack/server-${side}`, [`rack/pdu-${side}`], 1000)
  }
  const { fail } = failuresOf(estate)
  const exposed = (name: string) => fail(name).atOnce.exposed.map(({ path, restsOn }) => [path, [...restsOn].sort()])
  expect(exposed('grid-a')).toEqual([
    ['s/rack/server-a', ['s/board-b', 's/grid-b']],
    ['s/rack/server-b', ['s/grid-b']],
  ])
  expect(exposed('grid-b')).toEqual([
    ['s/rack/server-a', ['s/grid-a']],
    ['s/rack/server-b', ['s/board-a', 's/grid-a']],
  ])
})

describe('a UPS whose input is lost', () => {
  const twoUps = () => {
    const estate = new PowerEstate().utility('grid').ups('ups-a', { from: 'grid' }).ups('ups-b', { from: 'grid' })
    for (const side of ['a', 'b'])
      estate.feed(`feed-${side}`, { from: `ups-${side}` }).pdu(`rack/pdu-${side}`, { from: `feed-${side}` })
    return estate.device('rack/server', ['rack/pdu-a', 'rack/pdu-b'], 2000)
  }

  test('carries on with its battery, on which nothing rests for good', () => {
    const { atOnce, later } = failuresOf(twoUps()).fail('ups-a/input')
    expect(atOnce.onBattery).toMatchObject([{ path: 's/ups-a', watts: 1000 }])
    expect(atOnce.down).toEqual([])
    expect(atOnce.exposed).toMatchObject([{ path: 's/rack/server', restsOn: ['s/ups-b', 's/feed-b', 's/rack/pdu-b'] }])
    expect(later?.answer.down).toEqual([])
  })

  test('and with the other UPS lost leaves its minutes, then nothing', () => {
    const { atOnce, later } = failuresOf(twoUps()).fail('ups-a/input', 'ups-b')
    expect(atOnce.onBattery).toMatchObject([{ path: 's/ups-a', watts: 2000 }])
    expect(atOnce.down).toEqual([])
    expect(later?.afterSeconds).toBe(atOnce.onBattery[0]?.seconds)
    expect(later?.answer.down).toMatchObject([{ path: 's/rack/server', watts: 2000 }])
    expect(later?.answer.down[0]?.causes).toContainEqual({ path: 's/ups-a/input', what: 'is lost' })
  })
})

test('what opens even if nothing fails is told, with the devices that are down by it', () => {
  // 12 kW on three lines of 10 A at 230 V (6.9 kVA); a second device is on a feed of its own.
  const estate = new PowerEstate().utility('grid').feed('small', { from: 'grid' }, { amperage: 10 })
  estate.feed('large', { from: 'grid' }).pdu('rack/pdu-a', { from: 'small' }).pdu('rack/pdu-b', { from: 'large' })
  estate.device('rack/big', ['rack/pdu-a'], 12_000).device('rack/other', ['rack/pdu-b'], 1000)
  const { before } = failuresOf(estate).fail('large')
  expect(before.trips).toMatchObject([{ path: 's/small', does: 'opens', by: 'mcb-c' }])
  expect(before.down).toEqual(['s/rack/big'])
})
