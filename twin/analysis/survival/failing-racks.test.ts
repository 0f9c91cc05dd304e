import { expect, it } from 'vitest'
import { PowerEstate } from '../../kit/testing/power-estate.ts'
import { declaredLoads } from '../power/declared-loads.ts'
import { powerGraph } from '../power/power-graph.ts'
import { failingRacks } from './failing-racks.ts'
import { restsOn } from './rests-on.ts'

/** Rack 1 on UPS a and b, rack 2 on a alone, rack 3 on b and c. */
function chain() {
  const built = new PowerEstate()
    .utility('grid')
    .ups('ups-a', { from: 'grid' })
    .ups('ups-b', { from: 'grid' })
    .ups('ups-c', { from: 'grid' })
    .feed('feed-1a', { from: 'ups-a' })
    .feed('feed-1b', { from: 'ups-b' })
    .feed('feed-2a', { from: 'ups-a' })
    .feed('feed-3b', { from: 'ups-b' })
    .feed('feed-3c', { from: 'ups-c' })
    .rack('r1')
    .pdu('r1/a', { from: 'feed-1a' })
    .pdu('r1/b', { from: 'feed-1b' })
    .device('r1/server', ['r1/a', 'r1/b'], 500)
    .rack('r2')
    .pdu('r2/a', { from: 'feed-2a' })
    .device('r2/server', ['r2/a'], 500)
    .rack('r3')
    .pdu('r3/b', { from: 'feed-3b' })
    .pdu('r3/c', { from: 'feed-3c' })
    .device('r3/server', ['r3/b', 'r3/c'], 500)
    .build()
  const graph = powerGraph(built)
  return { graph, loads: declaredLoads(built, graph) }
}

const HOSTS = new Map(['r1', 'r2', 'r3'].map((rack) => [`s/${rack}`, [`s/${rack}/server`]]))

it('a rack goes with a block of UPS when no supply of it is left, and with one UPS when it has no other', () => {
  const { graph, loads } = chain()
  const failures = [['s/ups-a'], ['s/ups-a', 's/ups-b'], ['s/ups-b', 's/ups-c'], ['s/feed-2a'], ['s/feed-1a']]
  expect([...failingRacks(graph, loads, HOSTS, failures)].map(({ racks }) => racks)).toEqual([
    ['s/r2'],
    ['s/r1', 's/r2'],
    ['s/r3'],
    ['s/r2'],
    [],
  ])
})

it('tells feeds and UPS on every way up from the cords of a rack', () => {
  const of = restsOn(chain().graph)
  expect(of(['s/r3/server'])).toEqual({ feeds: ['s/feed-3b', 's/feed-3c'], ups: ['s/ups-b', 's/ups-c'] })
  expect(of(['s/nowhere'])).toEqual({ feeds: [], ups: [] })
})
