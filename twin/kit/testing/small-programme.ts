import type { Day } from '../../model/day.ts'
import type { Programme, ProgrammeActivity, ProgressReport } from '../../model/programme.ts'
import type { Ratio, SquareMetres, Watts } from '../../model/units.ts'
import { days, officeCalendar } from './office-calendar.ts'

export const day = (text: string) => text as Day

const activity = (id: string, length: number, more: Partial<ProgrammeActivity> = {}): ProgrammeActivity => ({
  ...{ id, name: id, calendar: 'office', package: 'block', source: 'assumed', constraints: [] },
  ...{ duration: days(length), kind: length === 0 ? 'milestone' : 'task' },
  ...more,
})

export const report = (id: string, at: string, more: Partial<ProgressReport> = {}): ProgressReport => ({
  ...{ activity: id, at: day(at), by: 'site office', source: 'survey', done: 0 as Ratio },
  ...more,
})

/**
 * A block: twenty days of building for 200, ten of fitting for 100, five of tests, and it hands over 40 racks and 100 m² when fitted, 1 MW once tested. Begun on
 * Monday 2026-09-07; nobody has a holiday.
 */
export function smallProgramme(more: Partial<Programme> = {}): Programme {
  return {
    ...{ currency: 'EUR', dataDate: day('2026-09-06'), isScenario: true, calendars: [officeCalendar()] },
    packages: [{ id: 'block', name: 'Block', source: 'assumed' }],
    activities: [
      activity('build', 20, { budget: { amount: 200, source: 'assumed' } }),
      activity('fit', 10, {
        budget: { amount: 100, source: 'assumed' },
        handsOver: { racks: 40, area: 100 as SquareMetres, power: 1e6 as Watts },
      }),
      activity('test', 5, { level: 5 }),
    ],
    links: [
      { from: 'build', to: 'fit', type: 'FS', lag: days(0) },
      { from: 'fit', to: 'test', type: 'FS', lag: days(0) },
    ],
    baselines: [
      {
        ...{ id: 'first', name: 'As decided', set: day('2026-09-01') },
        dates: new Map([
          ['build', { start: day('2026-09-07'), finish: day('2026-10-02') }],
          ['fit', { start: day('2026-10-05'), finish: day('2026-10-16') }],
          ['test', { start: day('2026-10-19'), finish: day('2026-10-23') }],
        ]),
      },
    ],
    reports: [],
    ...more,
  }
}
