import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PowerEstate } from '../../kit/testing/power-estate.ts'
import { Failures } from '../failover/failure.ts'
import { declaredLoads } from '../power/declared-loads.ts'
import { powerGraph } from '../power/power-graph.ts'
import { measuredLoads } from './measured-loads.ts'
import type { Measurement } from './measurement.ts'
import { reconcile } from './reconcile.ts'

const SIDES = ['a', 'b'] as const

/** Two sides from the grid to a rack PDU each, and servers on both of 400 W usually, 500 W at most. */
function twoSides(servers: number) {
  const estate = new PowerEstate().rack('r')
  for (const side of SIDES) {
    estate.utility(`grid-${side}`).feed(`feed-${side}`, { from: `grid-${side}` })
    estate.pdu(`r/${side}`, { from: `feed-${side}` }, { side })
  }
  for (let number = 1; number <= servers; number++)
    estate.device(`r/server-${number}`, [`r/a#${number}`, `r/b#${number}`], 400, 1, { power: 500 })
  return estate
}

function reconciled(estate: PowerEstate, measurements: readonly Omit<Measurement, 'ageSeconds'>[]) {
  const built = estate.build()
  const graph = powerGraph(built)
  const declared = declaredLoads(built, graph)
  const aged = measurements.map((measurement) => ({ ...measurement, ageSeconds: 1 }))
  const answer = reconcile(graph, declared, aged, 60)
  const draws = answer.devices.map(({ watts }) => watts)
  return { graph, declared, answer, draws, total: draws.reduce((sum, watts) => sum + watts, 0) }
}

const sides = (a: number, b: number) => [
  { path: 's/r/a', watts: a },
  { path: 's/r/b', watts: b },
]

test.each([50, 60, 70, 80, 100])('ten servers with %i per cent of 4,000 W on side A draw 4,000 W', (percent) => {
  const { answer, draws, total } = reconciled(twoSides(10), sides(40 * percent, 4000 - 40 * percent))
  // Each side within its class: one per cent of 4,000 W in all, 2 W at least a side.
  expect(Math.abs(total - 4000)).toBeLessThanOrEqual(42)
  for (const watts of draws) expect(watts).toBeCloseTo(total / 10, 6)
  expect(answer.unaccounted).toEqual([])
})

test('with all load on A the loss of A puts all of it on B', () => {
  const { answer, declared, graph } = reconciled(twoSides(10), sides(4000, 0))
  const after = new Failures(graph, measuredLoads(graph, declared, answer)).of(['s/feed-a']).atOnce
  const onB = after.chain.find(({ path }) => path === 's/feed-b')
  expect(onB?.watts).toBeGreaterThan(3950)
})

test('a dead side is not put in the place of a meter that disagrees', () => {
  // 6,000 W on A is more than ten nameplates of 500 W: B's 0 W says nothing of what A's cords carry.
  const { answer, draws } = reconciled(twoSides(10), sides(6000, 0))
  expect(answer.unaccounted).toMatchObject([{ path: 's/r/a', measured: 6000 }])
  for (const watts of draws) expect(watts).toBeGreaterThanOrEqual(200)
})

test('two sides that together measure more than the nameplates are a finding', () => {
  const { answer, draws } = reconciled(twoSides(10), sides(4000, 4000))
  expect(answer.unaccounted.map(({ path }) => path).sort()).toEqual(['s/r/a', 's/r/b'])
  for (const watts of draws) expect(watts).toBeLessThanOrEqual(520 + 1e-6)
})

test('a side without a meter takes no more than the devices can still draw', () => {
  const { draws } = reconciled(twoSides(10), [{ path: 's/r/a', watts: 4000 }])
  // 400 W and 30 % at most.
  for (const watts of draws) expect(watts).toBeCloseTo(520, 0)
})

test('a metered device carries on one side what the other leaves', () => {
  const own = { path: 's/r/server-1', watts: 400 }
  const { answer, graph } = reconciled(twoSides(1), [own, { path: 's/r/a', watts: 390 }])
  // 390 W within one per cent.
  expect(Math.abs((answer.cords[1] ?? 0) - 10)).toBeLessThanOrEqual(3.9 + 1e-6)
  expect(answer.nodes[graph.at.get('s/grid-b') ?? -1]?.watts).toBeCloseTo(answer.cords[1] ?? -1, 6)
})

test.each([0, 30, 100])('metered devices with %i per cent on A agree with the meters of both sides', (percent) => {
  const own = Array.from({ length: 10 }, (_, number) => ({ path: `s/r/server-${number + 1}`, watts: 400 }))
  const { answer } = reconciled(twoSides(10), [...own, ...sides(40 * percent, 4000 - 40 * percent)])
  expect(answer.unaccounted).toEqual([])
  const onA = answer.cords.filter((_, cord) => cord % 2 === 0).reduce((sum, watts) => sum + watts, 0)
  expect(Math.abs(onA - 40 * percent)).toBeLessThanOrEqual(Math.max(2, 0.4 * percent) + 1e-6)
})

test('metered devices of both sides that say less than the meters above are a finding', () => {
  const own = { path: 's/r/server-1', watts: 400 }
  const { answer } = reconciled(twoSides(1), [own, ...sides(300, 300)])
  const more = answer.unaccounted.reduce((sum, { watts }) => sum + watts, 0)
  expect(more).toBeCloseTo(600 - 400, 0)
})

test('however devices divide their draw among two to four cords, they draw together what the meters say', () => {
  const device = fc.record({
    watts: fc.integer({ min: 50, max: 1000 }),
    nameplate: fc.integer({ min: 100, max: 200 }),
    cords: fc.uniqueArray(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 4 }),
    shares: fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 4, maxLength: 4 }),
  })
  fc.assert(
    fc.property(fc.array(device, { minLength: 1, maxLength: 8 }), (devices) => {
      const estate = new PowerEstate().utility('grid').rack('r')
      for (let pdu = 0; pdu < 4; pdu++) estate.feed(`f${pdu}`, { from: 'grid' }).pdu(`r/p${pdu}`, { from: `f${pdu}` })
      const metered = [0, 0, 0, 0]
      for (const [number, { cords, nameplate, shares, watts }] of devices.entries()) {
        const plugs = cords.map((pdu) => `r/p${pdu}#${number + 1}`)
        estate.device(`r/d${number}`, plugs, watts, 1, { power: (watts * nameplate) / 100 })
        const whole = cords.reduce((sum, _, place) => sum + (shares[place] ?? 0), 0)
        for (const [place, pdu] of cords.entries())
          metered[pdu] = (metered[pdu] ?? 0) + watts * (whole === 0 ? 1 / cords.length : (shares[place] ?? 0) / whole)
      }
      const { answer, draws, graph, total } = reconciled(
        estate,
        metered.map((watts, pdu) => ({ path: `s/r/p${pdu}`, watts })),
      )
      expect(answer.unaccounted).toEqual([])
      const sum = metered.reduce((all, watts) => all + watts, 0)
      const slack = metered.reduce((all, watts) => all + Math.max(2, watts * 0.01), 0)
      expect(Math.abs(total - sum)).toBeLessThanOrEqual(slack + 1e-6)
      for (const [number, { nameplate, watts }] of devices.entries()) {
        expect(draws[number]).toBeGreaterThanOrEqual(0)
        const most = watts * Math.max(1.3, nameplate / 100)
        expect(draws[number]).toBeLessThanOrEqual(most + Math.max(2, most * 0.0102))
      }
      expect(answer.nodes[graph.at.get('s/grid') ?? -1]?.watts).toBeCloseTo(total, 4)
    }),
  )
})
