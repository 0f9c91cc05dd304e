import { expect, test } from 'vitest'
import type { EstateState } from '../../analysis/build-out/estate-state.ts'
import type { Day } from '../../model/day.ts'
import type { Estate } from '../../model/estate.ts'
import { epochMs } from '../../model/units.ts'
import { smallEstate } from '../testing/small-estate.ts'
import { HandOvers } from './hand-overs.ts'

const [TODAY, SPRING, SUMMER] = ['2027-01-01', '2027-03-01', '2027-06-01'] as Day[]
const NAMES = [{ name: 'Racks' }]
const LAST = '2030-01-01' as Day

/** An estate with two racks, three from spring on and four from summer on. A state is a new object at each question, as after a report. */
function growing() {
  const opened: string[] = []
  let fails = false
  const today = smallEstate(1, 2)
  const byKey = new Map<string, Estate>([
    ['spring', smallEstate(1, 3)],
    ['summer', smallEstate(1, 4)],
  ])
  const state = (key: string): EstateState => ({ key, files: [], adds: [key], removes: [], phases: [], capacities: [] })
  const dated = {
    handOvers: async () => [SPRING, SUMMER].flatMap((day) => (day ? [{ day, names: NAMES }] : [])),
    stateOn: async (day: Day) => (day === SPRING ? state('spring') : day === SUMMER ? state('summer') : undefined),
    estateIn: async (known: EstateState | undefined) => {
      if (fails) throw new Error('planned/annex.yaml:2: no thing')
      opened.push(known?.key ?? 'today')
      return byKey.get(known?.key ?? '') ?? today
    },
  }
  const parts = { estate: today, clock: () => epochMs(Date.parse(`${TODAY}T12:00:00Z`)) }
  return {
    ...{ handOvers: new HandOvers({ dated, parts }), opened },
    fail: (now: boolean) => {
      fails = now
    },
  }
}

test('estates are opened once for a place: what changes there is kept by their states', async () => {
  const { handOvers, opened } = growing()
  const told = await handOvers.until(LAST, ['belgrade/hall-1', 'belgrade/hall-1/row-a/rack-04'])
  expect(told.get('belgrade/hall-1')).toMatchObject({
    changes: [
      { day: SPRING, racks: 1, names: NAMES },
      { day: SUMMER, racks: 1, names: NAMES },
    ],
    standsFrom: undefined,
  })
  expect(told.get('belgrade/hall-1/row-a/rack-04')).toMatchObject({ changes: [{ day: SUMMER }], standsFrom: SUMMER })
  const times = opened.length
  expect((await handOvers.until(LAST, ['belgrade/hall-1'])).get('belgrade/hall-1')?.changes).toHaveLength(2)
  expect(
    (await handOvers.until('2027-05-01' as Day, ['belgrade/hall-1'])).get('belgrade/hall-1')?.changes,
  ).toHaveLength(1)
  expect(opened).toHaveLength(times)
})

test('what could not be read is asked for again', async () => {
  const { fail, handOvers } = growing()
  fail(true)
  await expect(handOvers.until(LAST, ['belgrade'])).rejects.toThrow('planned/annex.yaml:2')
  fail(false)
  expect((await handOvers.until(LAST, ['belgrade'])).get('belgrade')?.changes).toHaveLength(2)
})
