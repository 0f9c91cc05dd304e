import { expect, test } from 'vitest'
import { PowerEstate } from '../../kit/testing/power-estate.ts'
import { reserved } from '../../kit/testing/reserved.ts'
import type { Day } from '../../model/day.ts'
import { declaredLoads } from '../power/declared-loads.ts'
import { powerGraph } from '../power/power-graph.ts'
import { measuredLoads } from '../reconcile/measured-loads.ts'
import { reconcile } from '../reconcile/reconcile.ts'
import { loadsWithEdits } from './loads-with-edits.ts'
import { estateAt } from './standing.ts'

test('measured draws, shares of cords and unaccounted watts hold on; what comes draws its own, by cords alike, and chillers more', () => {
  const site = new PowerEstate().utility('grid').room('hall').chiller('chiller', { from: 'grid' })
  site.crah('hall/crah', { from: 'grid' }, { chilledBy: ['s/chiller'] }).rack('hall/rack')
  for (const side of ['a', 'b'])
    site.feed(`feed-${side}`, { from: 'grid' }).pdu(`hall/rack/pdu-${side}`, { from: `feed-${side}` })
  const estate = site.device('hall/rack/server', ['hall/rack/pdu-a', 'hall/rack/pdu-b'], 1000).build()
  const graph = powerGraph(estate)
  const declared = declaredLoads(estate, graph)
  const measurements = [
    { path: 's/hall/rack/pdu-a', watts: 550, ageSeconds: 1 },
    { path: 's/hall/rack/pdu-b', watts: 450, ageSeconds: 1 },
  ]
  const measured = measuredLoads(graph, declared, reconcile(graph, declared, measurements, 300))
  const edit = reserved('r1', '2027-03-01', undefined, { watts: 800, cords: ['pdu-a:2', 'pdu-b:2'] })
  const { estate: later } = estateAt(estate, [edit], '2027-03-01' as Day)
  const then = powerGraph(later)
  const loads = loadsWithEdits(measured, declared, declaredLoads(later, then), then.devices.cordPdu.length)
  expect([...loads.devices]).toEqual([measured.devices[0], 800])
  expect([...(loads.cordWeights ?? [])]).toEqual([...(measured.cordWeights ?? []), 1, 1])
  const chiller = graph.at.get('s/chiller') ?? -1
  // COP 4: 800 W of heat take 200 W.
  expect((loads.own[chiller] ?? 0) - (measured.own[chiller] ?? 0)).toBeCloseTo(200, 6)
})
