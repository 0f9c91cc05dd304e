import { programmeStatus } from '../../analysis/build-out/programme-status.ts'
import { seededRandom } from '../../analysis/schedule-risk/seeded-random.ts'
import { days, officeCalendar } from '../../kit/testing/office-calendar.ts'
import { day } from '../../kit/testing/small-programme.ts'
import type { Link, Programme, ProgrammeActivity, ProgressReport } from '../../model/programme.ts'
import type { Ratio, SquareMetres } from '../../model/units.ts'
import { finishDay, startDay } from '../../model/wall-minute.ts'

export const ACTIVITIES = 5_000
const IN_A_PACKAGE = 50

/** Packages of fifty activities, two links into each; a third of the packages reported, each handing over at its end. */
export function largeProgramme(): Programme {
  const random = seededRandom(7)
  const activities = Array.from(
    { length: ACTIVITIES },
    (_, at): ProgrammeActivity => ({
      ...{ id: `a${at}`, name: `Activity ${at}`, calendar: 'office', kind: 'task', constraints: [], source: 'survey' },
      ...{ package: `p${Math.floor(at / IN_A_PACKAGE)}`, duration: days(2 + Math.floor(random() * 20)) },
      budget: { amount: 10_000, source: 'survey' },
      ...(at % IN_A_PACKAGE === IN_A_PACKAGE - 1 && { handsOver: { area: 100 as SquareMetres } }),
    }),
  )
  const links = activities.flatMap(({ id }, at): readonly Link[] =>
    at % IN_A_PACKAGE === 0
      ? []
      : [1, 5].map((back) => ({
          ...{ from: `a${Math.max(at - (at % IN_A_PACKAGE), at - back)}`, to: id, type: 'FS', lag: days(0) },
        })),
  )
  const programme: Programme = {
    ...{
      currency: 'EUR',
      dataDate: day('2026-01-01'),
      isScenario: true,
      calendars: [officeCalendar()],
      activities,
      links,
    },
    packages: Array.from({ length: ACTIVITIES / IN_A_PACKAGE }, (_, at) => ({
      ...{ id: `p${at}`, name: `Package ${at}`, source: 'survey' },
    })),
    ...{ baselines: [], reports: [] },
  }
  const planned = [...programmeStatus(programme).dates.values()].map(
    ({ earlyFinish, earlyStart, id }) => [id, { start: startDay(earlyStart), finish: finishDay(earlyFinish) }] as const,
  )
  const reports = planned.flatMap(([activity, { finish, start }], at): readonly ProgressReport[] =>
    finish <= '2026-11-26' && at % 3 === 0
      ? [{ activity, at: finish, by: 'site', source: 'survey', done: 1 as Ratio, started: start, finished: finish }]
      : [],
  )
  const baseline = { id: 'first', name: 'First', set: day('2026-01-01'), dates: new Map(planned) }
  return { ...programme, dataDate: day('2026-11-26'), baselines: [baseline], reports }
}
