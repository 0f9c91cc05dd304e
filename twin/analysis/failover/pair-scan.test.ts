import { expect, test } from 'vitest'
import { PowerEstate } from '../../kit/testing/power-estate.ts'
import { declaredLoads } from '../power/declared-loads.ts'
import { powerGraph } from '../power/power-graph.ts'
import { Failures } from './failure.ts'
import { pairCandidates, pairScan } from './pair-scan.ts'

/** 2N: each side with a grid and a UPS of its own. */
function twoSides() {
  const estate = new PowerEstate().rack('rack')
  for (const side of ['a', 'b']) {
    estate.utility(`grid-${side}`).ups(`ups-${side}`, { from: `grid-${side}` })
    estate.feed(`feed-${side}`, { from: `ups-${side}` }).pdu(`rack/${side}`, { from: `feed-${side}` })
  }
  const built = estate.device('rack/one', ['rack/a', 'rack/b'], 500, 1, { service: 'registers' }).build()
  const graph = powerGraph(built)
  return { graph, failures: new Failures(graph, declaredLoads(built, graph)) }
}

test('tells the pairs of one thing on each side, and no pair of one side, which is as bad as one of them', () => {
  const { failures, graph } = twoSides()
  const progress: string[] = []
  const onPair = (done: number, of: number) => progress.push(`${done}/${of}`)
  const pairs = [...pairScan(graph, failures, pairCandidates(graph, undefined), onPair)]
  expect(pairs.map(({ lost }) => lost.join(' '))).toEqual([
    's/grid-a s/grid-b',
    's/grid-a s/ups-b',
    's/grid-b s/ups-a',
    's/ups-a s/ups-b',
  ])
  expect(progress).toEqual(['0/6', '1/6', '2/6', '3/6', '4/6', '5/6'])
  expect(pairs.at(-1)).toEqual({
    lost: ['s/ups-a', 's/ups-b'],
    ...{ down: ['s/rack/one'], watts: 500, services: ['registers'], afterSeconds: 0 },
  })
  // Without its grids it lives as long as a battery does.
  expect(pairs[0]?.afterSeconds).toBeGreaterThan(0)
})

test('within a place its rack PDUs and feeds are taken', () => {
  const { failures, graph } = twoSides()
  const pairs = [...pairScan(graph, failures, pairCandidates(graph, 's/rack'))]
  expect(pairs.map(({ lost }) => lost)).toEqual([['s/rack/a', 's/rack/b']])
})
