import { expect, test } from 'vitest'
import type { RoomIndices } from '../../analysis/cooling/room-indices.ts'
import { coolingLines, indicesLines } from './cooling-text.ts'

const side = { units: ['s/hall/a', 's/hall/b'], capacity: 20_000, withoutGreatest: 10_000, greatest: 's/hall/a' }
const flow = { flow: 2, flowWithoutGreatest: 1 }
const zone = {
  room: 's/hall',
  air: { ...side, ...flow, heat: 8000, free: 2000, holds: true },
  liquid: undefined,
  riseWithoutGreatest: 6.63,
  unknown: 0,
}

test('a zone and a loop of chillers are told with N+1', () => {
  const loop = { ...side, chillers: ['s/chiller-1', 's/chiller-2'], heat: 12_000, free: -2000, holds: false }
  expect(coolingLines({ capacity: 10_000, free: 0, zones: [zone], loops: [loop] })).toEqual([
    's/hall air: 8 kW of 10 kW (2 units, one lost), N+1 holds, 6.63 K of air',
    '2 chillers from s/chiller-1: 12 kW of 10 kW (one lost), N+1 broken by 2 kW',
  ])
})

test('of many zones only those that do not hold are told, and a sum of unknown parts is at least what it says', () => {
  const broken = { ...zone, air: { ...zone.air, heat: 11_000, free: -1000, holds: false }, unknown: 3 }
  const zones = [...Array.from({ length: 9 }, () => zone), broken]
  expect(coolingLines({ capacity: 0, free: 0, zones, loops: [] })).toEqual([
    's/hall air: at least 11 kW of 10 kW (2 units, one lost), N+1 broken by 1 kW, 6.63 K of air',
  ])
})

test('indices are told where air is measured, and that there is no RCI where no probe reports', () => {
  const none = Number.NaN
  const air = {
    states: {},
    intake: 22,
    supply: 18,
    returned: 30,
    racksWithRise: 1,
    airflowNeeded: 1,
    airflowSupplied: 1,
  }
  const measured = {
    ...air,
    rci: { high: 87.5, low: 100, intakes: 4 },
    equipmentRise: 12,
    rti: 100,
    shi: 0.2,
    rhi: 0.8,
  }
  const silent = { ...air, rci: undefined, equipmentRise: none, rti: none, shi: none, rhi: none }
  const rooms = new Map<string, RoomIndices>([
    ['s/one', measured],
    ['s/two', silent],
  ])
  expect(indicesLines(rooms)).toEqual([
    [
      'Air, measured now',
      '  s/one  RCI 87.5 % warm, 100 % cold side (4 intakes), RTI 100 %, SHI 0.2, 12 K through the equipment',
      '  s/two  no intake probe reports: no RCI',
    ].join('\n'),
  ])
  expect(indicesLines(new Map())).toEqual([])
})
