import { expect, test } from 'vitest'
import { PowerEstate } from '../../kit/testing/power-estate.ts'
import { declaredLoads } from '../power/declared-loads.ts'
import { powerGraph } from '../power/power-graph.ts'
import { Placements } from './placements.ts'

/** A rack that may hold 2,000 kg, itself 300 kg, on tiles that bear `pointLoad` at a foot. */
function placed(pointLoad: number | undefined, count: number, weight = 300) {
  const estate = new PowerEstate().utility('grid').room('hall', pointLoad === undefined ? {} : { pointLoad })
  estate.rack('hall/rack', { weight, weightLimit: 2000 })
  for (const side of ['a', 'b'])
    estate.feed(`feed-${side}`, { from: 'grid' }).pdu(`hall/rack/pdu-${side}`, { from: `feed-${side}` }, { side })
  const built = estate.build()
  const graph = powerGraph(built)
  const request = { count, units: 2, watts: 100, feeds: 2, phase: 'single', weight: 100 } as const
  return new Placements(built, graph, declaredLoads(built, graph)).find(request)
}

test('a rack takes no more than a foot of it may lay on its tile', () => {
  // 3 · 300 kg on its feet, 300 kg of them its own: six of 100 kg, although it may hold twenty.
  const { fits, places, refusals } = placed(300, 7)
  expect(fits).toBe(false)
  expect(places).toHaveLength(6)
  expect(refusals).toMatchObject([{ code: 'floor load', reason: 'its floor bears less than 100 kg more' }])
  expect(placed(300, 6).fits).toBe(true)
})

test('where nobody says what the floor bears its rack’s own limit decides', () => {
  expect(placed(undefined, 20).fits).toBe(true)
  expect(placed(undefined, 21).refusals).toMatchObject([{ code: 'weight' }])
})
