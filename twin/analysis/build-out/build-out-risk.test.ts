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
