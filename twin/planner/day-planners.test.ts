import { expect, test } from 'vitest'
import type { Planner } from '../analysis/answers/planner.ts'
import type { EstateState } from '../analysis/build-out/estate-state.ts'
import { DayPlanners, daysKept } from './day-planners.ts'

const state = (key: string): EstateState => ({ key, files: [], adds: [], removes: [], phases: [], capacities: [] })

/** A planner that notes what it is told. */
function noting(name: string, notes: string[]): Planner {
  return {
    take: async (measurements, rooms, lost) =>
      void notes.push(`${name} takes ${measurements.length}, ${rooms?.length ?? 0} rooms, ${lost?.length ?? 0} lost`),
    reserve: async (edits) => void notes.push(`${name} reserves ${edits.length}`),
  } as Partial<Planner> as Planner
}

function opened() {
  const notes: string[] = []
  const opens: string[] = []
  const planners = new DayPlanners(noting('today', notes), async ({ key }) => {
    opens.push(key)
    if (key === 'broken') throw new Error('planned/block.yaml:3 is wrong')
    return noting(key, notes)
  })
  return { notes, opens, planners }
}

test('a state that is asked again is not opened again, as long as it is one of the last two', async () => {
  const { opens, planners } = opened()
  const first = await planners.of(state('a'))
  await planners.of(state('b'))
  expect(await planners.of(state('a'))).toBe(first)
  await planners.of(state('c'))
  await planners.of(state('a'))
  await planners.of(state('b'))
  expect(opens).toEqual(['a', 'b', 'c', 'b'])
})

test('what is told of the present reaches every day: loads, but neither the air of rooms nor what is lost', async () => {
  const { notes, planners } = opened()
  await planners.of(state('a'))
  await planners.take([], [{} as never], ['site/ups'])
  await planners.reserve([])
  await planners.of(state('b'))
  expect(notes).toEqual([
    'today takes 0, 1 rooms, 1 lost',
    'a takes 0, 0 rooms, 0 lost',
    'today reserves 0',
    'a reserves 0',
    'b takes 0, 0 rooms, 0 lost',
    'b reserves 0',
  ])
})

test('a state that could not be opened is tried again', async () => {
  const { opens, planners } = opened()
  await expect(planners.of(state('broken'))).rejects.toThrow('planned/block.yaml:3')
  await expect(planners.of(state('broken'))).rejects.toThrow('planned/block.yaml:3')
  expect(opens).toEqual(['broken', 'broken'])
})

test('of the shipped estate five other days are kept, of any estate two, of a small one no more than eight', () => {
  // 34,557 things with all that is planned: five times that is less than 200,000.
  expect([34_557, 1_800_000, 100].map(daysKept)).toEqual([5, 2, 8])
})
