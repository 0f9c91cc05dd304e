import { expect, test } from 'vitest'
import { PowerEstate } from '../../kit/testing/power-estate.ts'
import { declaredLoads } from '../power/declared-loads.ts'
import { powerGraph } from '../power/power-graph.ts'
import { Failures } from './failure.ts'

/** New batteries of 600 s at the full load of 100 kW, and energy that never bounds it. */
const BATTERY = { battery: { capacity: 1e6, autonomyAtFullLoad: 600, yearsInService: 0 } }

/** A server of 40 kW with a cord on each of two UPS, and one of 30 kW on the first alone. */
function twoSides(rest: { rating?: number | undefined } = {}) {
  const estate = new PowerEstate()
  for (const side of ['a', 'b'])
    estate
      .utility(`grid-${side}`)
      .ups(`ups-${side}`, { from: `grid-${side}` }, { rating: 100_000, ...BATTERY, ...(side === 'b' ? rest : {}) })
      .pdu(`rack/pdu-${side}`, { from: `ups-${side}` }, { amperage: 1e4 })
  return estate
    .device('rack/both', ['rack/pdu-a', 'rack/pdu-b'], 40_000, 1, { service: 'portal' })
    .device('rack/alone', ['rack/pdu-a'], 30_000)
    .build()
}

function fail(estate: ReturnType<typeof twoSides>, ...paths: readonly string[]) {
  const graph = powerGraph(estate)
  return new Failures(graph, declaredLoads(estate, graph)).of(paths.map((path) => `s/${path}`))
}

// At half load twice the time to the power of 1.25.
const FIRST = 600 * 2 ** 1.25
// 20 kW, a fifth of the load, until then; of what is left 40 kW take their share.
const SECOND = FIRST + (1 - FIRST / (600 * 5 ** 1.25)) * 600 * 2.5 ** 1.25

test('each battery is empty at its own time, and what it fed moves to the other, which lasts less long', () => {
  const { later } = fail(twoSides(), 'grid-a', 'grid-b')
  expect(later?.ends.map(({ paths }) => paths)).toEqual([['s/ups-a'], ['s/ups-b']])
  const [first, second] = later?.ends ?? []
  // 23 min 47 s and 45 min 13 s; at 20 kW the second would have lasted 74 min 46 s.
  expect(first?.afterSeconds).toBeCloseTo(FIRST, 6)
  expect(second?.afterSeconds).toBeCloseTo(SECOND, 6)
  expect([FIRST, SECOND].map(Math.round)).toEqual([1427, 2713])
  expect(later?.afterSeconds).toBe(first?.afterSeconds)
})

test('each end tells what goes down with it, and why', () => {
  const { later } = fail(twoSides(), 'grid-a', 'grid-b')
  const [first, second] = later?.ends ?? []
  expect(first?.down.map(({ path, watts }) => [path, watts])).toEqual([['s/rack/alone', 30_000]])
  expect(first?.down[0]?.causes).toEqual([
    { path: 's/rack/pdu-a', what: 'has no power' },
    { path: 's/ups-a', what: 'has no power' },
    { path: 's/grid-a', what: 'is lost' },
  ])
  expect(second?.down.map(({ path, service }) => [path, service])).toEqual([['s/rack/both', 'portal']])
  expect(second?.down[0]?.causes.map(({ path }) => path)).toContain('s/grid-b')
  expect(later?.answer.down.map(({ path }) => path).sort()).toEqual(['s/rack/alone', 's/rack/both'])
})

test('a side that keeps its grid takes over when the battery of the other is empty, and nothing of both goes down', () => {
  const { later } = fail(twoSides(), 'grid-a')
  expect(later?.ends).toHaveLength(1)
  expect(later?.ends[0]?.down.map(({ path }) => path)).toEqual(['s/rack/alone'])
  expect(later?.answer.down.map(({ path }) => path)).toEqual(['s/rack/alone'])
})

test('batteries alike are empty together, and one of which nobody knows the time comes last', () => {
  const even = new PowerEstate().utility('grid')
  for (const side of ['a', 'b'])
    even
      .ups(`ups-${side}`, { from: 'grid' }, { rating: 100_000, ...BATTERY })
      .pdu(`rack/pdu-${side}`, { from: `ups-${side}` }, { amperage: 1e4 })
  const together = fail(even.device('rack/both', ['rack/pdu-a', 'rack/pdu-b'], 100_000).build(), 'grid')
  expect(together.later?.ends.map(({ paths }) => paths)).toEqual([['s/ups-a', 's/ups-b']])
  expect(together.later?.ends[0]?.afterSeconds).toBeCloseTo(FIRST, 6)

  const { later } = fail(twoSides({ rating: undefined }), 'grid-a', 'grid-b')
  expect(later?.ends.map(({ afterSeconds, paths }) => [...paths, Math.round(afterSeconds)])).toEqual([
    ['s/ups-a', 1427],
    ['s/ups-b', Number.NaN],
  ])
})

test('a breaker that would open after the battery above it is empty never opens', () => {
  const chain = (seconds: number) =>
    fail(
      new PowerEstate()
        .utility('grid')
        .utility('other')
        .ups(
          'ups',
          { from: 'grid' },
          { rating: 29_000, battery: { capacity: 1e6, autonomyAtFullLoad: seconds, yearsInService: 0 } },
        )
        .panel('board', { from: 'ups' }, { rating: 20 })
        .pdu('rack/pdu-a', { from: 'board' }, { amperage: 1e4 })
        .pdu('rack/pdu-b', { from: 'other' }, { amperage: 1e4 })
        .device('rack/server', ['rack/pdu-a', 'rack/pdu-b'], 26_000)
        .build(),
      'grid',
      'other',
    )
  // 26 kW at a power factor of 0.95 are 39.5 A on a board of 20 A, 1.98 In, which opens after about 210 s.
  expect(chain(60).later?.answer.trips).toEqual([])
  expect(chain(6000).later?.answer.trips).toMatchObject([{ path: 's/board', does: 'opens' }])
})
