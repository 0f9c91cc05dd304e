import { expect, test } from 'vitest'
import type { SupplyView } from '../../../protocol/build-out.ts'
import { unmetThen } from './unmet-then.ts'

type Unmet = SupplyView['unmet'][number]

const imaging: Unmet = {
  ...{ id: 'imaging', name: 'Imaging', kind: 'programme', place: 'kragujevac/hall-1', measure: 'power' },
  ...{ from: '2027-09-01', until: '2030-06-11', wanted: 600_000, short: 200_000, source: 'assumed' },
  ...{ pool: 'kragujevac', waitsFor: 'block-40-ready' },
}
const SITES = ['belgrade', 'kragujevac']

const idsOn = (day: string, ...unmet: readonly Unmet[]) => unmetThen([...unmet], SITES, day).map(({ id }) => id)

test('has no power from its day on until the day with room for it', () => {
  const days = ['2027-08-31', '2027-09-01', '2030-06-10', '2030-06-11']
  expect(days.map((day) => idsOn(day, imaging).length)).toEqual([0, 1, 1, 0])
  expect(idsOn('2035-01-01', { ...imaging, until: null })).toEqual(['imaging'])
})

test('leaves out what grows or names its devices, square metres and racks, and what is of another site', () => {
  const others: readonly Partial<Unmet>[] = [
    { kind: 'forecast' },
    { kind: 'reservation' },
    { measure: 'area' },
    { measure: 'racks' },
    { place: 'kragujevac-2' },
  ]
  expect(idsOn('2028-01-01', ...others.map((other) => ({ ...imaging, ...other })))).toEqual([])
  expect(idsOn('2028-01-01', { ...imaging, kind: 'state-cloud', place: 'belgrade' })).toEqual(['imaging'])
})

test('what waits longest comes first', () => {
  expect(idsOn('2028-01-01', imaging, { ...imaging, id: 'earlier', kind: 'plan', from: '2027-01-01' })).toEqual([
    'earlier',
    'imaging',
  ])
})
