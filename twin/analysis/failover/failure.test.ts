import { describe, expect, test } from 'vitest'
import { PowerEstate } from '../../kit/testing/power-estate.ts'
import type { Estate } from '../../model/estate.ts'
import { declaredLoads } from '../power/declared-loads.ts'
import { LOAD_COLUMNS, WATTS } from '../power/line-loads.ts'
import { powerGraph } from '../power/power-graph.ts'
import { Failures } from './failure.ts'

function failuresOf(estate: Estate) {
  const graph = powerGraph(estate)
  const loads = declaredLoads(estate, graph)
  const failures = new Failures(graph, loads)
  const watts = (name: string) =>
    failures.before.flow.nodes[(graph.at.get(`s/${name}`) ?? Number.NaN) * LOAD_COLUMNS + WATTS]
  return { failures, graph, watts, fail: (...names: string[]) => failures.of(names.map((name) => `s/${name}`)) }
}

/** Two sides from two grids: a UPS, a feed and a rack PDU each. */
function twoSides(feed: Record<string, unknown> = {}): PowerEstate {
  const estate = new PowerEstate()
  for (const side of ['a', 'b']) {
    estate
      .utility(`utility-${side}`)
      .ups(`ups-${side}`, { from: `utility-${side}` })
      .feed(`feed-${side}`, { from: `ups-${side}` }, feed)
      .pdu(`rack/pdu-${side}`, { from: `feed-${side}` })
  }
  return estate
}

describe('two sides', () => {
  test('share what a device draws, and the other takes all of it when one is lost', () => {
    const { fail, graph, failures, watts } = failuresOf(
      twoSides().device('rack/server', ['rack/pdu-a', 'rack/pdu-b'], 3000).build(),
    )
    expect(watts('rack/pdu-a')).toBeCloseTo(1500)
    expect(watts('utility-b')).toBeCloseTo(1500)
    const { atOnce, later } = fail('feed-a')
    expect(atOnce.down).toEqual([])
    expect(atOnce.overloads).toEqual([])
    expect(atOnce.exposed).toEqual([
      { path: 's/rack/server', restsOn: ['s/utility-b', 's/ups-b', 's/feed-b', 's/rack/pdu-b'] },
    ])
    expect(later).toBeUndefined()
    expect(graph.nodes).toHaveLength(8)
    expect(failures.before.trips).toEqual([])
  })

  test('of 5 kW with 3.5 kW on each are at 70 % now and 140 % after losing one, which opens the breaker (domain.md, 6)', () => {
    // One phase, 230 V, 5,000 / 230 A: 5 kVA; power factor 0.95, so 3,325 W are 3,500 VA.
    const feed = { phase: 'single', line: 'l1', voltage: 230, voltageIs: 'line-to-neutral', amperage: 5000 / 230 }
    const estate = twoSides(feed).device('rack/server', ['rack/pdu-a', 'rack/pdu-b'], 2 * 3325)
    const { fail } = failuresOf(estate.build())
    const { atOnce } = fail('feed-b')
    // 1.4 times the rating opens a miniature breaker at the latest after 3600·(2)^… between 1.13 and 1.45 times.
    expect(atOnce.trips).toHaveLength(1)
    expect(atOnce.trips[0]).toMatchObject({ path: 's/feed-a', does: 'opens', by: 'mcb-c' })
    expect(atOnce.trips[0]?.use.share).toBeCloseTo(1.4)
    expect(atOnce.trips[0]?.after).toBeGreaterThan(3600)
    expect(atOnce.down.map(({ path, watts }) => [path, watts])).toEqual([['s/rack/server', 6650]])
    expect(atOnce.down[0]?.causes).toEqual([
      { path: 's/rack/pdu-a', what: 'has no power' },
      { path: 's/feed-a', what: 'opened' },
      { path: 's/rack/pdu-b', what: 'has no power' },
      { path: 's/feed-b', what: 'is lost' },
    ])
  })

  test('at a derating of 0.8 the same is 175 % of what may flow without end', () => {
    const feed = {
      ...{ phase: 'single', line: 'l1', voltage: 230, voltageIs: 'line-to-neutral' },
      ...{ amperage: 5000 / 230, derating: 0.8 },
    }
    const estate = twoSides(feed).device('rack/server', ['rack/pdu-a', 'rack/pdu-b'], 2 * 3325)
    const { fail } = failuresOf(estate.build())
    expect(fail('feed-b').atOnce.trips[0]?.use.share).toBeCloseTo(1.75)
  })
})

describe('supplies of a device', () => {
  const six = ['a#1', 'a#2', 'a#3', 'b#1', 'b#2', 'b#3'].map((cord) => `rack/pdu-${cord}`)

  test('six of which three suffice: 500 W a cord, 1,000 W when a side is lost (domain.md, 2)', () => {
    const { fail, failures, graph } = failuresOf(twoSides().device('rack/server', six, 3000, 3).build())
    expect([...failures.before.flow.cords]).toEqual([500, 500, 500, 500, 500, 500])
    const { atOnce } = fail('rack/pdu-a')
    expect(atOnce.down).toEqual([])
    expect(atOnce.throttled).toEqual([])
    expect(graph.devices.needed[0]).toBe(3)
  })

  test('six of which four are needed, three a side: one that throttles is in neither of the two states', () => {
    const type = { whenShort: 'throttles' } as const
    const { fail } = failuresOf(twoSides().device('rack/gpu', six, 4000, 4, type).build())
    const { atOnce } = fail('ups-a', 'utility-a')
    expect(atOnce.down).toEqual([])
    expect(atOnce.throttled.map(({ path, watts }) => [path, watts])).toEqual([['s/rack/gpu', 1000]])
  })

  test('the same that does not throttle goes down', () => {
    const { fail } = failuresOf(twoSides().device('rack/gpu', six, 4000, 4).build())
    expect(fail('feed-a').atOnce.down.map(({ path }) => path)).toEqual(['s/rack/gpu'])
  })

  test('a single cord does not move: its device goes down', () => {
    const { fail } = failuresOf(twoSides().device('rack/tape', ['rack/pdu-a'], 300).build())
    expect(fail('feed-a').atOnce.down.map(({ path }) => path)).toEqual(['s/rack/tape'])
    expect(fail('feed-b').atOnce.down).toEqual([])
  })

  test('three cords on A, B and A survive the loss of either', () => {
    const cords = ['rack/pdu-a#1', 'rack/pdu-b#1', 'rack/pdu-a#2']
    const { fail } = failuresOf(twoSides().device('rack/server', cords, 900).build())
    expect(fail('feed-a').atOnce.down).toEqual([])
    expect(fail('feed-b').atOnce.down).toEqual([])
  })
})

describe('sources', () => {
  const withGenerator = () =>
    new PowerEstate()
      .utility('utility')
      .generator('generator', { rating: 100_000, fuel: { litres: 550, litresPerHourAtFullLoad: 100 }, startTime: 12 })
      .transformer('transformer', { from: 'utility', alternate: 'generator' })
      .ups('ups', { from: 'transformer' }, { rating: 20_000, battery: { capacity: 1e6, autonomyAtFullLoad: 600 } })
      .feed('feed', { from: 'ups' })
      .pdu('rack/pdu', { from: 'feed' })
      .device('rack/server', ['rack/pdu'], 10_000)

  test('the loss of the grid starts the generator, and its fuel lasts by its load', () => {
    const { atOnce, later } = failuresOf(withGenerator().build()).fail('utility')
    expect(atOnce.down).toEqual([])
    // 10 kW of 100 kW: 0.1 + 0.9·0.1 = 0.19 of 100 l/h; 550 l last 28.9 h.
    expect(atOnce.onGenerator).toHaveLength(1)
    expect(atOnce.onGenerator[0]).toMatchObject({ path: 's/generator', startSeconds: 12 })
    expect((atOnce.onGenerator[0]?.fuelSeconds ?? 0) / 3600).toBeCloseTo(28.95, 2)
    expect(later).toBeUndefined()
  })

  test('the loss of grid and generator leaves the battery, and then nothing', () => {
    const { atOnce, later } = failuresOf(withGenerator().build()).fail('utility', 'generator')
    expect(atOnce.down).toEqual([])
    // Half of the load that it carries for 600 s: 600 · 2^1.25 = 1,427 s, and 90 % of it at an assumed age of five years.
    expect(atOnce.onBattery[0]?.seconds).toBeCloseTo(600 * 2 ** 1.25 * 0.9)
    expect(later?.afterSeconds).toBeCloseTo(600 * 2 ** 1.25 * 0.9)
    expect(later?.answer.down.map(({ path }) => path)).toEqual(['s/rack/server'])
    expect(later?.answer.down[0]?.causes.filter(({ what }) => what === 'is lost').map(({ path }) => path)).toEqual([
      's/utility',
      's/generator',
    ])
  })

  test('a transfer switch follows its preferred source and takes the other while that is gone', () => {
    const estate = new PowerEstate()
      .utility('one')
      .utility('two')
      .panel('board', { from: 'one', alternate: 'two' })
      .feed('feed', { from: 'board' })
      .pdu('rack/pdu', { from: 'feed' })
      .device('rack/server', ['rack/pdu'], 1000)
    const { fail, watts } = failuresOf(estate.build())
    expect(watts('one')).toBeCloseTo(1000)
    expect(watts('two')).toBe(0)
    expect(fail('one').atOnce.down).toEqual([])
    expect(fail('one', 'two').atOnce.down.map(({ path }) => path)).toEqual(['s/rack/server'])
  })

  test('boards with a tie carry each other, but never themselves', () => {
    const estate = new PowerEstate()
      .utility('one')
      .utility('two')
      .panel('board-1', { from: 'one', alternate: 'board-2' })
      .panel('board-2', { from: 'two', alternate: 'board-1' })
      .feed('feed', { from: 'board-1' })
      .pdu('rack/pdu', { from: 'feed' })
      .device('rack/server', ['rack/pdu'], 1000)
    const { fail } = failuresOf(estate.build())
    expect(fail('one').atOnce.down).toEqual([])
    expect(fail('one', 'two').atOnce.down.map(({ path }) => path)).toEqual(['s/rack/server'])
    expect(fail('one', 'board-2').atOnce.down.map(({ path }) => path)).toEqual(['s/rack/server'])
  })

  test('units that share a board share its load, and the rest carry it when one is lost', () => {
    const estate = new PowerEstate()
      .utility('utility')
      .ups('ups-1', { from: 'utility' }, { rating: 6000 })
      .ups('ups-2', { from: 'utility' }, { rating: 6000 })
      .ups('ups-3', { from: 'utility' }, { rating: 6000 })
      .panel('board', { from: ['ups-1', 'ups-2', 'ups-3'] })
      .feed('feed', { from: 'board' })
      .pdu('rack/pdu', { from: 'feed' })
      .device('rack/server', ['rack/pdu'], 9000)
    const { fail, watts } = failuresOf(estate.build())
    expect(watts('ups-1')).toBeCloseTo(3000)
    // N+1: 9 kW on two of 6 kW.
    expect(fail('ups-1').atOnce).toMatchObject({ down: [], overloads: [], trips: [] })
    // 9 kW on one of 6 kW: 150 % for a minute, then its bypass carries the load, without a limit that is known.
    const two = fail('ups-1', 'ups-2').atOnce
    expect(two.trips).toMatchObject([{ path: 's/ups-3', by: 'ups', does: 'goes to bypass', after: 60 }])
    expect(two.down).toEqual([])
  })

  test('A and B of one UPS are no two sides: its loss takes the device down', () => {
    const estate = new PowerEstate()
      .utility('utility')
      .ups('ups', { from: 'utility' })
      .feed('feed-a', { from: 'ups' }, { side: 'a' })
      .feed('feed-b', { from: 'ups' }, { side: 'b' })
      .pdu('rack/pdu-a', { from: 'feed-a' }, { side: 'a' })
      .pdu('rack/pdu-b', { from: 'feed-b' }, { side: 'b' })
      .device('rack/server', ['rack/pdu-a', 'rack/pdu-b'], 1000)
    expect(
      failuresOf(estate.build())
        .fail('ups')
        .atOnce.down.map(({ path }) => path),
    ).toEqual(['s/rack/server'])
  })
})

describe('what a loss pulls down', () => {
  test('goes on until nothing changes: the load that moves opens the next breaker, and that the last', () => {
    // Three sides of 16 A, one phase; 8 kW in two devices: 2·4,000/230/0.95 = 36.6 A in all.
    const feed = { phase: 'single', line: 'l1', voltage: 230, voltageIs: 'line-to-neutral', amperage: 16 }
    const estate = new PowerEstate().utility('utility')
    for (const side of ['a', 'b', 'c']) {
      estate.feed(`feed-${side}`, { from: 'utility' }, feed).pdu(`rack/pdu-${side}`, { from: `feed-${side}` })
    }
    const cords = ['rack/pdu-a', 'rack/pdu-b', 'rack/pdu-c']
    estate.device('rack/one', cords, 4000).device('rack/two', cords, 4000)
    const { failures, fail } = failuresOf(estate.build())
    expect(failures.before.trips).toEqual([])
    const { atOnce } = fail('feed-a')
    // 18.3 A on each of two is 1.14 times: both open, the second at once when it bears all (2.29 times).
    expect(atOnce.trips.map(({ path }) => path)).toEqual(['s/feed-b', 's/feed-c'])
    expect(atOnce.trips[1]?.use.share).toBeCloseTo(8000 / 0.95 / 230 / 16)
    expect(atOnce.down.map(({ path }) => path)).toEqual(['s/rack/one', 's/rack/two'])
  })

  test('a bank opens alone and takes its own devices only', () => {
    const banks = [
      { name: 'b1', lines: 'l1', breaker: 16, outlets: [1, 3] },
      { name: 'b2', lines: 'l2', breaker: 16, outlets: [4, 6] },
    ]
    const estate = new PowerEstate().utility('utility')
    for (const side of ['a', 'b']) {
      estate.feed(`feed-${side}`, { from: 'utility' }).pdu(`rack/pdu-${side}`, { from: `feed-${side}` }, { banks })
    }
    estate
      .device('rack/heavy', ['rack/pdu-a#1', 'rack/pdu-b#1'], 5000)
      .device('rack/light', ['rack/pdu-a#4', 'rack/pdu-b#4'], 500)
    const { atOnce } = failuresOf(estate.build()).fail('feed-a')
    // 5,000 W: 22.9 A on a breaker of 16 A.
    expect(atOnce.trips).toMatchObject([{ path: 's/rack/pdu-b', bank: 'b1', by: 'mcb-c' }])
    expect(atOnce.down.map(({ path }) => path)).toEqual(['s/rack/heavy'])
    expect(atOnce.down[0]?.causes.at(-1)).toEqual({ path: 's/rack/pdu-b', bank: 'b1', what: 'opened' })
  })

  test('a cooler without power is told with its causes', () => {
    const estate = new PowerEstate().utility('utility').panel('board', { from: 'utility' }).room('hall')
    const { atOnce } = failuresOf(estate.crah('hall/crah-1', { from: 'board' }).build()).fail('board')
    expect(atOnce.down).toEqual([
      {
        path: 's/hall/crah-1',
        watts: 4000,
        causes: [
          { path: 's/hall/crah-1', what: 'has no power' },
          { path: 's/board', what: 'is lost' },
        ],
      },
    ])
  })

  test('a room takes all that stands in it along', () => {
    const estate = twoSides().device('rack/server', ['rack/pdu-a', 'rack/pdu-b'], 1000).build()
    expect(
      failuresOf(estate)
        .fail('rack')
        .atOnce.down.map(({ path }) => path),
    ).toEqual(['s/rack/server'])
  })
})

test('a load that nobody knows is never taken for zero: what carries it says that it carries at least so much', () => {
  const estate = twoSides({ amperage: 16 })
    .device('rack/known', ['rack/pdu-a', 'rack/pdu-b'], 15_000)
    .device('rack/unknown', ['rack/pdu-a', 'rack/pdu-b'], undefined)
  const { atOnce } = failuresOf(estate.build()).fail('feed-b')
  expect(atOnce.trips[0]?.use.atLeast).toBe(true)
  expect(atOnce.down.find(({ path }) => path === 's/rack/unknown')?.watts).toBeNaN()
})

describe('the rest of the chain', () => {
  test('is told where it has no power any more, and what else it carries', () => {
    // ups-a feeds panel-a; the server of 1,000 W moves to side B whole.
    const estate = new PowerEstate().rack('rack')
    for (const side of ['a', 'b'])
      estate
        .utility(`grid-${side}`)
        .ups(`ups-${side}`, { from: `grid-${side}` })
        .panel(`panel-${side}`, { from: `ups-${side}` })
        .pdu(`rack/pdu-${side}`, { from: `panel-${side}` }, { side })
    estate.device('rack/server', ['rack/pdu-a', 'rack/pdu-b'], 1000)
    const built = estate.build()
    const graph = powerGraph(built)
    const { chain } = new Failures(graph, declaredLoads(built, graph)).of(['s/ups-a']).atOnce
    const told = chain.map(({ hasPower, path, watts }) => [path, hasPower, Math.round(watts)])
    expect(told.sort()).toEqual([
      ['s/grid-a', true, 0],
      ['s/grid-b', true, 1000],
      ['s/panel-a', false, 0],
      ['s/panel-b', true, 1000],
      ['s/ups-b', true, 1000],
    ])
  })
})
