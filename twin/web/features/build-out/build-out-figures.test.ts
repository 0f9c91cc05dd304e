import { describe, expect, it } from 'vitest'
import { differencesOf, sideAt } from './differences.ts'
import { countStates, isInState, partsAt } from './parts.ts'
import { handOverRows, readyColumns, sumBy } from './ready-steps.ts'
import { smallView } from './testing/small-view.ts'
import { doubtful, verdictOf } from './verdict.ts'

const view = smallView()

describe('the parts of a build-out on a day', () => {
  it('stand, are being built or are planned, and say which of them will be late', () => {
    const parts = partsAt(view, '2026-11-20')
    expect(parts.map(({ of, state }) => [of.id, state])).toEqual([
      ['one', 'commissioned'],
      ['two', 'under-construction'],
      ['three', 'planned'],
    ])
    expect(countStates(parts)).toEqual({ late: 1, 'under-construction': 1, planned: 1, commissioned: 1 })
    expect(parts.filter((part) => isInState(part, 'late')).map(({ late, of }) => [of.id, late])).toEqual([['two', 31]])
  })

  it('that stand at last are late no more', () => {
    expect(countStates(partsAt(view, '2028-02-01'))).toEqual({
      late: 0,
      'under-construction': 0,
      planned: 1,
      commissioned: 2,
    })
  })
})

describe('the verdict', () => {
  it('names what is in time by the schedule and late in most simulations, not what is late already', () => {
    const sure = (activity: string, p50: string) => ({ activity, p50, p80: '2031-01-01' })
    const dated = view.milestones.map((one) =>
      one.activity === 'three-ready' ? { ...one, due: '2030-06-30', late: -25 } : one,
    )
    const unsure = (p50: string) =>
      doubtful(
        { ...view, milestones: dated },
        {
          ...{ runs: 1_000, seed: 1, finish: { p50, p80: p50 }, drivers: [], shared: [] },
          handOvers: [sure('two-ready', '2028-02-20'), sure('three-ready', p50)],
        },
      )
    expect(unsure('2030-06-30')).toEqual([])
    expect(unsure('2030-07-01')).toEqual([{ activity: 'three-ready', p50: '2030-07-01' }])
  })

  it('tells what was wanted by the next such day and what is ready by then, what is late and what comes next', () => {
    const { by, late, next, promised } = verdictOf(view)
    expect(by).toBe('2027-12-31')
    expect(promised).toEqual([{ measure: 'area', wanted: 9_700, ready: 4_700 }])
    expect(late.map(({ activity, days }) => [activity, days])).toEqual([['two-ready', 31]])
    expect(next?.activity).toBe('two-ready')
  })

  it('tells of a schedule that hands nothing over what misses its day, and what comes next', () => {
    const imported = { ...view, activities: view.activities.map(({ handsOver: _, ...one }) => one) }
    const { by, hasDays, late, next, promised } = verdictOf(imported)
    expect({ by, hasDays, promised }).toEqual({ by: undefined, hasDays: true, promised: [] })
    expect(late.map(({ activity, days }) => [activity, days])).toEqual([['two-ready', 31]])
    expect(next).toBeDefined()
  })

  it('of a programme of which nothing is wanted by a day promises nothing', () => {
    const free = view.milestones.map((one) => ({ ...one, due: null, planned: null, late: null }))
    expect(verdictOf({ ...view, milestones: free })).toMatchObject({
      by: undefined,
      hasDays: false,
      promised: [],
      late: [],
    })
  })
})

describe('what is ready by a day', () => {
  it('rises with hand-overs: built until the data date, expected from then on, beside what the baseline wanted', () => {
    const columns = readyColumns(view, 'area', 'first', { first: '2025-01-01', last: '2030-12-31' })
    const days = columns.seconds.map((second) => new Date(second * 1000).toISOString().slice(0, 10))
    expect(days).toEqual(['2025-01-01', '2025-12-31', '2026-11-20', '2027-12-31', '2028-01-31', '2030-12-31'])
    expect(columns.built).toEqual([0, 4_700, 4_700, null, null, null])
    expect(columns.expected).toEqual([null, null, 4_700, 4_700, 9_700, 9_700])
    expect(columns.planned).toEqual([0, 4_700, 4_700, 9_700, 9_700, 9_700])
    expect(sumBy(view.ready.steps, 'power', '2030-06-04')).toBe(0)
  })

  it('has no line of a baseline that has nothing of the measure', () => {
    const { planned } = readyColumns(view, 'power', 'first', { first: '2025-01-01', last: '2030-12-31' })
    expect(new Set(planned)).toEqual(new Set([null]))
  })

  it('is told by hand-over with the sum of its measure', () => {
    expect(handOverRows(view, 'first').map(({ planned, sum }) => [sum, planned])).toEqual([
      [4_700, '2025-12-31'],
      [9_700, '2027-12-31'],
      [40e6, null],
    ])
  })
})

describe('plan and actual side by side', () => {
  it('differ on a day by what the plan has ready and the schedule has not', () => {
    const day = '2028-01-01'
    const { parts, ready } = differencesOf(sideAt(view, 'first', day), sideAt(view, 'now', day))
    expect(ready).toEqual([{ measure: 'area', one: 9_700, other: 4_700, more: -5_000 }])
    expect(parts.map(({ days, id }) => [id, days])).toEqual([
      ['two', 31],
      ['three', undefined],
    ])
  })

  it('have no difference in a measure that the plan hands over nothing of: nothing planned is not a plan of 0 MW', () => {
    const after = differencesOf(sideAt(view, 'first', '2030-06-05'), sideAt(view, 'now', '2030-06-05'))
    expect(after.ready).toEqual([{ measure: 'power', one: null, other: 40e6, more: null }])
    const before = differencesOf(sideAt(view, 'first', '2030-06-04'), sideAt(view, 'now', '2030-06-04'))
    expect(before.ready).toEqual([])
  })

  it('have a difference from a sum of nothing yet of what the plan does hand over', () => {
    const day = '2025-12-30'
    const built = {
      ...view,
      ready: { ...view.ready, steps: [{ ...view.ready.steps[0], day: '2025-12-01' }] },
    } as typeof view
    const { ready } = differencesOf(sideAt(built, 'first', day), sideAt(built, 'now', day))
    expect(ready).toEqual([{ measure: 'area', one: 0, other: 4_700, more: 4_700 }])
  })

  it('do not differ from themselves', () => {
    const side = sideAt(view, 'now', '2028-01-01')
    expect(differencesOf(side, side)).toEqual({ ready: [], parts: [] })
  })
})
