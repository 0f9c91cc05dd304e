import { expect, it } from 'vitest'
import { epochMs } from '../../model/units.ts'
import { solarPosition } from './solar-position.ts'
import { sunOver } from './sun-over.ts'

const KRAGUJEVAC = { latitude: 44.02, longitude: 20.92, utcOffsetName: 'Europe/Belgrade' }
const inUtc = (iso: string) => solarPosition(epochMs(Date.parse(iso)), 44.02, 20.92)

it('a site is lit by its own clock, of summer and of winter', () => {
  expect(sunOver(KRAGUJEVAC, '2026-07-01', 14 * 60)).toEqual(inUtc('2026-07-01T12:00:00Z'))
  expect(sunOver(KRAGUJEVAC, '2026-01-10', 14 * 60)).toEqual(inUtc('2026-01-10T13:00:00Z'))
})

it('the clock that changes at night is right again in the afternoon', () => {
  expect(sunOver(KRAGUJEVAC, '2026-03-29', 14 * 60)).toEqual(inUtc('2026-03-29T12:00:00Z'))
  expect(sunOver(KRAGUJEVAC, '2026-10-25', 14 * 60)).toEqual(inUtc('2026-10-25T13:00:00Z'))
})
