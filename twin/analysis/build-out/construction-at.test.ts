import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type BuildingActivity, constructionAt, type DatedProgramme } from './construction-at.ts'

const activity = (
  id: string,
  start: string,
  finish: string,
  more: Partial<BuildingActivity> = {},
): BuildingActivity => ({
  ...{ id, package: 'block', kind: start === finish ? 'milestone' : 'task', start, finish },
  ...{ done: null, started: null, finished: null, reported: null, due: null, baselines: {} },
  ...more,
})

/** Design in 2026, building from March to June 2027 (122 days), in use on the last day of June. */
const BLOCK: readonly BuildingActivity[] = [
  activity('design', '2026-01-01', '2026-12-31', { gate: 'final-design' }),
  activity('build', '2027-03-01', '2027-06-30', { gate: 'construction' }),
  activity('use', '2027-06-30', '2027-06-30', { gate: 'operation', due: '2027-06-20' }),
]

const programme = (more: Partial<DatedProgramme> = {}): DatedProgramme => ({
  ...{ dataDate: '2026-11-26', baseline: null, activities: BLOCK },
  packages: [{ id: 'block', place: 'site/block' }],
  ...more,
})

const at = (day: string, more: Partial<DatedProgramme> = {}, dates?: string) =>
  constructionAt(programme(more), day, dates).get('site/block')

describe('a place', () => {
  test('is planned while it is designed, built while works go on, and stands once it is ready', () => {
    expect(at('2026-06-30')).toMatchObject({ state: 'planned', share: 0 })
    expect(at('2027-02-28')).toMatchObject({ state: 'planned', share: 0, since: '2027-03-01', ready: '2027-06-30' })
    expect(at('2027-03-01')).toMatchObject({ state: 'under-construction' })
    // March and April are 61 of 122 days.
    expect(at('2027-04-30')?.share).toBeCloseTo(0.5, 9)
    expect(at('2027-06-29')).toMatchObject({ state: 'under-construction' })
    expect(at('2027-06-30')).toMatchObject({ state: 'commissioned', share: 1 })
  })

  test('that a milestone alone tells of is never under construction', () => {
    const activities = [activity('opened', '2020-12-31', '2020-12-31', { gate: 'operation', finished: '2020-12-31' })]
    expect(at('2020-12-30', { activities })).toMatchObject({ state: 'planned', since: null })
    expect(at('2020-12-31', { activities })).toMatchObject({ state: 'commissioned', since: null })
  })

  test('is not ready before all its systems were tested together', () => {
    const activities = [...BLOCK, activity('together', '2027-07-01', '2027-07-31', { level: 5 })]
    expect(at('2027-07-15', { activities })).toMatchObject({ state: 'under-construction', ready: '2027-07-31' })
  })

  test('is named by several, one of which is under construction: so is the place', () => {
    const activities = [
      ...BLOCK,
      activity('first', '2020-01-01', '2020-01-01', { package: 'first', gate: 'operation' }),
    ]
    const packages = [
      { id: 'first', place: 'site/block' },
      { id: 'block', place: 'site/block' },
    ]
    expect(at('2019-12-31', { activities, packages })).toMatchObject({ state: 'planned' })
    expect(at('2027-01-01', { activities, packages })).toMatchObject({ state: 'commissioned', ready: '2020-01-01' })
    expect(at('2027-04-30', { activities, packages })).toMatchObject({ state: 'under-construction' })
    expect(at('2027-06-30', { activities, packages })).toMatchObject({ state: 'commissioned', ready: '2027-06-30' })
  })

  test('of several that one package names is as far as the others', () => {
    const states = constructionAt(
      programme({ packages: [{ id: 'block', place: null, places: ['a', 'b'] }] }),
      '2027-04-30',
    )
    expect([...states.keys()]).toEqual(['a', 'b'])
    expect(states.get('a')).toEqual(states.get('b'))
  })

  test('that nothing is told of is in no answer', () => {
    expect(constructionAt(programme({ activities: [] }), '2027-04-30').size).toBe(0)
  })
})

describe('what was reported', () => {
  const reported = (done: number): readonly BuildingActivity[] => [
    activity('build', '2027-03-01', '2027-06-30', {
      ...{ gate: 'construction', started: '2027-03-01', done, reported: { at: '2027-03-31' } },
    }),
  ]
  const known = (done: number) => ({ activities: reported(done), dataDate: '2027-04-30' })

  test('counts until the data date, and after it the schedule does', () => {
    expect(at('2027-03-31', known(0.2))?.share).toBeCloseTo(0.2, 9)
    expect(at('2027-04-30', known(0.2))?.share).toBeCloseTo(0.2, 9)
    // Of the 61 days after the data date 31 have gone by at the end of May.
    expect(at('2027-05-31', known(0.2))?.share).toBeCloseTo(0.2 + (0.8 * 31) / 61, 9)
  })

  test('grows evenly from the first day of work to the day of the report', () => {
    // 10 of 31 days.
    expect(at('2027-03-10', known(0.2))?.share).toBeCloseTo((0.2 * 10) / 31, 9)
  })
})

describe('late', () => {
  test('is what the schedule misses of what is due', () => {
    expect(at('2026-11-26')).toMatchObject({ late: 10 })
    expect(at('2027-12-31')).toMatchObject({ late: 10 })
  })

  test('is before the data date only what had gone by', () => {
    expect(at('2027-06-20', { dataDate: '2028-01-01' })).toMatchObject({ late: 0 })
    expect(at('2027-06-23', { dataDate: '2028-01-01' })).toMatchObject({ late: 3 })
    expect(at('2027-12-31', { dataDate: '2028-01-01' })).toMatchObject({ late: 10 })
  })

  test('is measured against the baseline where there is one', () => {
    const activities = BLOCK.map(
      (one): BuildingActivity => ({ ...one, baselines: { first: ['2027-01-01', '2027-05-31'] } }),
    )
    expect(at('2026-11-26', { activities, baseline: 'first' })).toMatchObject({ late: 30 })
  })
})

test('what stood when a baseline was set stands for it too, and what came later does not', () => {
  const opened = (finished: string) => [
    activity('opened', finished, finished, { gate: 'operation', finished, done: 1, started: finished }),
  ]
  const baselines = [{ id: 'first', set: '2025-09-01' }]
  const seen = (finished: string) => at('2026-06-30', { activities: opened(finished), baselines }, 'first')
  expect(seen('2025-09-01')).toMatchObject({ state: 'commissioned', ready: '2025-09-01' })
  expect(seen('2025-09-02')).toBeUndefined()
})

test('a baseline shows what it wanted, and nothing of what it has not', () => {
  const activities = BLOCK.map(
    (one): BuildingActivity =>
      one.id === 'design' ? one : { ...one, baselines: { first: ['2026-12-01', '2026-12-31'] } },
  )
  expect(at('2026-12-31', { activities }, 'first')).toMatchObject({ state: 'commissioned', ready: '2026-12-31' })
  expect(at('2026-12-31', { activities })).toMatchObject({ state: 'planned' })
  expect(at('2026-12-31', { activities }, 'second')).toBeUndefined()
})

test('from day to day nothing is taken back, whatever the dates and reports', () => {
  const days = fc.integer({ min: 0, max: 400 })
  const dayOf = (count: number) => new Date(Date.UTC(2026, 0, 1 + count)).toISOString().slice(0, 10)
  const rank = { planned: 0, 'under-construction': 1, commissioned: 2 }
  const row = fc
    .tuple(days, days, days, fc.double({ min: 0, max: 1, noNaN: true }), fc.boolean())
    .map(([start, length, since, done, isReported]) => {
      // What is reported began before its report, and what is left of it ends after the data date.
      const began = isReported && start + since <= 300
      const finish = Math.max(start + length, began ? 301 : 0)
      const more = began ? { started: dayOf(start), done, reported: { at: dayOf(start + since) } } : {}
      return activity('any', dayOf(start), dayOf(finish), { kind: 'task', gate: 'construction', ...more })
    })
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 6 }), days, days, (activities, one, other) => {
      const [before, after] = [Math.min(one, other), Math.max(one, other)].map((count) =>
        at(dayOf(count), { activities, dataDate: dayOf(300) }),
      )
      if (!before || !after) throw new Error('no place')
      expect(rank[after.state]).toBeGreaterThanOrEqual(rank[before.state])
      expect(after.share).toBeGreaterThanOrEqual(before.share - 1e-9)
      expect(after.late).toBeGreaterThanOrEqual(before.late)
      expect(after.share).toBeLessThanOrEqual(1)
    }),
  )
})
