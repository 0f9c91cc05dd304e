import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PowerEstate } from '../../kit/testing/power-estate.ts'
import { day, smallProgramme } from '../../kit/testing/small-programme.ts'
import type { Day } from '../../model/day.ts'
import { isWithin, type ThingPath } from '../../model/path.ts'
import type { Programme } from '../../model/programme.ts'
import { EstateAt } from './estate-at.ts'
import { estateStateAt } from './estate-state.ts'
import { programmeStatus } from './programme-status.ts'

const RACKS = ['one', 'two', 'three', 'four']
const whole = RACKS.reduce(
  (estate, rack) =>
    estate
      .rack(rack)
      .pdu(`${rack}/pdu`, { from: 'grid' })
      .device(`${rack}/server`, [`${rack}/pdu`], 500),
  new PowerEstate().utility('grid'),
).build()
const brings = new Map(RACKS.slice(1).map((rack) => [`planned/${rack}.yaml`, [`s/${rack}`]]))
const WHOLE = { estate: whole, brings }

/** Each file comes with one activity of the small programme, and things go with another. */
const edit = fc.record({
  activity: fc.constantFrom('build', 'fit', 'test'),
  adds: fc.uniqueArray(fc.constantFrom(...brings.keys()), { maxLength: 2 }),
  removes: fc.uniqueArray(fc.constantFrom(...RACKS.map((rack) => `s/${rack}` as ThingPath)), { maxLength: 2 }),
})

function programmeOf(
  edits: readonly { activity: string; adds: readonly string[]; removes: readonly ThingPath[] }[],
): Programme {
  const { activities } = smallProgramme()
  return smallProgramme({
    activities: activities.map((one) => {
      const own = edits.filter(({ activity }) => activity === one.id)
      return { ...one, adds: own.flatMap(({ adds }) => adds), removes: own.flatMap(({ removes }) => removes) }
    }),
  })
}

const at = (programme: Programme, text: string) => {
  const state = estateStateAt(whole, programmeStatus(programme), text as Day)
  return state && new EstateAt(WHOLE, state, state.key)
}
const pathsOf = (estate: EstateAt) =>
  (['rack', 'rack-pdu', 'device'] as const).flatMap((kind) => estate.ofKind(kind)).map(({ path }) => path)
const dayOf = (count: number) => new Date(Date.UTC(2026, 8, 1 + count)).toISOString().slice(0, 10)

test('before every edit the estate is that of today', () => {
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 4 }), fc.integer({ min: 0, max: 30 }), (edits, count) => {
      // Building ends on 2026-10-02.
      expect(at(programmeOf(edits), dayOf(count))).toBeUndefined()
    }),
  )
})

test('what has come stays unless it is removed, and what was removed stays away', () => {
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), fc.integer({ min: 0, max: 60 }), (edits, count) => {
      const programme = programmeOf(edits)
      const [before, after] = [at(programme, dayOf(count)), at(programme, dayOf(count + 7))]
      if (!before || !after) return
      const gone = estateStateAt(whole, programmeStatus(programme), dayOf(count + 7) as Day)?.removes ?? []
      for (const path of pathsOf(before))
        expect(after.find(path) !== undefined).toBe(!gone.some((one) => isWithin(path, one)))
    }),
  )
})

test('the order of edits in the programme makes no difference', () => {
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
      const [one, other] = [edits, [...edits].reverse()].map((all) =>
        estateStateAt(whole, programmeStatus(programmeOf(all)), day('2027-01-01')),
      )
      expect(one?.key).toBe(other?.key)
    }),
  )
})

test('of what is gone nothing is found in any way, and nothing is fed by it or from it', () => {
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
      const programme = programmeOf(edits)
      const then = at(programme, '2027-01-01')
      const state = estateStateAt(whole, programmeStatus(programme), day('2027-01-01'))
      if (!then || !state) return
      for (const path of state.removes) {
        expect(then.children(path)).toEqual([])
        for (const kind of ['rack', 'rack-pdu', 'device'] as const)
          for (const thing of whole.ofKind(kind)) {
            if (!isWithin(thing.path, path)) continue
            expect(then.find(thing.path)).toBeUndefined()
            expect(then.thing(thing.index)).toBeUndefined()
            expect(then.fedBy('s/grid')).not.toContain(thing)
            expect(then.fedBy(thing.path)).toEqual([])
          }
      }
    }),
  )
})

test('what drew from something that is gone draws from it no more', () => {
  const programme = programmeOf([
    { activity: 'build', adds: [], removes: ['s/grid' as ThingPath, 's/one/pdu' as ThingPath] },
  ])
  const then = at(programme, '2027-01-01')
  expect(then?.find('s/one/server')).toMatchObject({ cords: [] })
  expect(then?.find('s/one/pdu')).toBeUndefined()
  expect(whole.find('s/one/server')).toMatchObject({ cords: [{ pdu: 's/one/pdu' }] })
})
