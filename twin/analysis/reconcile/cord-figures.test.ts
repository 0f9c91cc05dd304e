import { expect, test } from 'vitest'
import { PowerEstate } from '../../kit/testing/power-estate.ts'
import { settledWith } from '../failover/settled.ts'
import { declaredLoads } from '../power/declared-loads.ts'
import { powerGraph } from '../power/power-graph.ts'
import { nodeUse } from '../power/use.ts'
import { cordFigures } from './cord-figures.ts'
import { measuredLoads } from './measured-loads.ts'
import { reconcile } from './reconcile.ts'

test('3,000 W on six supplies of which three suffice: 500 W a cord, 1,000 W at worst, 500 W uncertain; 600 W with one of six lost', () => {
  expect(cordFigures(3000, 6, 3)).toEqual({ estimated: 500, failover: 1000, uncertainty: 500 })
  expect(cordFigures(3000, 5, 3).estimated).toBe(600)
})

test('400 VA measured on 120 V, 15 A, derated to 0.8 is 27.8 % of the feed', () => {
  const single = {
    phase: 'single',
    line: 'l1',
    voltage: 120,
    voltageIs: 'line-to-neutral',
    amperage: 15,
    derating: 0.8,
  }
  const estate = new PowerEstate().utility('grid').rack('rack').feed('feed', { from: 'grid' }, single)
  estate.pdu('rack/pdu', { from: 'feed' }, { phase: 'single', amperage: 15 })
  const built = estate.device('rack/box', ['rack/pdu'], undefined).build()
  const graph = powerGraph(built)
  const declared = declaredLoads(built, graph)
  const measured = [{ path: 's/rack/pdu', voltAmperes: 400, ageSeconds: 1 }]
  const loads = measuredLoads(graph, declared, reconcile(graph, declared, measured, 300))
  const { flow } = settledWith(graph, loads, { nodes: new Set(), banks: new Set(), batteries: true })
  const use = nodeUse(graph, flow, graph.at.get('s/feed') ?? -1)
  expect(use?.share).toBeCloseTo(0.2778, 4)
})
