import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PowerEstate } from '../../kit/testing/power-estate.ts'
import { declaredLoads } from '../power/declared-loads.ts'
import { powerGraph } from '../power/power-graph.ts'
import type { Measurement } from './measurement.ts'
import { reconcile } from './reconcile.ts'

const EFFICIENCY = 0.9

/** A UPS with up to four rack PDUs of up to four devices, some of which nobody declares; any of them may have a meter. */
const cases = fc.record({
  pdus: fc.array(
    fc.record({
      devices: fc.array(fc.option(fc.integer({ min: 50, max: 2000 }), { freq: 6 }), { minLength: 1, maxLength: 4 }),
      meter: fc.option(fc.integer({ min: 0, max: 6000 })),
    }),
    { minLength: 1, maxLength: 4 },
  ),
  ups: fc.option(fc.integer({ min: 0, max: 20_000 })),
  grid: fc.option(fc.integer({ min: 0, max: 22_000 })),
})
type Case = typeof cases extends fc.Arbitrary<infer T> ? T : never

function reconciled({ grid, pdus, ups }: Case) {
  const estate = new PowerEstate().utility('grid').rack('r').ups('ups', { from: 'grid' }, { efficiency: EFFICIENCY })
  const measurements: Measurement[] = []
  const meter = (path: string, watts: number | null) => {
    if (watts !== null) measurements.push({ path, watts, ageSeconds: 1 })
  }
  for (const [place, pdu] of pdus.entries()) {
    estate.feed(`feed-${place}`, { from: 'ups' }).pdu(`r/pdu-${place}`, { from: `feed-${place}` })
    for (const [number, watts] of pdu.devices.entries()) {
      const known = watts === null ? undefined : watts
      estate.device(`r/d-${place}-${number}`, [`r/pdu-${place}#${number + 1}`], known, 1, {
        ...(known !== undefined && { power: known * 2 }),
      })
    }
    meter(`s/r/pdu-${place}`, pdu.meter)
  }
  meter('s/ups', ups)
  meter('s/grid', grid)
  const built = estate.build()
  const graph = powerGraph(built)
  const answer = reconcile(graph, declaredLoads(built, graph), measurements, 60)
  return { graph, answer, measurements, node: (path: string) => answer.nodes[graph.at.get(path) ?? -1] }
}

test('what a node carries is what is below it, losses and what is unaccounted for', () => {
  fc.assert(
    fc.property(cases, (given) => {
      const { answer, graph, node } = reconciled(given)
      const rest = (path: string) => answer.unaccounted.find((found) => found.path === path)?.watts ?? 0
      for (const [place, { devices }] of given.pdus.entries()) {
        const path = `s/r/pdu-${place}`
        const draws = devices.map((_, number) => {
          const at = graph.devices.devices.findIndex((device) => device.path === `s/r/d-${place}-${number}`)
          return answer.devices[at]?.atLeast ?? Number.NaN
        })
        // With an unknown device that got nothing the meter may stand alone.
        if (draws.some((watts) => watts === 0)) continue
        expect(draws.reduce((sum, watts) => sum + watts, 0) + rest(path)).toBeCloseTo(node(path)?.atLeast ?? -1, 4)
      }
      const feeds = given.pdus.reduce((sum, _, place) => sum + (node(`s/feed-${place}`)?.atLeast ?? 0), 0)
      const ups = node('s/ups')
      if (ups && !given.pdus.some((_, place) => Number.isNaN(node(`s/feed-${place}`)?.watts)))
        expect(feeds + rest('s/ups')).toBeCloseTo(ups.watts, 4)
    }),
  )
})

test('a measured node keeps its value within its uncertainty', () => {
  fc.assert(
    fc.property(cases, (given) => {
      const { measurements, node } = reconciled(given)
      for (const { path, watts = 0 } of measurements) {
        const { watts: found = Number.NaN } = node(path) ?? {}
        expect(Math.abs(found - watts)).toBeLessThanOrEqual(Math.max(2, watts * 0.01) + 1e-6)
      }
    }),
  )
})

test('nothing draws less than zero, and more on a meter is never less at it or above', () => {
  fc.assert(
    fc.property(cases, fc.integer({ min: 1, max: 500 }), (given, more) => {
      const [first, ...others] = given.pdus
      if (!first) return
      const at = (meter: number) => reconciled({ pdus: [{ ...first, meter }, ...others], ups: null, grid: null })
      const [before, after] = [at(first.meter ?? 0), at((first.meter ?? 0) + more)]
      for (const { atLeast } of after.answer.devices) expect(atLeast).toBeGreaterThanOrEqual(0)
      for (const path of ['s/r/pdu-0', 's/feed-0', 's/ups', 's/grid'])
        expect(after.node(path)?.atLeast).toBeGreaterThanOrEqual((before.node(path)?.atLeast ?? 0) - 1e-6)
    }),
  )
})
