import { expect, test } from 'vitest'
import { report, smallProgramme } from '../../kit/testing/small-programme.ts'
import type { Day } from '../../model/day.ts'
import type { Ratio } from '../../model/units.ts'
import { exportRows } from './export-rows.ts'
import { isoMoment } from './foreign-dates.ts'

const said = (rows: ReturnType<typeof exportRows>) =>
  rows.map(({ earlyFinish, earlyStart, lateFinish }) => [earlyStart, earlyFinish, lateFinish].map(isoMoment))

test('what has no float has to be done when a shift ends, as planners say it, not when the next one begins', () => {
  // Office hours end at 17: twenty days from Monday end on Friday 2026-10-02, and what follows begins on Monday.
  expect(said(exportRows(smallProgramme()))).toEqual([
    ['2026-09-07T08:00:00', '2026-10-02T17:00:00', '2026-10-02T17:00:00'],
    ['2026-10-05T08:00:00', '2026-10-16T17:00:00', '2026-10-16T17:00:00'],
    ['2026-10-19T08:00:00', '2026-10-23T17:00:00', '2026-10-23T17:00:00'],
  ])
})

test('what has begun began with the first shift of its day', () => {
  const begun = report('build', '2026-09-11', { started: '2026-09-08' as Day, done: 0.1 as Ratio })
  const [build] = exportRows(smallProgramme({ dataDate: '2026-09-11' as Day, reports: [begun] }))
  expect(isoMoment(build?.earlyStart ?? (0 as never))).toBe('2026-09-08T08:00:00')
})
