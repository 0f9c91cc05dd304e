import fc from 'fast-check'
import type { Day } from '../../model/day.ts'
import type { Activity, ActivityNetwork, Link, WorkCalendar, WorkMinutes } from '../../model/programme.ts'
import { minute, officeCalendar } from './office-calendar.ts'

const ALWAYS: WorkCalendar = {
  ...{ id: 'always', name: 'Day and night', exceptions: new Map() },
  week: Array.from({ length: 7 }, () => [{ from: 0, until: 1_440 }]),
}
export const START = minute('2026-11-09T08:00')

/** Small networks without progress: links lead from earlier to later activities, so there is no cycle. */
export function randomNetwork({ calendars }: { readonly calendars: 'one' | 'several' }): fc.Arbitrary<ActivityNetwork> {
  const known = calendars === 'one' ? [ALWAYS] : [ALWAYS, officeCalendar(['2026-11-11' as Day])]
  const calendar = fc.constantFrom(...known.map(({ id }) => id))
  return fc.integer({ min: 1, max: 7 }).chain((count) =>
    fc
      .record({
        activities: fc.array(
          fc.record({ duration: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 2_000 })), calendar }),
          { minLength: count, maxLength: count },
        ),
        links: fc.array(
          fc.record({
            ends: fc.tuple(fc.nat(count - 1), fc.nat(count - 1)).filter(([one, other]) => one !== other),
            type: fc.constantFrom<Link['type'][]>('FS', 'SS', 'FF', 'SF'),
            lag: fc.oneof(fc.constant(0), fc.integer({ min: -500, max: 500 })),
            lagCalendar: fc.option(calendar, { nil: undefined }),
          }),
          { maxLength: count === 1 ? 0 : 12 },
        ),
      })
      .map(
        ({ activities, links }): ActivityNetwork => ({
          activities: activities.map(
            (one, at): Activity => ({
              ...{ id: `a${at}`, name: `Activity ${at}`, constraints: [] },
              ...{ calendar: one.calendar, duration: one.duration as WorkMinutes },
              kind: one.duration === 0 ? 'milestone' : 'task',
            }),
          ),
          links: links.map(({ ends, lag, lagCalendar, type }) => ({
            ...{ from: `a${Math.min(...ends)}`, to: `a${Math.max(...ends)}`, type, lag: lag as WorkMinutes },
            lagCalendar,
          })),
          calendars: known,
          dataDate: START,
        }),
      ),
  )
}
