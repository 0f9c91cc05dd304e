import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ListedEstate } from '../../kit/testing/listed-estate.ts'
import { PowerEstate } from '../../kit/testing/power-estate.ts'
import { day, report, smallProgramme } from '../../kit/testing/small-programme.ts'
import type { Day } from '../../model/day.ts'
import type { ThingPath } from '../../model/path.ts'
import type { Programme, WorkPackage } from '../../model/programme.ts'
import type { Ratio, Watts } from '../../model/units.ts'
import { EstateAt } from './estate-at.ts'
import { estateStateAt } from './estate-state.ts'
import { programmeStatus } from './programme-status.ts'

const estate = ['one', 'two']
  .reduce((made, rack) => made.rack(rack).pdu(`${rack}/pdu`, { from: 'grid' }), new PowerEstate().utility('grid'))
  .build()

/** The block was built until 2026-10-02, fitted until the 16th and tested until the 23rd; reports are known until December. */
function builtAt(places: Pick<WorkPackage, 'place' | 'places'>, isDone = true): Programme {
  const [block] = smallProgramme().packages
  if (!block) throw new Error('no package')
  const done = (id: string, started: string, finished: string) =>
    report(id, finished, { done: 1 as Ratio, started: day(started), finished: day(finished) })
  return smallProgramme({
    dataDate: day('2026-12-01'),
    packages: [{ ...block, ...places }],
    reports: [
      done('build', '2026-09-07', '2026-10-02'),
      done('fit', '2026-10-05', '2026-10-16'),
      ...(isDone ? [done('test', '2026-10-19', '2026-10-23')] : []),
    ],
  })
}

const on = (programme: Programme, text: string) => {
  const state = estateStateAt(estate, programmeStatus(programme), text as Day)
  return state ? new EstateAt({ estate, brings: new Map() }, state, state.key) : estate
}
const racks = (programme: Programme, text: string) =>
  on(programme, text)
    .ofKind('rack')
    .map(({ path }) => path)
const TWO = { place: 's/two' as ThingPath }

test('what was handed over after a past day was not there on it, and what was in it neither', () => {
  const programme = builtAt(TWO)
  expect(racks(programme, '2026-10-22')).toEqual(['s/one'])
  expect(on(programme, '2026-10-22').ofKind('rack-pdu')).toHaveLength(1)
  expect(on(programme, '2026-10-22').fedBy('s/grid')).toHaveLength(1)
  expect(racks(programme, '2026-10-23')).toEqual(['s/one', 's/two'])
})

test('what the estate has though nobody has handed it over is on every day as it is today', () => {
  const programme = builtAt(TWO, false)
  for (const text of ['2020-01-01', '2026-10-22', '2026-12-01']) expect(racks(programme, text)).toHaveLength(2)
})

test('a place of several packages stands as soon as the first of them is ready', () => {
  const programme = builtAt(TWO)
  const [block] = programme.packages
  const [, , tested] = programme.activities
  if (!block || !tested) throw new Error('no package')
  const both = {
    ...programme,
    packages: [block, { ...block, id: 'older' }],
    activities: [...programme.activities, { ...tested, id: 'opened', package: 'older' }],
    reports: [
      ...programme.reports,
      report('opened', '2026-09-30', { done: 1 as Ratio, started: day('2026-09-30'), finished: day('2026-09-30') }),
    ],
  }
  expect(racks(both, '2026-09-29')).toEqual(['s/one'])
  expect(racks(both, '2026-09-30')).toEqual(['s/one', 's/two'])
})

test('a site that was not handed over yet is there, empty and without power', () => {
  const things = ['s', 's/grid', 's/one', 's/two'].flatMap((path) => estate.find(path) ?? [])
  const whole = new ListedEstate(
    things.map((thing) => (thing.kind === 'site' ? { ...thing, itCapacity: 3e6 as Watts } : thing)),
  )
  const state = estateStateAt(whole, programmeStatus(builtAt({ place: 's' as ThingPath })), day('2026-10-01'))
  expect(state).toMatchObject({ removes: ['s/grid', 's/one', 's/two'], capacities: [['s', 0]] })
})

test('what stands on a past day stands on every later one until the data date', () => {
  const past = fc.integer({ min: 0, max: 120 }).map((count) => new Date(Date.UTC(2026, 7, 1 + count)).toISOString())
  fc.assert(
    fc.property(past, past, fc.boolean(), (one, other, isDone) => {
      const programme = builtAt({ place: 's/one' as ThingPath, places: ['s/two' as ThingPath] }, isDone)
      const [first, last] = [one.slice(0, 10), other.slice(0, 10)].sort()
      expect(racks(programme, last ?? '')).toEqual(expect.arrayContaining(racks(programme, first ?? '')))
    }),
  )
})
