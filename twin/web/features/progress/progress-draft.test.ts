import { expect, test } from 'vitest'
import type { Day } from '../../../model/day.ts'
import type { BuildOutActivity } from '../../../protocol/build-out.ts'
import { draftFaults, draftOf, requestOf } from './progress-draft.ts'

const today = '2026-11-26' as Day
const activity: BuildOutActivity = {
  ...{ id: 'shell', name: 'Shell', package: 'block', calendar: 'building', kind: 'task', source: 'assumed' },
  ...{ start: '2026-10-05', finish: '2027-02-01', lateStart: '2026-10-05', lateFinish: '2027-02-01' },
  ...{ totalFloat: 0, freeFloat: 0, dayMinutes: 480, duration: 9_600, isCritical: true, isLongest: true },
  ...{ done: 0.655, started: '2026-10-05', finished: null, reported: null, due: null, baselines: {}, moved: 0 },
}
const draft = draftOf(activity, today)

test('a draft begins with what is known, on the day of today, and has no fault', () => {
  expect(draft).toMatchObject({ at: today, percent: '65.5', started: '2026-10-05', finished: '', remaining: '' })
  expect(draftFaults(draft, today).size).toBe(0)
})

test('what is wrong is told by field, all at once', () => {
  const wrong = { ...draft, at: '2026-11-27', finished: '2026-11-28', started: '2026-11-29', remaining: '3' }
  expect([...draftFaults(wrong, today)]).toEqual([
    ['at', 'future'],
    ['finished', 'after-report'],
    ['started', 'after-end'],
    ['percent', 'not-all'],
    ['remaining', 'work-left'],
  ])
  const empty = { ...draft, at: '', percent: '', cost: '-1', remaining: 'x' }
  expect([...draftFaults(empty, today)]).toEqual([
    ['at', 'noDay'],
    ['percent', 'range'],
    ['remaining', 'range'],
    ['cost', 'range'],
  ])
})

test('work that is left goes to the server in minutes of the calendar, and what is empty not at all', () => {
  expect(requestOf({ ...draft, remaining: '12.5', note: ' roof ' }, activity, 'Ana')).toEqual({
    ...{ activity: 'shell', at: today, percent: 65.5, started: '2026-10-05', remaining: 6_000 },
    ...{ note: 'roof', by: 'Ana' },
  })
})
