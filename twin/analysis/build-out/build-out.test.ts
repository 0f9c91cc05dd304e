import { describe, expect, test } from 'vitest'
import { days } from '../../kit/testing/office-calendar.ts'
import { day, report, smallProgramme } from '../../kit/testing/small-programme.ts'
import type { Baseline, Programme, ProgrammeActivity } from '../../model/programme.ts'
import type { Ratio, SquareMetres } from '../../model/units.ts'
import { finishDay } from '../../model/wall-minute.ts'
import { type PerformanceMeasure, performanceOf } from './against-baseline.ts'
import { programmeStatus } from './programme-status.ts'
import { foreseenReadiness, plannedReadiness, readinessOf, readyBy } from './readiness.ts'

const FIRST = smallProgramme().baselines[0] as Baseline

const finishOf = (programme: Programme, id: string) => {
  const row = programmeStatus(programme).dates.get(id)
  return row && finishDay(row.earlyFinish)
}

describe('where a programme stands', () => {
  test('without reports is its plan from the data date on', () => {
    expect(finishOf(smallProgramme(), 'build')).toBe('2026-10-02')
    expect(finishOf(smallProgramme(), 'test')).toBe('2026-10-23')
  })

  test('follows the last report until the data date, and leaves later ones out', () => {
    const programme = smallProgramme({
      dataDate: day('2026-09-18'),
      reports: [
        report('build', '2026-09-11', { started: day('2026-09-07'), done: 0.2 as Ratio }),
        // Ten days have gone by, a quarter is done: fifteen are left, from Monday the 21st on.
        report('build', '2026-09-18', { started: day('2026-09-07'), done: 0.25 as Ratio }),
        report('build', '2026-10-30', { started: day('2026-09-07'), finished: day('2026-10-30'), done: 1 as Ratio }),
      ],
    })
    expect(finishOf(programme, 'build')).toBe('2026-10-09')
    expect(finishOf(programme, 'test')).toBe('2026-10-30')
  })

  test('takes what a report says is left before what its share would leave', () => {
    const said = { started: day('2026-09-07'), done: 0.25 as Ratio, remaining: days(5) }
    const programme = smallProgramme({ dataDate: day('2026-09-18'), reports: [report('build', '2026-09-18', said)] })
    expect(finishOf(programme, 'build')).toBe('2026-09-25')
  })
})

describe('what is ready when', () => {
  test('counts power once the test of level 5 is passed, and all else when it is handed over', () => {
    const readiness = readinessOf(programmeStatus(smallProgramme()))
    expect(readyBy(readiness, 'racks', day('2026-10-15'))).toBe(0)
    expect(readyBy(readiness, 'racks', day('2026-10-16'))).toBe(40)
    expect(readyBy(readiness, 'power', day('2026-10-22'))).toBe(0)
    expect(readyBy(readiness, 'power', day('2026-10-23'))).toBe(1e6)
    expect(readiness.untested).toEqual([])
    expect(plannedReadiness(smallProgramme(), FIRST).steps).toEqual(readiness.steps)
  })

  test('as a baseline saw it has what stood when it was set, so that this is not ahead of it, and not what came later', () => {
    const built = { done: 1 as Ratio, started: day('2026-08-03') }
    const old = { ...(smallProgramme().activities[0] as ProgrammeActivity), package: 'old' }
    const programme = smallProgramme({
      activities: [
        ...smallProgramme().activities,
        { ...old, id: 'before', handsOver: { area: 30 as SquareMetres } },
        { ...old, id: 'after', handsOver: { area: 7 as SquareMetres } },
      ],
      reports: [
        report('before', '2026-09-01', { ...built, finished: day('2026-09-01') }),
        report('after', '2026-09-02', { ...built, finished: day('2026-09-02') }),
      ],
    })
    const area = (readiness: typeof foreseenReadiness) =>
      readyBy(readiness(programme, FIRST), 'area', day('2027-01-01'))
    expect(area(foreseenReadiness)).toBe(100 + 30)
    // To measure by, the baseline has nothing but its own.
    expect(area(plannedReadiness)).toBe(100)
    expect(readyBy(readinessOf(programmeStatus(programme)), 'area', day('2027-01-01'))).toBe(137)
  })

  test('never counts power that no test of level 5 shows, and names it', () => {
    const programme = smallProgramme()
    const untested = programme.activities.filter(({ id }) => id !== 'test')
    const links = programme.links.filter(({ to }) => to !== 'test')
    const readiness = readinessOf(programmeStatus(smallProgramme({ activities: untested, links })))
    expect(readyBy(readiness, 'power', day('2040-01-01'))).toBe(0)
    expect(readiness.untested).toEqual([{ activity: 'fit', package: 'block', power: 1e6 }])
  })

  test('is built once a report says that it is finished', () => {
    const done = { done: 1 as Ratio, started: day('2026-09-07') }
    const programme = smallProgramme({
      dataDate: day('2026-10-20'),
      reports: [
        report('build', '2026-10-02', { ...done, finished: day('2026-10-02') }),
        report('fit', '2026-10-16', { ...done, finished: day('2026-10-16') }),
      ],
    })
    const { steps } = readinessOf(programmeStatus(programme))
    expect(steps.filter(({ isBuilt }) => isBuilt).map(({ measure }) => measure)).toEqual(['area', 'racks'])
    expect(steps.find(({ measure }) => measure === 'power')).toMatchObject({ isBuilt: false, day: '2026-10-27' })
  })
})

describe('how a programme performs', () => {
  const first = FIRST
  const started = { started: day('2026-09-07') }
  const measured = (programme: Programme, measure: PerformanceMeasure) => {
    const performance = performanceOf(programmeStatus(programme), first, measure)
    if ('why' in performance) throw new Error(performance.why)
    return performance
  }

  test('plans money evenly over working time and earns what is reported done', () => {
    // On 2026-09-30 18 of the 20 days of building were to be done: 180. Half is: 100, for which 150 were spent.
    const programme = smallProgramme({
      dataDate: day('2026-09-30'),
      reports: [report('build', '2026-09-30', { ...started, done: 0.5 as Ratio, cost: 150 })],
    })
    const performance = measured(programme, 'money')
    expect(performance.value).toMatchObject({ budget: 300, planned: 180, earned: 100, actual: 150 })
    expect(performance.value.costPerformance).toBeCloseTo(2 / 3, 9)
    expect(performance.planned).toEqual([0, 180, 300])
    expect(performance.ends).toEqual(['2026-09-06', '2026-09-30', '2026-10-31'])
    // One period has gone by, in which 180 were to be earned: 100 / 180 of it are.
    expect(performance.schedule).toMatchObject({ actual: 1 })
    expect(performance.schedule.earned).toBeCloseTo(100 / 180, 9)
  })

  test('has no cost where one activity that began tells none', () => {
    const reports = [report('build', '2026-09-30', { ...started, done: 0.5 as Ratio })]
    const programme = smallProgramme({ dataDate: day('2026-09-30'), reports })
    expect(measured(programme, 'money').value).toMatchObject({
      actual: undefined,
      costPerformance: undefined,
    })
  })

  test('has the cost of what is finished, also where nobody says when it began, and each cost until another is told', () => {
    const built = { done: 1 as Ratio, finished: day('2026-10-02') }
    const of = (reports: Programme['reports']) => smallProgramme({ dataDate: day('2026-10-31'), reports })
    const fitting = { started: day('2026-10-05'), done: 0.5 as Ratio }
    const fit = report('fit', '2026-10-31', { ...fitting, cost: 80 })
    expect(measured(of([report('build', '2026-10-02', { ...built, cost: 250 }), fit]), 'money').value).toMatchObject({
      ...{ earned: 250, actual: 330 },
    })
    expect(measured(of([report('build', '2026-10-02', built), fit]), 'money').value.actual).toBeUndefined()
    const begun = report('build', '2026-09-20', { ...started, cost: 90 })
    const silent = report('build', '2026-09-30', { ...started, done: 0.9 as Ratio })
    const reports = [begun, silent, report('build', '2026-10-02', { ...built, cost: 250 }), fit]
    expect(measured(of(reports), 'money').spent).toEqual([0, 90, 330])
  })

  test('earns racks and power in whole, when they are ready', () => {
    const finished = (id: string, at: string) => report(id, at, { ...started, done: 1 as Ratio, finished: day(at) })
    const reports = [finished('build', '2026-10-02'), finished('fit', '2026-10-30')]
    const testing = report('test', '2026-10-30', { started: day('2026-10-30'), done: 0.2 as Ratio })
    const programme = smallProgramme({ dataDate: day('2026-10-31'), reports: [...reports, testing] })
    expect(measured(programme, 'racks').value).toMatchObject({ budget: 40, planned: 40, earned: 40 })
    expect(measured(programme, 'power').value).toMatchObject({ budget: 1e6, planned: 1e6, earned: 0 })
    // That the test was not passed is not known where nobody reports it.
    const silent = programmeStatus(smallProgramme({ dataDate: day('2026-10-31'), reports }))
    expect(performanceOf(silent, first, 'power')).toEqual({ why: 'not-reported', activities: ['test'] })
  })

  test('is not known where nobody reports work that was to begin, or only an assumption does', () => {
    const ask = (reports: Programme['reports']) =>
      performanceOf(programmeStatus(smallProgramme({ dataDate: day('2026-10-12'), reports })), first, 'money')
    const built = { ...started, done: 1 as Ratio, finished: day('2026-10-02') }
    expect(ask([])).toEqual({ why: 'not-reported', activities: ['build', 'fit'] })
    const assumed = report('fit', '2026-10-12', { ...started, done: 0.5 as Ratio, source: 'assumed' })
    expect(ask([report('build', '2026-10-02', built), assumed])).toEqual({ why: 'not-reported', activities: ['fit'] })
  })

  test('is not known of what a baseline has nothing of', () => {
    const status = programmeStatus(smallProgramme())
    expect(performanceOf(status, first, 'connections')).toEqual({ why: 'nothing-planned' })
  })

  test('does not count what the baseline has not', () => {
    const more: ProgrammeActivity[] = [
      ...smallProgramme().activities,
      { ...(smallProgramme().activities[0] as ProgrammeActivity), id: 'extra' },
    ]
    const reports = ['extra', 'build'].map((id) =>
      report(id, '2026-09-30', { ...started, done: 0.5 as Ratio, cost: 1 }),
    )
    const programme = smallProgramme({ dataDate: day('2026-09-30'), activities: more, reports })
    expect(measured(programme, 'money').value).toMatchObject({ budget: 300, earned: 100, actual: 1 })
  })
})
