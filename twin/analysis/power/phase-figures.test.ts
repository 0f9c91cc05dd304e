import { expect, test } from 'vitest'
import { PowerEstate } from '../../kit/testing/power-estate.ts'
import { chainState } from './chain-state.ts'
import { declaredLoads } from './declared-loads.ts'
import { phaseFigures } from './phase-figures.ts'
import { powerGraph } from './power-graph.ts'

function figuresOf(estate: PowerEstate, name: string) {
  const built = estate.build()
  const graph = powerGraph(built)
  const { flow } = chainState(graph, declaredLoads(built, graph), {
    nodes: new Set(),
    banks: new Set(),
    batteries: true,
  })
  return phaseFigures(graph, flow.nodes, graph.at.get(`s/${name}`) ?? -1)
}

const VOLTS = 400 / Math.sqrt(3)
const banks = (['l1', 'l2', 'l3'] as const).map((lines, place) => ({
  ...{ name: lines, lines, breaker: 20, outlets: [place + 1, place + 1] },
}))

/** A device an outlet, each drawing so many amperes of its line at a power factor of 0.95. */
function strip(amperes: readonly number[], feed: Record<string, unknown> = {}) {
  const estate = new PowerEstate()
    .utility('grid')
    .panel('panel', { from: 'grid' })
    .feed('feed', { from: 'panel' }, feed)
  estate.pdu('rack/pdu', { from: 'feed' }, { banks, outlets: 3 })
  for (const [place, current] of amperes.entries())
    estate.device(`rack/server-${place}`, [`rack/pdu#${place + 1}`], current * VOLTS * 0.95)
  return estate
}

test('16, 10 and 4 A of a wye are 10.4 A in the neutral and 60 % of imbalance, at strip, feed and panel (domain.md, 14)', () => {
  for (const name of ['rack/pdu', 'feed', 'panel']) {
    const figures = figuresOf(strip([16, 10, 4]), name)
    expect(figures?.amperes.map((one) => Math.round(one * 1e6) / 1e6)).toEqual([16, 10, 4])
    expect(figures?.neutral).toBeCloseTo(10.39, 2)
    expect(figures?.imbalance).toBeCloseTo(0.6)
  }
})

test('a delta has no neutral', () => {
  const figures = figuresOf(strip([10, 10, 10], { wiring: 'delta' }), 'rack/pdu')
  expect(figures?.neutral).toBeUndefined()
  expect(figures?.imbalance).toBeCloseTo(0)
})

test('one line, and what has no lines of its own, has no such figures', () => {
  const single = { phase: 'single', line: 'l1', voltage: 230, voltageIs: 'line-to-neutral' }
  expect(figuresOf(strip([5], single), 'feed')).toBeUndefined()
  expect(figuresOf(strip([5], single), 'rack/pdu')).toBeUndefined()
  expect(figuresOf(strip([5]), 'grid')).toBeUndefined()
})
