import { expect, test } from 'vitest'
import type { BuildOutActivity } from '../../../protocol/build-out.ts'
import { canBeLate, movedOf, wayOutOf } from './suppositions.ts'

const activity = (id: string, more: Partial<BuildOutActivity> = {}): BuildOutActivity => ({
  ...{ id, name: id, package: 'block', calendar: 'building', kind: 'task', source: 'assumed' },
  ...{ start: '2026-10-05', finish: '2027-02-01', lateStart: '2026-10-05', lateFinish: '2027-02-01' },
  ...{ totalFloat: 0, freeFloat: 0, dayMinutes: 480, duration: 9_600, isCritical: true, isLongest: true },
  ...{ done: null, started: null, finished: null, reported: null, due: null, baselines: {}, moved: 0 },
  ...more,
})

test('what moves is told by day, with what it hands over; other work is counted', () => {
  const activities = [
    activity('ready', { moved: 42, finish: '2027-06-01', handsOver: { power: 40e6, racks: 384 } }),
    activity('tested', { moved: 42, finish: '2027-05-01', level: 5 }),
    activity('cables', { moved: 42 }),
    activity('garden'),
  ]
  const { milestones, others } = movedOf({ activities })
  expect(milestones.map(({ activity: { id }, handsOver }) => [id, handsOver])).toEqual([
    ['tested', []],
    [
      'ready',
      [
        { measure: 'racks', amount: 384 },
        { measure: 'power', amount: 40e6 },
      ],
    ],
  ])
  expect(others).toBe(1)
})

test('the way out is work that is late itself and holds what comes after it, the longest first', () => {
  const activities = [
    activity('short', { moved: 10, duration: 480 }),
    activity('long', { moved: 10, duration: 4_800 }),
    activity('loose', { moved: 10, freeFloat: 480 }),
    activity('done', { moved: 10, finished: '2026-11-01' }),
    activity('still'),
    activity('milestone', { moved: 10, duration: 0, kind: 'milestone' }),
  ]
  expect(wayOutOf({ activities }, 3).map(({ activity: { id }, days }) => [id, days])).toEqual([
    ['long', 10],
    ['short', 1],
  ])
})

test('what is finished, or lasts as long as other work, cannot be late', () => {
  expect(
    [activity('a'), activity('b', { finished: '2026-11-01' }), activity('c', { kind: 'level-of-effort' })].map(
      canBeLate,
    ),
  ).toEqual([true, false, false])
})
