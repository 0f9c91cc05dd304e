import { expect, test } from 'vitest'
import { PowerEstate } from '../../kit/testing/power-estate.ts'
import { Capacities } from '../capacity/capacity.ts'
import { Failures } from '../failover/failure.ts'
import { chainState } from '../power/chain-state.ts'
import { declaredLoads } from '../power/declared-loads.ts'
import { LOAD_COLUMNS } from '../power/line-loads.ts'
import { powerGraph } from '../power/power-graph.ts'
import { measuredLoads } from './measured-loads.ts'
import { reconcile } from './reconcile.ts'

/** A bank on the second line that measures 2,000 W, with one server of 300 W at most in it. */
function overfullBank() {
  const banks = [
    { name: 'b1', lines: 'l1', outlets: [1, 24], breaker: 20 },
    { name: 'b2', lines: 'l2', outlets: [25, 48], breaker: 20 },
  ]
  const estate = new PowerEstate().utility('g').rack('r').feed('f', { from: 'g' }).pdu('r/p', { from: 'f' }, { banks })
  const built = estate.device('r/d', ['r/p#25'], 200, 1, { power: 300 }).build()
  const graph = powerGraph(built)
  const declared = declaredLoads(built, graph)
  const measured = [{ path: 's/r/p', bank: 'b2', watts: 2000, ageSeconds: 1 }]
  return { built, graph, loads: measuredLoads(graph, declared, reconcile(graph, declared, measured, 60)) }
}

test('what a bank measures beyond its devices is drawn at the bank, on its line', () => {
  const { built, graph, loads } = overfullBank()
  const { flow } = new Failures(graph, loads).before
  const columns = (path: string) => {
    const at = (graph.at.get(path) ?? 0) * LOAD_COLUMNS
    return [...flow.nodes.slice(at, at + 4)]
  }
  // 2,000 W over a power factor of 0.95 on L2, nothing on L1 and L3, up to the grid.
  for (const path of ['s/r/p', 's/f', 's/g']) {
    const [watts, ...lines] = columns(path)
    expect(watts).toBeCloseTo(2000, 6)
    for (const [line, apparent] of [0, 2000 / 0.95, 0].entries()) expect(lines[line]).toBeCloseTo(apparent, 6)
  }
  expect(flow.banks[1]).toBeCloseTo(2000 / 0.95, 6)
  // 9.1 A of 20 A.
  const { share } = new Capacities(built, graph, loads).bankFigures[1]?.now ?? {}
  expect(share).toBeCloseTo(2000 / 0.95 / (400 / Math.sqrt(3)) / 20, 6)
})

test('a bank that is out carries nothing', () => {
  const { graph, loads } = overfullBank()
  const { flow } = chainState(graph, loads, { nodes: new Set(), banks: new Set([1]), batteries: true })
  expect(flow.banks[1]).toBe(0)
  expect(flow.nodes[(graph.at.get('s/r/p') ?? 0) * LOAD_COLUMNS]).toBe(0)
})
