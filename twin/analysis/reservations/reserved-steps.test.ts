import { expect, test } from 'vitest'
import { PowerEstate } from '../../kit/testing/power-estate.ts'
import type { Day } from '../../model/day.ts'
import type { ThingPath } from '../../model/path.ts'
import type { DatedEdit, PendingPlan } from '../../model/reservation.ts'
import { kilograms, rackUnits, watts } from '../../model/units.ts'
import { plannedSteps, reservedSteps } from './reserved-steps.ts'

const estate = new PowerEstate().rack('hall/rack').rack('hall/other').device('hall/rack/server', [], 900).build()

function edit(id: string, from: string, until: string | undefined, ...names: readonly string[]): DatedEdit {
  const figures = { units: rackUnits(2), watts: watts(1800), weight: kilograms(30), ports: 2 }
  const devices = names.map((path) => ({
    rack: path.slice(0, path.lastIndexOf('/')) as ThingPath,
    name: path.slice(path.lastIndexOf('/') + 1),
    ...{ position: rackUnits(3), face: 'front' as const, is: { figures }, cords: [] },
  }))
  return { id, name: id, from: from as Day, ...(until !== undefined && { until: until as Day }), devices }
}

test('what comes to a place is a step on its first day and the same less on the day it ends, in the order of days', () => {
  const edits = [
    edit('r1', '2027-03-01', '2027-06-01', 's/hall/rack/a', 's/hall/rack/b', 's/hall/other/c'),
    edit('r2', '2027-01-01', undefined, 's/hall/rack/d'),
  ]
  const steps = reservedSteps(edits, estate, 's/hall/rack')
  expect(
    steps.map(({ day, devices, id, kilograms: kg, ports, units, watts: w }) => [day, id, devices, w, units, kg, ports]),
  ).toEqual([
    ['2027-01-01', 'r2', 1, 1800, 2, 30, 2],
    ['2027-03-01', 'r1', 2, 3600, 4, 60, 4],
    ['2027-06-01', 'r1', -2, -3600, -4, -60, -4],
  ])
  expect(steps[0]?.at).toBe(Date.UTC(2027, 0, 1))
  expect(reservedSteps(edits, estate, 's')).toHaveLength(3)
  expect(reservedSteps(edits, estate, 's/hall/other')).toHaveLength(2)
})

test('a device that stands there already, and one whose rack is gone, bring nothing', () => {
  const edits = [edit('r1', '2027-03-01', undefined, 's/hall/rack/server', 's/hall/gone/a')]
  expect(reservedSteps(edits, estate, 's')).toEqual([])
})

test('a pending plan is a step of its place and of all that it stands in, and of nothing within it: nobody knows where there', () => {
  const plan: PendingPlan = {
    ...{ id: 'p1', name: 'Registry', by: 'Ana', made: '2026-11-26' as Day, place: 's/hall' as ThingPath },
    ...{ from: '2027-03-01' as Day, until: '2027-06-01' as Day, watts: watts(120_000), units: rackUnits(84) },
  }
  const told = (place: string) => plannedSteps([plan], place).map((step) => [step.day, step.watts, step.units])
  const both = [
    ['2027-03-01', 120_000, 84],
    ['2027-06-01', -120_000, -84],
  ]
  expect(told('s/hall')).toEqual(both)
  expect(told('s')).toEqual(both)
  expect(told('s/hall/rack')).toEqual([])
  expect(told('s/hall-2')).toEqual([])
})
