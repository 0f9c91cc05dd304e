import { expect, test } from 'vitest'
import { PowerEstate } from '../../kit/testing/power-estate.ts'
import { reserved } from '../../kit/testing/reserved.ts'
import type { Day } from '../../model/day.ts'
import { rackUnits, watts } from '../../model/units.ts'
import { newReservation, type ReservationWish } from './new-reservation.ts'

const banks = [
  { name: 'b1', lines: 'l1', breaker: 16, outlets: [1, 3] },
  { name: 'b2', lines: 'l2', breaker: 16, outlets: [4, 6] },
]

function site() {
  const estate = new PowerEstate().utility('grid').feed('feed', { from: 'grid' }).rack('hall/rack')
  estate.pdu('hall/rack/pdu', { from: 'feed' }, { banks, outlets: 8 })
  return estate.device('hall/rack/server', ['hall/rack/pdu#1'], 3000).build()
}

function wish(from: string, until: string | undefined, ...places: ReservationWish['places']): ReservationWish {
  const is = { figures: { units: rackUnits(2), watts: watts(1800) } }
  const days = { made: '2026-11-25' as Day, from: from as Day, ...(until !== undefined && { until: until as Day }) }
  return { name: 'Registry', by: 'Ana', ...days, is, places }
}

const at = (position: number, bank?: string) => ({
  rack: 's/hall/rack',
  position,
  cords: [{ pdu: 's/hall/rack/pdu', ...(bank !== undefined && { bank }) }],
})

test('it has the next id, devices named after it, and each cord in the lowest outlet of its bank that is free then', () => {
  const known = [reserved('r7', '2027-01-01', '2027-06-01', { position: 30, cords: ['pdu:2'] })]
  const during = newReservation(site(), known, wish('2027-03-01', undefined, at(5, 'b1'), at(7, 'b2'), at(9)))
  expect(during.reservation).toMatchObject({ id: 'r8', name: 'Registry', by: 'Ana', from: '2027-03-01' })
  expect(during.reservation?.devices.map(({ cords, name }) => [name, cords[0]?.outlet])).toEqual([
    ['r8-1', 3],
    ['r8-2', 4],
    ['r8-3', 7],
  ])
  const after = newReservation(site(), known, wish('2027-06-01', undefined, at(5, 'b1')))
  expect(after.reservation?.devices[0]?.cords[0]?.outlet).toBe(2)
})

test('units that somebody has at the same time, outlets that are used up and what is not there refuse all of it', () => {
  const known = [reserved('r1', '2027-01-01', '2027-06-01', { position: 6 })]
  const asked = wish('2027-03-01', undefined, at(5, 'b1'), at(8, 'b1'), at(10, 'b1'), at(12, 'b9'))
  const refused = newReservation(site(), known, asked)
  expect(refused.reservation).toBeUndefined()
  const conflicts = 'conflicts' in refused ? refused.conflicts : []
  expect(conflicts.map(({ kind }) => kind)).toEqual(['outlet taken', 'outlet unknown', 'unit taken'])
})
