import { expect, test } from 'vitest'
import { PowerEstate } from '../../kit/testing/power-estate.ts'
import { Failures } from '../failover/failure.ts'
import { declaredLoads } from '../power/declared-loads.ts'
import { LOAD_COLUMNS, WATTS } from '../power/line-loads.ts'
import { powerGraph } from '../power/power-graph.ts'
import { measuredLoads } from './measured-loads.ts'
import { reconcile } from './reconcile.ts'

/** A panel of 2,000 W on UPS, each with a grid of its own. */
function meshed(measured: Readonly<Record<string, number>>, names: readonly string[] = ['u1', 'u2', 'u3']) {
  const estate = new PowerEstate()
  for (const name of names) estate.utility(`g-${name}`).ups(name, { from: `g-${name}` })
  estate.panel('panel', { from: names }).pdu('rack/pdu', { from: 'panel' })
  const built = estate.device('rack/server', ['rack/pdu'], 2000, 1, { power: 3000 }).build()
  const graph = powerGraph(built)
  const declared = declaredLoads(built, graph)
  const measurements = Object.entries(measured).map(([name, watts]) => ({ path: `s/${name}`, watts, ageSeconds: 1 }))
  const failures = new Failures(graph, measuredLoads(graph, declared, reconcile(graph, declared, measurements, 60)))
  const now = (name: string) =>
    failures.before.flow.nodes[(graph.at.get(`s/${name}`) ?? -1) * LOAD_COLUMNS + WATTS] ?? 0
  const without = (lost: string) => {
    const { chain } = failures.of([`s/${lost}`]).atOnce
    return (name: string) => chain.find(({ path }) => path === `s/${name}`)?.watts ?? Number.NaN
  }
  return { now, without }
}

test('primaries that meters say do not share alike go on so, and what one of them loses comes to the others by their shares', () => {
  const { now, without } = meshed({ u1: 1200, u2: 300, u3: 500 })
  for (const [name, watts] of Object.entries({ u1: 1200, u2: 300, u3: 500, 'g-u1': 1200 }))
    expect(Math.abs(now(name) - watts), name).toBeLessThanOrEqual(12)
  // 2,000 W in proportion to 300 and 500.
  expect(Math.abs(without('u1')('u2') - 750)).toBeLessThanOrEqual(15)
  expect(Math.abs(without('u1')('u3') - 1250)).toBeLessThanOrEqual(15)
})

test('one that carries nothing takes all when the others are lost, and those alike share alike', () => {
  const standby = meshed({ u1: 2000, u2: 0 }, ['u1', 'u2'])
  expect(standby.now('u1')).toBeCloseTo(2000, -2)
  expect(standby.now('u2')).toBeCloseTo(0, -1)
  expect(standby.without('u1')('u2')).toBeCloseTo(2000, -2)
  const alike = meshed({ u1: 667, u2: 667, u3: 666 })
  expect(alike.without('u3')('u1')).toBeCloseTo(1000, -2)
})
