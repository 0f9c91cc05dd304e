import { expect, test } from 'vitest'
import { PowerEstate } from '../../kit/testing/power-estate.ts'
import { EstateAnswers } from '../answers/estate-answers.ts'
import { lostInputs } from '../failover/lost-of.ts'
import { declaredLoads } from '../power/declared-loads.ts'
import { powerGraph } from '../power/power-graph.ts'
import type { Measurement } from './measurement.ts'
import { reconcile } from './reconcile.ts'

const LOST = ['s/u1/input']

/** One grid of 600 kW feeds two UPS of an efficiency of 1; below the first a rack PDU draws 166 kW, below the second 241 kW. */
function twoUps() {
  const estate = new PowerEstate().utility('g', { rating: 600_000 })
  for (const side of ['1', '2'])
    estate
      .ups(`u${side}`, { from: 'g' })
      .pdu(`r/p${side}`, { from: `u${side}` }, { amperage: 1e4 })
      .device(`r/d${side}`, [`r/p${side}`], 200_000, 1, { power: 400_000 })
  return estate.build()
}

const watts = (name: string, value: number): Measurement => ({ path: `s/${name}`, watts: value, ageSeconds: 1 })
const MEASURED = [watts('g', 241_000), watts('u1', 166_000), watts('u2', 241_000)]

test('what a UPS gives from its battery is no part of what the grid gives, and no meter disagrees', () => {
  const estate = twoUps()
  const graph = powerGraph(estate)
  const declared = declaredLoads(estate, graph)
  const answer = reconcile(graph, declared, MEASURED, 60, lostInputs(graph, LOST))
  expect(answer.unaccounted).toEqual([])
  const of = (name: string) => answer.nodes[graph.at.get(`s/${name}`) ?? -1]?.watts
  expect(of('g')).toBeCloseTo(241_000, -2)
  expect(of('u1')).toBeCloseTo(166_000, -2)
  const withInput = reconcile(graph, declared, MEASURED, 60)
  expect(withInput.unaccounted, '241 kW above 407 kW').not.toEqual([])
})

test('the chain shows the grid without the UPS on its battery, and the worst that comes from there', async () => {
  const planner = new EstateAnswers(twoUps())
  await planner.take(MEASURED, [], LOST)
  const chain = new Map((await planner.chain('s')).map((figure) => [figure.path, figure]))
  expect(chain.get('s/g')?.watts).toBeCloseTo(241_000, -2)
  expect(chain.get('s/g')?.now?.share).toBeCloseTo(241 / 600, 3)
  expect(chain.get('s/g')?.worst?.share, 'no loss brings the input back').toBeCloseTo(241 / 600, 3)
  expect(chain.get('s/u1')?.watts).toBeCloseTo(166_000, -2)
  expect(chain.get('s/u1')?.battery).toBe(chain.get('s/u1')?.watts)
  expect(chain.get('s/u2')?.battery).toBeUndefined()
})

test('room is counted, and a question of another day answered, with the input back', async () => {
  const planner = new EstateAnswers(twoUps())
  await planner.take(MEASURED, [], LOST)
  const now = await planner.fail(['s/r/p2'])
  expect(now.atOnce.onBattery.map(({ path }) => path)).toEqual(['s/u1'])
  const then = await planner.fail(['s/r/p2'], { from: '2027-03-01' as never })
  expect(then.atOnce.onBattery).toEqual([])
})
