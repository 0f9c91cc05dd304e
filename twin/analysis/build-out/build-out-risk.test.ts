import { expect, test } from 'vitest'
import { days } from '../../kit/testing/office-calendar.ts'
import { day, report, smallProgramme } from '../../kit/testing/small-programme.ts'
import type { Ratio } from '../../model/units.ts'
import { buildOutRisk, hasRisk } from './build-out-risk.ts'
import { programmeStatus } from './programme-status.ts'

const RUNS = { runs: 10, seed: 1 }

test('there is risk where something that is still open is estimated, and nowhere else', () => {
  const activities = smallProgramme().activities.map((activity) =>
    activity.id === 'build' ? { ...activity, estimate: { low: days(15), likely: days(20), high: days(40) } } : activity,
  )
  const built = { started: day('2026-09-07'), finished: day('2026-10-02'), done: 1 as Ratio }
  const open = smallProgramme({ activities })
  const finished = smallProgramme({
    activities,
    dataDate: day('2026-10-02'),
    reports: [report('build', '2026-10-02', built)],
  })
  for (const [programme, expected] of [
    [smallProgramme(), false],
    [open, true],
    [finished, false],
  ] as const) {
    const status = programmeStatus(programme)
    expect(hasRisk(status)).toBe(expected)
    expect(buildOutRisk(programme, status, RUNS) !== undefined).toBe(expected)
  }
})

const wide = { low: days(5), likely: days(5), high: days(25) }

test('power is handed over by the test of level 5 of its package, and so is its risk', () => {
  const activities = smallProgramme().activities.map((activity) =>
    activity.id === 'test' ? { ...activity, estimate: wide } : activity,
  )
  const programme = smallProgramme({ activities })
  const risk = buildOutRisk(programme, programmeStatus(programme), { runs: 2_000, seed: 1 })
  // Fitted for sure on 16 October. The triangle over 5, 5, 25 has its half at 25 − √(0.5 · 20 · 20) = 10.9 working days after it: in the eleventh.
  expect(risk?.watched.get('fit')?.dayWithin(0.5)).toBe('2026-11-02')
  const fitted = smallProgramme({
    activities,
    dataDate: day('2026-10-16'),
    reports: ['build', 'fit'].map((id) =>
      report(id, '2026-10-16', { started: day('2026-09-07'), finished: day('2026-10-16'), done: 1 as Ratio }),
    ),
  })
  // What is fitted is still to be tested.
  expect([...(buildOutRisk(fitted, programmeStatus(fitted), RUNS)?.watched.keys() ?? [])]).toEqual(['fit'])
})

test('a risk that may strike what is open is risk also where nothing is estimated', () => {
  const adds = new Map([
    ['fit', wide],
    ['test', wide],
  ])
  const programme = smallProgramme({
    risks: [{ id: 'late-parts', name: 'Late parts', chance: 1 as Ratio, adds, source: 'assumed' }],
  })
  const status = programmeStatus(programme)
  expect(hasRisk(status)).toBe(true)
  const risk = buildOutRisk(programme, status, { runs: 2_000, seed: 1 })
  // Both take as much more: 15 days from 5 October on and half of the runs no more than twice 10.9 of more, in the 37th day.
  expect(risk?.finish.dayWithin(0.5)).toBe('2026-11-24')
  expect(risk?.shared.map(({ id }) => id)).toEqual(['late-parts'])
})
