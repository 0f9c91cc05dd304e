import { expect, test } from 'vitest'
import type { ThermalParameters } from '../../analysis/cooling/room-thermal.ts'
import { smallEstate } from '../testing/small-estate.ts'
import { fittedRoom } from './fitted-room.ts'

test('what was fitted to a room holds on the days on which its racks are those of today', () => {
  const still: ThermalParameters = {
    ...{ capacity: 4e6, conductance: 500, ambient: 22, mixing: 0.7, mixingTime: 300 },
    source: { how: 'fitted', samples: 90, residual: 0.1 },
  }
  const thermals = { of: () => still }
  const fitted = (rows: number, racks: number) =>
    fittedRoom(thermals, smallEstate(1, 2), smallEstate(rows, racks), 'belgrade/hall-1')
  expect(fitted(1, 2)).toBe(still)
  expect([fitted(1, 3), fitted(2, 1)]).toEqual([undefined, undefined])
})
