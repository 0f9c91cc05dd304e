import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PowerEstate } from '../../kit/testing/power-estate.ts'
import { declaredLoads } from '../power/declared-loads.ts'
import { powerGraph } from '../power/power-graph.ts'
import type { Measurement } from './measurement.ts'
import { reconcile } from './reconcile.ts'

const EFFICIENCY = 0.9
const BANKS = [
  { name: 'b1', lines: 'l1', outlets: [1, 24], breaker: 20 },
  { name: 'b2', lines: 'l2-l3', outlets: [25, 48], breaker: 20 },
]
/** What may have a meter: every level, a UPS at either end. */
const PLACES: readonly Omit<Measurement, 'ageSeconds' | 'watts'>[] = [
  ...['g1', 'g2', 'u1', 'u2', 'p', 'fa', 'fb', 'r/a', 'r/b', 'r/d0', 'r/d1'].map((name) => ({ path: `s/${name}` })),
  { path: 's/u1', side: 'input' },
  { path: 's/r/a', bank: 'b1' },
  { path: 's/r/a', bank: 'b2' },
  { path: 's/r/a', outlet: 1 },
  { path: 's/r/b', outlet: 26 },
]
const cases = fc.record({
  devices: fc.array(
    fc.record({
      watts: fc.option(fc.integer({ min: 50, max: 1000 }), { freq: 8 }),
      cords: fc.constantFrom(['a'], ['b'], ['a', 'b']),
    }),
    { minLength: 1, maxLength: 6 },
  ),
  meters: fc.array(fc.record({ at: fc.nat(PLACES.length - 1), watts: fc.integer({ min: 0, max: 6000 }) }), {
    maxLength: 8,
  }),
})
type Case = typeof cases extends fc.Arbitrary<infer T> ? T : never

/** Two grids, a UPS each, which share a panel; from it a three-phase strip with banks and a single-phase one. */
function reconciled({ devices, meters }: Case) {
  const estate = new PowerEstate().utility('g1').utility('g2').rack('r')
  estate.ups('u1', { from: 'g1' }, { efficiency: EFFICIENCY }).ups('u2', { from: 'g2' }, { efficiency: EFFICIENCY })
  estate
    .panel('p', { from: ['u1', 'u2'] })
    .feed('fa', { from: 'p' })
    .pdu('r/a', { from: 'fa' }, { banks: BANKS })
  const single = { phase: 'single', line: 'l1', voltage: 230, voltageIs: 'line-to-neutral' }
  estate.feed('fb', { from: 'p' }, single).pdu('r/b', { from: 'fb' }, { phase: 'single' })
  for (const [number, { cords, watts }] of devices.entries()) {
    const plugs = cords.map((side) => `r/${side}#${1 + number + (number % 2) * 24}`)
    const rest = watts === null ? {} : { power: watts * 2 }
    estate.device(`r/d${number}`, plugs, watts ?? undefined, 1, rest)
  }
  const built = estate.build()
  const graph = powerGraph(built)
  const measurements = new Map(meters.map(({ at, watts }) => [at, { ...PLACES[at], watts, ageSeconds: 1 }]))
  const answer = reconcile(graph, declaredLoads(built, graph), [...measurements.values()] as Measurement[], 60)
  return { answer, node: (name: string) => answer.nodes[graph.at.get(`s/${name}`) ?? -1] }
}

test('whatever has a meter, nothing is negative, or no number where something is known', () => {
  fc.assert(
    fc.property(cases, (given) => {
      const { answer } = reconciled(given)
      for (const { atLeast, how, uncertainty, watts } of [...answer.devices, ...answer.nodes, ...answer.banks]) {
        expect(atLeast).toBeGreaterThanOrEqual(-1e-6)
        expect(Number.isNaN(watts)).toBe(how === 'unknown')
        expect(Number.isNaN(uncertainty)).toBe(how === 'unknown')
        if (how !== 'unknown') expect(watts).toBeGreaterThanOrEqual(-1e-6)
      }
    }),
    { numRuns: 300 },
  )
})

test('whatever has a meter, a node is what draws from it, and what is unaccounted for', () => {
  fc.assert(
    fc.property(cases, (given) => {
      const { answer, node } = reconciled(given)
      const rest = (name: string) => answer.unaccounted.find(({ path }) => path === `s/${name}`)?.watts ?? 0
      const watts = (name: string) => node(name)?.watts ?? Number.NaN
      const sums: readonly [string, number][] = [
        ['fa', watts('r/a')],
        ['fb', watts('r/b')],
        ['p', watts('fa') + watts('fb')],
      ]
      for (const [name, below] of sums) {
        if (!Number.isNaN(below)) expect(below + rest(name)).toBeCloseTo(watts(name), 4)
      }
    }),
    { numRuns: 300 },
  )
})

test.each([
  ['UPS', [2, 3]],
  ['outlet', [14, 15]],
  ['device', [9, 10]],
])('an estate with only %s meters has a figure of everything that is declared', (_, places) => {
  const devices: Case['devices'] = [
    { watts: 400, cords: ['a', 'b'] },
    { watts: 300, cords: ['a', 'b'] },
  ]
  const { answer, node } = reconciled({ devices, meters: places.map((at) => ({ at, watts: 350 })) })
  // Of all three no device is beyond what it may draw: 800 W and 600 W.
  for (const [number, { how, watts }] of answer.devices.entries()) {
    expect(how).not.toBe('unknown')
    expect(watts).toBeLessThanOrEqual((devices[number]?.watts ?? 0) * 2 + 2)
  }
  // Both grids are the panel through 90 per cent.
  const grids = (node('g1')?.watts ?? 0) + (node('g2')?.watts ?? 0)
  expect(Math.abs(grids - (node('p')?.watts ?? 0) / EFFICIENCY)).toBeLessThanOrEqual(25)
})
