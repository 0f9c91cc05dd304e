import { expect, test } from 'vitest'
import { days } from '../../kit/testing/office-calendar.ts'
import { day, smallProgramme } from '../../kit/testing/small-programme.ts'
import type { ProgrammeActivity } from '../../model/programme.ts'
import { endOf } from '../../model/wall-minute.ts'
import { milestonesOf } from './milestones.ts'
import { programmeStatus } from './programme-status.ts'

/** As a schedule of another program brings it: it hands nothing over and is no gate. */
const imported = (id: string, more: Partial<ProgrammeActivity>): ProgrammeActivity => ({
  ...{ id, name: id, calendar: 'office', package: 'block', source: 'assumed', constraints: [] },
  ...{ duration: days(0), kind: 'milestone' },
  ...more,
})

test('what takes no time and what must be done by a day are milestones, though they hand nothing over', () => {
  const small = smallProgramme()
  const due = [{ kind: 'finish-no-later', at: endOf(day('2026-09-30')) }] as const
  const programme = smallProgramme({
    activities: [
      ...small.activities,
      imported('energised', { constraints: due }),
      imported('cabled', { kind: 'task', duration: days(2), constraints: due }),
      imported('painted', { kind: 'task', duration: days(2) }),
    ],
    links: [...small.links, { from: 'build', to: 'energised', type: 'FS', lag: days(0) }],
  })
  const told = milestonesOf(programmeStatus(programme), undefined)
  // Twenty working days from Monday 7 September end on Friday 2 October, two days after what was set.
  expect(told.map(({ activity, day: on, late }) => [activity.id, on, late])).toEqual([
    ['cabled', '2026-09-08', -22],
    ['energised', '2026-10-02', 2],
    ['fit', '2026-10-16', undefined],
    ['test', '2026-10-23', undefined],
  ])
})
