import { expect, test } from 'vitest'
import { PowerEstate } from '../../kit/testing/power-estate.ts'
import { declaredLoads } from '../power/declared-loads.ts'
import { powerGraph } from '../power/power-graph.ts'
import type { Measurement } from './measurement.ts'
import { reconcile } from './reconcile.ts'

/** A panel on two UPS of one grid, with a server of 1,000 W usually, 1,600 W at most. */
function meshed(measured: Readonly<Record<string, number>>) {
  const estate = new PowerEstate().utility('g').ups('u1', { from: 'g' }).ups('u2', { from: 'g' })
  estate
    .panel('p', { from: ['u1', 'u2'] })
    .feed('f', { from: 'p' })
    .pdu('r/p', { from: 'f' })
  const built = estate.device('r/d', ['r/p'], 1000, 1, { power: 1600 }).build()
  const graph = powerGraph(built)
  const measurements = Object.entries(measured).map(
    ([name, watts]): Measurement => ({ path: `s/${name}`, watts, ageSeconds: 1 }),
  )
  const answer = reconcile(graph, declaredLoads(built, graph), measurements, 60)
  const watts = (name: string) => answer.nodes[graph.at.get(`s/${name}`) ?? -1]?.watts ?? Number.NaN
  return { answer, watts }
}

test('two UPS that share a panel unevenly keep what each measures, and it is told', () => {
  const { answer, watts } = meshed({ u1: 1200, u2: 300 })
  // Each within one per cent, 2 W at least.
  expect(Math.abs(watts('u1') - 1200)).toBeLessThanOrEqual(12)
  expect(Math.abs(watts('u2') - 300)).toBeLessThanOrEqual(3)
  expect(Math.abs(watts('p') - 1500)).toBeLessThanOrEqual(15)
  expect(watts('g')).toBeCloseTo(watts('p'), 6)
  expect(answer.unaccounted).toEqual([])
  expect(answer.uneven).toMatchObject([{ path: 's/p', shares: [{ path: 's/u1' }, { path: 's/u2' }] }])
  expect(answer.uneven[0]?.shares[0]?.watts).toBeCloseTo(watts('u1'), 6)
})

test('shared alike there is nothing to tell', () => {
  const { answer, watts } = meshed({ u1: 600, u2: 602 })
  expect(answer.uneven).toEqual([])
  expect(Math.abs(watts('g') - 1202)).toBeLessThanOrEqual(12)
})

test('of two with one meter the other is taken to carry as much', () => {
  const { answer, watts } = meshed({ u1: 700 })
  expect(Math.abs(watts('u1') - 700)).toBeLessThanOrEqual(7)
  expect(watts('u2')).toBeCloseTo(watts('u1'), 6)
  expect(watts('p')).toBeCloseTo(2 * watts('u1'), 6)
  expect(answer.uneven).toEqual([])
})

test('what a metered panel draws beyond its one metered UPS is of the other', () => {
  const { watts } = meshed({ u1: 1200, p: 1500 })
  expect(Math.abs(watts('u1') - 1200)).toBeLessThanOrEqual(12)
  expect(Math.abs(watts('p') - 1500)).toBeLessThanOrEqual(15)
  expect(watts('u2')).toBeCloseTo(watts('p') - watts('u1'), 6)
  expect(watts('g')).toBeCloseTo(watts('p'), 6)
})

test('one of two that carries nothing leaves all to the other', () => {
  const { answer, watts } = meshed({ u1: 1000, u2: 0 })
  expect(Math.abs(watts('u1') - 1000)).toBeLessThanOrEqual(10)
  expect(watts('u2')).toBeLessThanOrEqual(2)
  expect(watts('g')).toBeCloseTo(watts('p'), 6)
  expect(answer.uneven).toHaveLength(1)
})
