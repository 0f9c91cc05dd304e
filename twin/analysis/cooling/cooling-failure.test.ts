import { expect, test } from 'vitest'
import { PowerEstate } from '../../kit/testing/power-estate.ts'
import { Failures } from '../failover/failure.ts'
import { declaredLoads } from '../power/declared-loads.ts'
import { powerGraph } from '../power/power-graph.ts'
import { AIR_HEAT } from './air-flow.ts'
import { coolingFailure, type RoomKnowledge } from './cooling-failure.ts'
import { EstateCooling } from './estate-cooling.ts'
import { heatByRack } from './heat-split.ts'

const CORNERS = [
  [0, 0],
  [10, 0],
  [10, 10],
  [0, 10],
].map(([x, y]) => ({ x, y }))

/** 10 × 10 × 4 m, A2, one rack of 20 kW on a UPS; two coolers of 25 kW on the grid, on one chiller each. */
function hall(airflow = 2) {
  const estate = new PowerEstate().utility('grid').ups('ups', { from: 'grid' })
  estate.room('hall', { footprint: CORNERS }).rack('hall/rack').pdu('hall/rack/pdu', { from: 'ups' })
  estate.device('hall/rack/server', ['hall/rack/pdu'], 20_000)
  for (const unit of [1, 2]) {
    estate.chiller(`chiller-${unit}`, { from: 'grid' }, { capacity: 25_000 })
    const chilledBy = ['s/chiller-1', 's/chiller-2']
    estate.crah(`hall/crah-${unit}`, { from: 'grid' }, { capacity: 25_000, airflow, chilledBy })
  }
  return estate
}

function failing(paths: readonly string[], estate = hall(), knowledge?: RoomKnowledge) {
  const built = estate.build()
  const graph = powerGraph(built)
  const loads = declaredLoads(built, graph)
  const cooling = new EstateCooling(built, heatByRack(built, graph.devices, loads.devices))
  return coolingFailure(built, cooling, new Failures(graph, loads).of(paths), knowledge)
}

/** Air of 400 m³ and one rack. */
const CAPACITY = AIR_HEAT * 400 + 50_000

test('with all coolers without power intakes mix and then warm to the limit of the class, assumed and said so', () => {
  const { atOnce, later } = failing(['s/grid'])
  // From 22.5 °C, seven tenths of 12 K up at once; then the rest to 35 °C.
  const seconds = ((35 - 22.5 - 0.7 * 12) * CAPACITY) / 20_000
  expect(atOnce).toHaveLength(1)
  expect(atOnce[0]).toMatchObject({
    room: 's/hall',
    unitsLeft: 0,
    units: 2,
    heat: 20_000,
    cooling: 0,
    passes: 'later',
    limit: 35,
  })
  expect(atOnce[0]?.seconds).toBeCloseTo(seconds, 0)
  expect(atOnce[0]?.parameters).toEqual({ how: 'assumed' })
  expect(atOnce[0]?.intake).toEqual({ celsius: 22.5, how: 'assumed' })
  // When the battery is empty nothing warms the room any more.
  expect(later?.[0]).toMatchObject({ heat: 0, passes: 'never' })
})

test('one cooler of two, or one chiller of two, is carried by the other', () => {
  expect(failing(['s/hall/crah-1']).atOnce[0]).toMatchObject({ unitsLeft: 1, cooling: 20_000, passes: 'never' })
  expect(failing(['s/chiller-2']).atOnce[0]).toMatchObject({ lost: ['s/chiller-2'], unitsLeft: 2, passes: 'never' })
})

test('one cooler whose fans cannot give the airflow leaves intakes warmer, not beyond the limit', () => {
  // The rack breathes 20,000 / (1,206 · 12) = 1.38 m³/s; half of it is left.
  const [overheat] = failing(['s/hall/crah-1'], hall(0.69)).atOnce
  expect(overheat?.passes).toBe('never')
})

test('without chillers the air still moves, so nothing mixes, and all of the way to the limit is left', () => {
  const [overheat] = failing(['s/chiller-1', 's/chiller-2']).atOnce
  expect(overheat).toMatchObject({ unitsLeft: 2, cooling: 0, passes: 'later' })
  expect(overheat?.seconds).toBeCloseTo(((35 - 22.5) * CAPACITY) / 20_000, 0)
})

test('measured air and fitted parameters are taken where there are some, by the state of the fans', () => {
  const source = { how: 'fitted', samples: 90, residual: 0.05 } as const
  const knowledge: RoomKnowledge = {
    airOf: () => ({ intake: 25, returned: 35 }),
    thermalOf: (_, fans) =>
      fans === 'off' ? { capacity: 1e6, conductance: 0, ambient: 20, mixing: 0.5, mixingTime: 0, source } : undefined,
  }
  const [overheat] = failing(['s/grid'], hall(), knowledge).atOnce
  expect(overheat).toMatchObject({ parameters: source, intake: { celsius: 25, how: 'measured' } })
  // 25 + 0.5 · 10 = 30 °C mixed; 5 K of 1 MJ/K at 20 kW.
  expect(overheat?.seconds).toBeCloseTo(250, 0)
  expect(failing(['s/chiller-1', 's/chiller-2'], hall(), knowledge).atOnce[0]?.parameters.how).toBe('assumed')
})

test('what stops with the cooling warms nothing', () => {
  expect(failing(['s/grid', 's/ups']).atOnce[0]).toMatchObject({ heat: 0, passes: 'never' })
})

test('a lost CDU leaves the heat of liquid-cooled devices uncooled', () => {
  const estate = hall().device('hall/rack/gpu', ['hall/rack/pdu'], 10_000, 1, { airflow: 'liquid', liquidShare: 0.8 })
  estate.crah('hall/cdu', { from: 'grid' }, { type: 'cdu', airflow: 0, capacity: 9000 })
  const [overheat] = failing(['s/hall/cdu'], estate).atOnce
  expect(overheat).toMatchObject({
    lost: ['s/hall/cdu'],
    liquidUncooled: 8000,
    units: 2,
    unitsLeft: 2,
    passes: 'never',
  })
})

test('a loss that takes no cooling along says nothing of rooms', () => {
  expect(failing(['s/hall/rack/pdu']).atOnce).toEqual([])
})

test('a unit whose own chillers are all lost gives nothing, whatever other chillers have left', () => {
  // x-1 of 25 kW hangs on chiller 1 alone, x-2 of 5 kW on both: with chiller 1 lost 5 kW of 20 kW are taken.
  const estate = new PowerEstate().utility('grid').utility('other').room('hall', { footprint: CORNERS })
  estate.rack('hall/rack').pdu('hall/rack/pdu', { from: 'grid' }).device('hall/rack/server', ['hall/rack/pdu'], 20_000)
  estate.chiller('chiller-1', { from: 'other' }, { capacity: 50_000 }).chiller('chiller-2', { from: 'grid' })
  const x1 = { capacity: 25_000, chilledBy: ['s/chiller-1'] }
  const x2 = { capacity: 5000, chilledBy: ['s/chiller-1', 's/chiller-2'] }
  estate.crah('hall/x-1', { from: 'grid' }, x1).crah('hall/x-2', { from: 'grid' }, x2)
  const [overheat] = failing(['s/other'], estate).atOnce
  expect(overheat?.cooling).toBeCloseTo(5000)
  expect(overheat).toMatchObject({ lost: ['s/chiller-1'], passes: 'later' })
})

test('a room of which nobody knows all heat may pass its limit: that is not known, never "never"', () => {
  const estate = hall().device('hall/rack/box', ['hall/rack/pdu'], undefined)
  expect(failing(['s/hall/crah-1'], estate).atOnce[0]).toMatchObject({ passes: 'unknown', seconds: Number.NaN })
})
