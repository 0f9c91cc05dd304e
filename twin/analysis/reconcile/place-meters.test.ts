import { expect, test } from 'vitest'
import { PowerEstate } from '../../kit/testing/power-estate.ts'
import { powerGraph } from '../power/power-graph.ts'
import { loadTree } from './load-tree.ts'
import type { Measurement } from './measurement.ts'
import { placeMeters } from './place-meters.ts'

function placed(
  estate: PowerEstate,
  measurements: readonly (Omit<Measurement, 'ageSeconds'> & { ageSeconds?: number })[],
) {
  const graph = powerGraph(estate.build())
  const tree = loadTree(graph)
  const aged = measurements.map((measurement) => ({ ageSeconds: 1, ...measurement }))
  const { vertices } = placeMeters(graph, tree, aged, 60)
  return {
    node: (path: string) => vertices.get(tree.node(graph.at.get(path) ?? -1)),
    bank: (number: number) => vertices.get(tree.bank(number)),
  }
}

const converted = (efficiency: number) => new PowerEstate().utility('g').ups('u', { from: 'g' }, { efficiency })
const input = { path: 's/u', watts: 1000, side: 'input' as const }

test('the input of a UPS is less sure than its output by what its losses may be', () => {
  // 900 W behind 100 W of losses: 9 W of class and 30 W of losses in quadrature.
  const alone = placed(converted(0.9), [input]).node('s/u')
  expect(alone?.watts).toBeCloseTo(900, 9)
  expect(alone?.uncertainty).toBeCloseTo(Math.hypot(9, 30), 9)
  const output = { path: 's/u', watts: 960 }
  for (const both of [
    [input, output],
    [output, input],
  ])
    expect(placed(converted(0.9), both).node('s/u')).toMatchObject({ watts: 960, uncertainty: 9.6 })
})

test('of input and output as sure as each other the output counts', () => {
  const output = { path: 's/u', watts: 1000, ageSeconds: 7 }
  const same = { ...output, ageSeconds: 1, side: 'input' as const }
  for (const both of [
    [output, same],
    [same, output],
  ])
    expect(placed(converted(1), both).node('s/u')?.ageSeconds).toBe(7)
})

const delta = { wiring: 'delta', voltage: 208, voltageIs: 'line-to-line', amperage: 30 }

test('a single-phase strip between two lines has the volts between them', () => {
  const estate = new PowerEstate().utility('g').feed('f', { from: 'g' }, { ...delta, phase: 'single', line: 'l1' })
  estate.pdu('p', { from: 'f' }, { phase: 'single' })
  // 10 A · 208 V · 0.95.
  for (const path of ['s/p', 's/f']) {
    expect(placed(estate, [{ path, amperes: [10] }]).node(path)?.watts).toBeCloseTo(1976, 6)
    // The same current on both of its lines.
    expect(placed(estate, [{ path, amperes: [10, 10] }]).node(path)?.watts).toBeCloseTo(1976, 6)
  }
})

test('banks of a delta feed, and banks between two lines of a star, have the volts between lines', () => {
  const banks = [
    { name: 'one', lines: 'l1', outlets: [1, 8], breaker: 20 },
    { name: 'two', lines: 'l2-l3', outlets: [9, 16], breaker: 20 },
  ]
  const of = (feed: Record<string, unknown>) =>
    placed(new PowerEstate().utility('g').feed('f', { from: 'g' }, feed).pdu('p', { from: 'f' }, { banks }), [
      { path: 's/p', bank: 'one', amperes: [10] },
      { path: 's/p', bank: 'two', amperes: [10] },
    ])
  expect(of(delta).bank(0)?.watts).toBeCloseTo(1976, 6)
  expect(of(delta).bank(1)?.watts).toBeCloseTo(1976, 6)
  // 400 V between lines are 230.94 V to the neutral: 10 A · 0.95 of each.
  expect(of({}).bank(0)?.watts).toBeCloseTo(2193.9, 1)
  expect(of({}).bank(1)?.watts).toBeCloseTo(3800, 6)
})

test('three line currents of a delta are its apparent power over the root of three', () => {
  const estate = new PowerEstate().utility('g').feed('f', { from: 'g' }, delta)
  // √3 · 208 V · 10 A · 0.95.
  expect(placed(estate, [{ path: 's/f', amperes: [10, 10, 10] }]).node('s/f')?.watts).toBeCloseTo(3422.5, 1)
})
