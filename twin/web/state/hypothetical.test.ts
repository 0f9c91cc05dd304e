import { describe, expect, it } from 'vitest'
import { PowerEstate } from '../../kit/testing/power-estate.ts'
import { answerAt, hypotheticalHealth } from './hypothetical.ts'
import { createWebEstate } from './web-estate.ts'

const built = new PowerEstate()
  .room('hall-1')
  .rack('hall-1/rack-1')
  .rack('hall-1/rack-2')
  .room('hall-2')
  .rack('hall-2/rack-3')
  .crah('hall-2/crah', { from: 'ups' })
  .utility('grid')
  .ups('ups', { from: 'grid' })
  .build()
const things = Array.from({ length: built.extent }, (_, index) => built.thing(index)).flatMap((thing) => thing ?? [])
const estate = createWebEstate({ name: 'e', version: '1', extent: built.extent, things })
const indexOf = (path: string) => estate.find(`s/${path}`)?.index ?? -1
/** All that there is takes part in health and has a warning, but the grid, which takes none. */
const live = new Float32Array(built.extent).fill(2)
live[indexOf('grid')] = Number.NaN

const none = { places: [], overloads: [], trips: [], chain: [] }
const counts = { down: 0, throttled: 0, exposed: 0 }

describe('the health that things would have', () => {
  it('is ok where nothing follows, whatever it is now, and nothing where a thing takes no part', () => {
    const column = hypotheticalHealth(estate, live, { lost: [] }, none)
    expect(column[indexOf('hall-1/rack-1')]).toBe(0)
    expect(column[indexOf('grid')]).toBeNaN()
  })

  it('is critical where devices go down, a warning where they lose their redundancy, and the worst of them above', () => {
    const places = [
      { path: 's/hall-1/rack-1', ...counts, down: 2 },
      { path: 's/hall-2/rack-3', ...counts, exposed: 1 },
    ]
    const column = hypotheticalHealth(estate, live, { lost: ['s/ups'] }, { ...none, places })
    const of = (path: string) => column[indexOf(path)]
    expect([of('hall-1/rack-1'), of('hall-1/rack-2'), of('hall-2/rack-3')]).toEqual([3, 0, 2])
    expect([of('hall-1'), of('hall-2'), of('ups')]).toEqual([3, 2, 3])
  })

  it('is critical where a part of the chain has no power any more', () => {
    const chain = [{ path: 's/ups', hasPower: false, watts: 0 }]
    expect(hypotheticalHealth(estate, live, { lost: [] }, { ...none, chain })[indexOf('ups')]).toBe(3)
  })

  it('takes all that stands in a lost hall along', () => {
    const column = hypotheticalHealth(estate, live, { lost: ['s/hall-2'] }, none)
    expect([column[indexOf('hall-2/crah')], column[indexOf('hall-2/rack-3')]]).toEqual([3, 3])
  })
})

it('what is asked of later is at once where nothing changes later', () => {
  const atOnce = { counts: 1 } as never
  expect(
    answerAt(
      {
        basis: { loads: 'declared', measured: 0, allocated: 0, devices: 0 },
        already: [],
        before: { trips: [], down: [] },
        lost: [],
        atOnce,
      },
      'later',
    ),
  ).toBe(atOnce)
})
