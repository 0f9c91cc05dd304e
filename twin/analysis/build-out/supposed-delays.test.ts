import { describe, expect, test } from 'vitest'
import { days } from '../../kit/testing/office-calendar.ts'
import { day, report, smallProgramme } from '../../kit/testing/small-programme.ts'
import type { Programme, WorkMinutes } from '../../model/programme.ts'
import type { Ratio } from '../../model/units.ts'
import { readDelays } from './supposed-delays.ts'
import { supposedStatus } from './supposed-status.ts'

const started = day('2026-09-07')
const late = (activity: string, length: number) => ({ activity, minutes: days(length) })
const movedOf = (programme: Programme, ...delays: readonly ReturnType<typeof late>[]) => {
  const supposed = supposedStatus(programme, delays)
  if ('faults' in supposed) return supposed.faults
  return Object.fromEntries(supposed.moved)
}

describe('a delay that is supposed', () => {
  test('moves the activity and all that waits for it, in calendar days, and nothing before it', () => {
    // Five working days are a week.
    expect(movedOf(smallProgramme(), late('fit', 5))).toEqual({ fit: 7, test: 7 })
    expect(movedOf(smallProgramme(), late('build', 2), late('build', 3))).toEqual({ build: 7, fit: 7, test: 7 })
    expect(movedOf(smallProgramme(), late('build', -5))).toEqual({ build: -7, fit: -7, test: -7 })
  })

  test('comes on top of what is left of work that has begun, whatever is said of that', () => {
    const begun = (more: object) =>
      smallProgramme({
        dataDate: day('2026-09-18'),
        reports: [report('build', '2026-09-18', { started, done: 0.25 as Ratio, ...more })],
      })
    expect(movedOf(begun({}), late('build', 5))).toEqual({ build: 7, fit: 7, test: 7 })
    expect(movedOf(begun({ remaining: days(5) }), late('build', 5))).toEqual({ build: 7, fit: 7, test: 7 })
    // Fifteen days are left: sixteen cannot be won back.
    expect(movedOf(begun({}), late('build', -16))).toEqual([{ kind: 'too-fast', activity: 'build', left: days(15) }])
    expect(movedOf(begun({}), late('build', -15))).toEqual({ build: -21, fit: -21, test: -21 })
  })

  test('that cannot be is told, with all others', () => {
    const finished = { started, finished: day('2026-10-02'), done: 1 as Ratio }
    const programme = smallProgramme({
      dataDate: day('2026-10-02'),
      reports: [report('build', '2026-10-02', finished)],
    })
    expect(movedOf(programme, late('build', 5), late('bild', 5), late('fit', -11))).toEqual([
      { kind: 'finished', activity: 'build', on: '2026-10-02' },
      { kind: 'unknown', activity: 'bild' },
      { kind: 'too-fast', activity: 'fit', left: days(10) },
    ])
  })

  test('of more than twenty years in all is refused, however many parts it is made of', () => {
    const weeks = (count: number) => 5 * count
    expect(movedOf(smallProgramme(), late('build', weeks(520)), late('fit', weeks(520)))).toMatchObject({
      build: 520 * 7,
    })
    expect(movedOf(smallProgramme(), late('build', weeks(520)), late('fit', weeks(520) + 1))).toEqual([
      { kind: 'too-long', weeks: 1_041, most: 1_040 },
    ])
    // As an address may say it: a hundred times as long as can be written.
    const hundred = Array.from({ length: 100 }, () => late('build', weeks(99_999)))
    expect(movedOf(smallProgramme(), ...hundred)).toMatchObject([{ kind: 'too-long' }])
  })

  test('leaves budgets, baselines and what is earned as they are', () => {
    const programme = smallProgramme()
    const supposed = supposedStatus(programme, [late('build', 5)])
    if ('faults' in supposed) throw new Error('refused')
    const { activities, baselines } = supposed.status.programme
    expect(baselines).toBe(programme.baselines)
    expect(activities.map(({ budget }) => budget)).toEqual(programme.activities.map(({ budget }) => budget))
  })
})

test('delays are read in weeks, days, hours and minutes of the calendar', () => {
  const read = readDelays(smallProgramme(), [
    'build:2w',
    'fit:-1.5d',
    'test:16h',
    'build:-90',
    'bild:2w',
    'build',
    'fit:x',
  ])
  expect(read.delays).toEqual([
    { activity: 'build', minutes: days(10) },
    { activity: 'fit', minutes: days(-1.5) },
    { activity: 'test', minutes: 960 as WorkMinutes },
    { activity: 'build', minutes: -90 as WorkMinutes },
  ])
  expect(read.faults).toEqual([
    { kind: 'unknown', activity: 'bild' },
    { kind: 'unreadable', text: 'build' },
    { kind: 'unreadable', text: 'fit:x' },
  ])
})
