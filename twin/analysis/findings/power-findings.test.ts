import { expect, test } from 'vitest'
import { PowerEstate } from '../../kit/testing/power-estate.ts'
import { powerGraph } from '../power/power-graph.ts'
import { powerFindings } from './power-findings.ts'

function findings(estate: PowerEstate) {
  const built = estate.build()
  return powerFindings(built, powerGraph(built))
}

/** A and B of a rack, each from a UPS of its own unless told otherwise; two grids with ratings. */
function twoSides(upsOfB = 'ups-b') {
  const estate = new PowerEstate().rack('rack')
  for (const side of ['a', 'b']) {
    estate.utility(`grid-${side}`, { rating: 1e6 }).ups(`ups-${side}`, { from: `grid-${side}` })
  }
  estate.feed('feed-a', { from: 'ups-a' }).feed('feed-b', { from: upsOfB })
  for (const side of ['a', 'b']) estate.pdu(`rack/${side}`, { from: `feed-${side}` }, { side })
  return estate
}

test('a chain with nothing odd has no findings', () => {
  expect(findings(twoSides().device('rack/one', ['rack/a', 'rack/b'], 100))).toEqual([])
})

test('A and B from one UPS is a false 2N', () => {
  expect(findings(twoSides('ups-a'))).toEqual([{ kind: 'false-2n', restsOn: 's/ups-a', paths: ['s/rack'] }])
})

test('behind one panel with a transfer switch both sides rest on the panel, no longer on a grid', () => {
  const estate = new PowerEstate().rack('rack').utility('grid-a', { rating: 1e6 }).utility('grid-b', { rating: 1e6 })
  estate.panel('panel', { from: 'grid-a', alternate: 'grid-b' })
  for (const side of ['a', 'b']) {
    estate.feed(`feed-${side}`, { from: 'panel' }).pdu(`rack/${side}`, { from: `feed-${side}` }, { side })
  }
  expect(findings(estate)).toMatchObject([{ kind: 'false-2n', restsOn: 's/panel' }])
})

test('a three-phase strip on a single-phase feed is told', () => {
  const estate = new PowerEstate().utility('grid', { rating: 1e6 }).rack('rack')
  estate.feed('feed', { from: 'grid' }, { phase: 'single', line: 'l2' }).pdu('rack/pdu', { from: 'feed' })
  expect(findings(estate)).toEqual([{ kind: 'three-phase-on-single-phase', feed: 's/feed', paths: ['s/rack/pdu'] }])
})

test('of three cords, two needed, the side with two of them is the one that must not fail', () => {
  const estate = twoSides().device('rack/one', ['rack/a#1', 'rack/a#2', 'rack/b'], 900, 2)
  expect(findings(estate)).toEqual([
    {
      kind: 'odd-cords',
      cords: { a: 2, b: 1, single: 0 },
      needed: 2,
      fallsWith: ['a'],
      paths: ['s/rack/one'],
    },
  ])
})

test('two boards that can feed each other are a loop, told once', () => {
  const estate = new PowerEstate().utility('grid-a', { rating: 1e6 }).utility('grid-b', { rating: 1e6 })
  estate.panel('board-a', { from: 'grid-a', alternate: 'board-b' })
  estate.panel('board-b', { from: 'grid-b', alternate: 'board-a' })
  expect(findings(estate)).toEqual([{ kind: 'tie-loop', paths: ['s/board-a', 's/board-b'] }])
})

test('a grid without a rating and devices without a draw are told, never taken for enough or nothing', () => {
  const estate = new PowerEstate().utility('grid').rack('rack').feed('feed', { from: 'grid' })
  estate.pdu('rack/pdu', { from: 'feed' }).device('rack/box', ['rack/pdu'], undefined)
  expect(findings(estate)).toEqual([
    { kind: 'missing-rating', what: 'utility without a rating', paths: ['s/grid'] },
    { kind: 'missing-rating', what: 'devices of type rack-box, which says no draw', paths: ['s/rack/box'] },
  ])
})

test('of the chain each thing without a rating is named, once for each kind', () => {
  const bare = { rating: undefined }
  const estate = new PowerEstate().utility('grid', { rating: 1e6 }).generator('diesel', bare).rack('rack')
  estate.transformer('transformer', { from: 'grid', alternate: 'diesel' }, bare)
  for (const side of ['a', 'b']) estate.ups(`ups-${side}`, { from: 'transformer' }, bare)
  estate.panel('panel', { from: 'ups-a' }, bare).feed('feed', { from: 'panel' }, { amperage: undefined })
  estate.pdu('rack/pdu', { from: 'feed' })
  expect(findings(estate)).toEqual([
    { kind: 'missing-rating', what: 'generator without a rating', paths: ['s/diesel'] },
    { kind: 'missing-rating', what: 'transformer without a rating', paths: ['s/transformer'] },
    { kind: 'missing-rating', what: 'ups without a rating', paths: ['s/ups-a', 's/ups-b'] },
    { kind: 'missing-rating', what: 'power-panel without a rating', paths: ['s/panel'] },
    { kind: 'missing-rating', what: 'power-feed without a rating', paths: ['s/feed'] },
  ])
})

test('a cooler that has no supply is told, one with a changeover alone is not', () => {
  const estate = twoSides().crah('unit', { from: [] }).chiller('chiller', { from: [] })
  expect(findings(estate.crah('spare', { from: [], alternate: 'ups-b' }))).toEqual([
    { kind: 'no-supply', paths: ['s/unit', 's/chiller'] },
  ])
})

test('watts that a meter does not account for are a finding', () => {
  const estate = twoSides().build()
  const unaccounted = [{ path: 's/ups-a', measured: 900, below: 500, watts: 400 }]
  expect(powerFindings(estate, powerGraph(estate), { unaccounted })).toEqual([
    { kind: 'unaccounted', paths: ['s/ups-a'], measured: 900, below: 500, watts: 400 },
  ])
})

test('primaries that do not share alike are a finding with what each gives', () => {
  const estate = twoSides().build()
  const shares = [
    { path: 's/ups-a', watts: 1200 },
    { path: 's/ups-b', watts: 300 },
  ]
  expect(powerFindings(estate, powerGraph(estate), { uneven: [{ path: 's/panel', shares }] })).toEqual([
    { kind: 'uneven-primaries', paths: ['s/panel'], shares },
  ])
})
