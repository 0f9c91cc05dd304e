import { expect, test } from 'vitest'
import { PowerEstate } from '../../kit/testing/power-estate.ts'
import { declaredLoads } from './declared-loads.ts'
import { powerGraph } from './power-graph.ts'

/** A hall of 8 kW whose one unit, named and placed by the caller, hangs on a chiller of COP 4. */
function chillerOf(unit: string, rest: Record<string, unknown> = {}): number | undefined {
  const estate = new PowerEstate()
    .utility('grid')
    .room('hall')
    .room('gallery')
    .row('hall/row-a')
    .rack('hall/rack')
    .pdu('hall/rack/pdu', { from: 'grid' })
    .device('hall/rack/server', ['hall/rack/pdu'], 8000)
    .chiller('chiller', { from: 'grid' })
    .crah(unit, { from: 'grid' }, { chilledBy: ['s/chiller'], ...rest })
    .build()
  const graph = powerGraph(estate)
  return declaredLoads(estate, graph).own[graph.at.get('s/chiller') ?? -1]
}

test('a chiller draws the heat of the rooms whose units hang on it over its COP', () => {
  expect(chillerOf('hall/crah')).toBe(2000)
})

test('a unit in a row cools the room of the row, and one in a gallery the room that it names', () => {
  expect(chillerOf('hall/row-a/crah')).toBe(2000)
  expect(chillerOf('gallery/crah', { zone: 'hall' })).toBe(2000)
  expect(chillerOf('gallery/crah')).toBe(0)
})
