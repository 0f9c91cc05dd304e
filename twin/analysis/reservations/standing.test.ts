import { expect, test } from 'vitest'
import { PowerEstate } from '../../kit/testing/power-estate.ts'
import { reserved } from '../../kit/testing/reserved.ts'
import type { Day } from '../../model/day.ts'
import { Capacities } from '../capacity/capacity.ts'
import { declaredLoads } from '../power/declared-loads.ts'
import { powerGraph } from '../power/power-graph.ts'
import { findingText } from './edit-finding.ts'
import { estateAt, estateDuring } from './standing.ts'

function site() {
  const estate = new PowerEstate().utility('grid').rack('hall/rack')
  for (const side of ['a', 'b']) {
    estate.ups(`ups-${side}`, { from: 'grid' }).feed(`feed-${side}`, { from: `ups-${side}` })
    estate.pdu(`hall/rack/pdu-${side}`, { from: `feed-${side}` }, { side })
  }
  return estate.device('hall/rack/server', ['hall/rack/pdu-a', 'hall/rack/pdu-b'], 3000).build()
}

const day = (text: string) => text as Day
const march = reserved('r1', '2027-03-01', '2027-04-01', { cords: ['pdu-a:2', 'pdu-b:2'] })

function capacityOf(estate: ReturnType<typeof estateAt>['estate']) {
  const graph = powerGraph(estate)
  const rack = estate.find('s/hall/rack')
  if (!rack) throw new Error('no rack')
  return new Capacities(estate, graph, declaredLoads(estate, graph)).of(rack)
}

test('before the first day and from the day on which it ends the estate is the estate itself', () => {
  const estate = site()
  expect(estateAt(estate, [march], day('2027-02-28')).estate).toBe(estate)
  expect(estateAt(estate, [march], day('2027-04-01')).estate).toBe(estate)
  expect(estateAt(estate, [march], day('2027-03-31')).estate).not.toBe(estate)
})

test('on its days the device stands in its rack, corded, with an index beyond the estate, and nothing else has moved', () => {
  const estate = site()
  const { edits, estate: then, findings } = estateAt(estate, [march], day('2027-03-01'))
  expect([edits, findings]).toEqual([[march], []])
  const device = then.find('s/hall/rack/r1-1')
  expect(device).toMatchObject({ kind: 'device', index: estate.extent, position: 10, name: 'r1-1' })
  expect(then.thing(estate.extent)).toBe(device)
  expect([then.extent, then.ofKind('device').at(-1)]).toEqual([estate.extent + 1, device])
  expect(then.children('s/hall/rack').at(-1)).toBe(device)
  expect(device && then.parent(device)?.path).toBe('s/hall/rack')
  expect(then.fedBy('s/hall/rack/pdu-a')).toContain(device)
  for (let index = 0; index < estate.extent; index++) expect(then.thing(index)).toBe(estate.thing(index))
  // 3 kW and 1.8 kW; 1 U and 2 U.
  const { power, space } = capacityOf(then)
  expect([power.draws.value, space.taken]).toEqual([4800, 3])
  // What one side may carry, 22,170 VA at 0.95, is the same.
  expect(power.free).toBeCloseTo(capacityOf(estate).power.free - 1800, 6)
})

test('a device that the estate has by the same path fulfils its reservation and is counted once', () => {
  const estate = site()
  const done = reserved('r1', '2027-03-01', undefined, { name: 'server', position: 1 })
  const { estate: then, findings } = estateAt(estate, [done], day('2027-03-01'))
  expect(then).toBe(estate)
  expect(findings).toEqual([
    { kind: 'fulfilled', edit: 'r1', device: 's/hall/rack/server', what: 's/hall/rack/server' },
  ])
})

test('what is in the way is told: units and outlets of the estate and of other reservations, what is not there, what stands out of the rack', () => {
  const first = { cords: ['pdu-a:1'], position: 1 }
  const edits = [
    reserved('r1', '2027-03-01', undefined, first, { position: 41.5 }, { rack: 's/hall/gone' }),
    reserved('r2', '2027-05-01', undefined, { position: 2, cords: ['pdu-a:3', 'pdu-c:1', 'pdu-b:99', 'pdu-a:3'] }),
    reserved('r3', '2027-05-01', undefined, { position: 20, is: { type: 'none' } }),
    reserved('r4', '2027-05-01', undefined, { position: 3, cords: ['pdu-a:3'], name: 'r2-1' }),
  ]
  const { estate, findings } = estateDuring(site(), edits, { from: day('2027-01-01') })
  const told = findings.map(({ by, edit, kind, what }) => [edit, kind, what.replace('s/hall/', ''), by ?? 'estate'])
  expect(told).toEqual([
    ['r1', 'outlet taken', 'rack/pdu-a outlet 1', 'estate'],
    ['r1', 'unit taken', 'rack/server', 'estate'],
    ['r1', 'outside the rack', 'U41.5 in 42 U', 'estate'],
    ['r1', 'rack unknown', 'gone', 'estate'],
    ['r2', 'rack PDU unknown', 'rack/pdu-c', 'estate'],
    ['r2', 'outlet unknown', 'rack/pdu-b outlet 99', 'estate'],
    ['r2', 'outlet taken', 'rack/pdu-a outlet 3', 'r2'],
    ['r2', 'unit taken', 'rack/r1-1', 'r1'],
    ['r3', 'type unknown', 'none', 'estate'],
    ['r4', 'name taken', 'rack/r2-1', 'r2'],
    ['r4', 'outlet taken', 'rack/pdu-a outlet 3', 'r2'],
    ['r4', 'unit taken', 'rack/r2-1', 'r2'],
  ])
  expect(new Set(estate.ofKind('device').map(({ path }) => path)).size).toBe(6)
  expect(findings.map(findingText)[1]).toBe('s/hall/rack/r1-1: its units are taken by s/hall/rack/server')
})

test('two that take the same units one after the other are in no conflict, and both are counted in a time that has both', () => {
  const edits = [
    reserved('r1', '2027-03-01', '2027-04-01', { cords: ['pdu-a:2'] }),
    reserved('r2', '2027-04-01', undefined, { cords: ['pdu-a:2'], name: 'r1-1' }),
  ]
  const { estate, findings } = estateDuring(site(), edits, { from: day('2027-01-01') })
  expect(findings).toEqual([])
  expect(estate.ofKind('device').map(({ path }) => path)).toEqual([
    's/hall/rack/server',
    's/hall/rack/r1-1',
    's/hall/rack/r1-1-2-r2',
  ])
})
