import { expect, test } from 'vitest'
import type { WorkCalendar } from '../../../model/programme.ts'
import { joinCalendars } from './join-calendars.ts'

/** Works on so many days of the week, from Monday on. */
const calendar = (id: string, name: string, days: number): WorkCalendar => ({
  ...{ id, name, exceptions: new Map() },
  week: Array.from({ length: 7 }, (_, day) => (day < days ? [{ from: 420, until: 900 }] : [])),
})

test('a calendar is none of ours by its hours where ours get other ones by its name', () => {
  const joined = joinCalendars(
    [calendar('site', 'Site', 6), calendar('night', 'Night', 7)],
    [calendar('c1', 'Site', 5), calendar('c2', 'Six days', 6), calendar('c3', 'All days', 7)],
  )
  expect(joined.ofOther).toEqual(new Map(Object.entries({ c1: 'site', c2: 'c2', c3: 'night' })))
  expect([...joined.changed]).toEqual(['site'])
  expect(joined.calendars.map(({ id, week }) => [id, week.filter((shifts) => shifts.length > 0).length])).toEqual(
    Object.entries({ site: 5, night: 7, c2: 6 }),
  )
})
