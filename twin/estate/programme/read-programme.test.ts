import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compileNetwork } from '../../analysis/schedule/network.ts'
import type { Day } from '../../model/day.ts'
import { beginOf, endOf } from '../../model/wall-minute.ts'
import { ProgrammeError } from './errors.ts'
import { readProgramme } from './read-programme.ts'

const read = (text: string) => readProgramme(new TextEncoder().encode(text), 'programme.yaml')

const WHOLE = `
version: 1
currency: EUR
dataDate: 2026-11-26
source: assumed
calendars:
  - {id: building, name: Building site, workdays: [mon, tue, wed, thu, fri, sat], shifts: [07:00-11:00, 11:30-15:30]}
  - {id: always, name: Day and night, workdays: [mon, tue, wed, thu, fri, sat, sun], shifts: [00:00-24:00], holidays: none}
packages:
  - id: block-2
    name: Second block
    nameSr: Други блок
    place: kragujevac/hall-5
    budget: {amount: 13000000, source: press}
    activities:
      - {id: shell, name: Shell, duration: 10 w, source: press}
      - {id: power, name: Power, duration: 30 d, after: [shell SS + 4 w], estimate: {low: 25 d, high: 60 d}}
      - {id: tests, name: Tests, duration: 48 h, calendar: always, after: [shell, power FF + 2 d], level: 4}
      - id: ready
        name: Ready
        duration: 0 d
        after: [tests]
        finishNoLater: 2027-06-30
        level: 5
        handsOver: {racks: 240, power: 8 MW, cooling: 8.4 MW, area: 1200 m2, connections: 480}
baselines:
  - {id: first, name: As decided, nameSr: По одлуци, set: 2026-09-01, dates: {shell: [2026-10-01, 2026-12-20]}}
reports:
  - {activity: shell, at: 2026-11-20, by: site office, percent: 60, started: 2026-10-05, remaining: 25 d, evidence: protocol 14}
`

describe('a programme file', () => {
  test('takes weekdays with shifts of their own, days that must be, and lags that another calendar counts', () => {
    const programme = read(
      WHOLE.replace(
        'shifts: [07:00-11:00, 11:30-15:30]',
        'shifts: [07:00-11:00, 11:30-15:30], days: {sat: [07:00-12:00]}',
      )
        .replace('after: [shell SS + 4 w]', 'after: [shell SS + 3 d by always], mustStart: 2026-12-01')
        .replace('finishNoLater: 2027-06-30', 'mustFinish: 2027-06-30'),
    )
    expect(programme.calendars[0]?.week[5]).toEqual([{ from: 420, until: 720 }])
    // Three days of 24 hours.
    expect(programme.links[0]).toMatchObject({ lag: 3 * 1_440, lagCalendar: 'always' })
    expect(programme.activities[1]?.constraints).toEqual([{ kind: 'must-start', at: beginOf('2026-12-01' as Day) }])
    expect(programme.activities[3]?.constraints).toEqual([{ kind: 'must-finish', at: endOf('2027-06-30' as Day) }])
    expect(() => read(WHOLE.replace('SS + 4 w', 'SS + 4 w by alwys'))).toThrow(
      /no calendar of this file[\s\S]*alwys[\s\S]*always/,
    )
  })

  test('gives activities, links, dates, money and reports, each with its source', () => {
    const programme = read(WHOLE)
    expect(programme).toMatchObject({ currency: 'EUR', dataDate: '2026-11-26', isScenario: false })
    expect(programme.packages).toEqual([
      {
        ...{ id: 'block-2', name: 'Second block', nameSr: 'Други блок', place: 'kragujevac/hall-5', source: 'assumed' },
        budget: { amount: 13_000_000, source: 'press' },
      },
    ])
    const [shell, power, tests, ready] = programme.activities
    // Ten weeks of six days of eight hours.
    expect(shell).toMatchObject({ duration: 60 * 480, calendar: 'building', source: 'press', kind: 'task' })
    expect(power?.estimate).toEqual({ low: 25 * 480, likely: 30 * 480, high: 60 * 480 })
    expect(tests).toMatchObject({ duration: 48 * 60, calendar: 'always', level: 4 })
    expect(ready).toMatchObject({
      ...{ kind: 'milestone', level: 5, constraints: [{ kind: 'finish-no-later', at: endOf('2027-06-30' as Day) }] },
      handsOver: { racks: 240, power: 8e6, cooling: 8.4e6, area: 1_200, connections: 480 },
    })
    expect(programme.links).toEqual([
      { from: 'shell', to: 'power', type: 'SS', lag: 24 * 480 },
      { from: 'shell', to: 'tests', type: 'FS', lag: 0 },
      { from: 'power', to: 'tests', type: 'FF', lag: 2 * 480 },
      { from: 'tests', to: 'ready', type: 'FS', lag: 0 },
    ])
    expect(programme.reports).toEqual([
      {
        ...{
          activity: 'shell',
          at: '2026-11-20',
          by: 'site office',
          source: 'survey',
          done: 0.6,
          started: '2026-10-05',
        },
        ...{ remaining: 25 * 480, evidence: 'protocol 14' },
      },
    ])
    expect(programme.baselines).toMatchObject([{ id: 'first', name: 'As decided', nameSr: 'По одлуци' }])
    expect(programme.baselines[0]?.dates.get('shell')).toEqual({ start: '2026-10-01', finish: '2026-12-20' })
  })

  test('lays the holidays of Serbia into calendars that keep them', () => {
    const [building, always] = read(WHOLE).calendars
    expect(building?.exceptions.get('2027-01-07' as never)).toEqual([])
    expect(building?.week.map((day) => day.length)).toEqual([2, 2, 2, 2, 2, 2, 0])
    expect(always?.exceptions.size).toBe(0)
  })

  test('can be scheduled as it is', () => {
    expect(() =>
      compileNetwork({ ...read(WHOLE), dataDate: endOf('2026-11-26' as Day) } as Parameters<typeof compileNetwork>[0]),
    ).not.toThrow()
  })

  const wrong = (from: string | RegExp, to: string): string => {
    const text = WHOLE.replace(from, to)
    expect(text).not.toBe(WHOLE)
    try {
      read(text)
    } catch (error) {
      if (error instanceof ProgrammeError) return error.message
      throw error
    }
    throw new Error('it was read')
  }

  test.each([
    [
      'a link to nowhere',
      'shell SS + 4 w',
      'shel SS + 4 w',
      /programme.yaml:17:.*names no activity[\s\S]*found {4}shel[\s\S]*nearest {2}shell/,
    ],
    [
      'a calendar that is none',
      'calendar: always',
      'calendar: alway',
      /is no calendar of this file[\s\S]*nearest {2}always/,
    ],
    ['a duration below nothing', 'duration: 30 d', 'duration: -30 d', /duration is no work[\s\S]*found {4}-30 d/],
    ['a link of no kind', 'power FF + 2 d', 'power FX + 2 d', /is no link[\s\S]*excavation SS \+ 10 d/],
    ['an estimate out of order', 'low: 25 d', 'low: 35 d', /estimate is not in order[\s\S]*35 d, 30 d, 60 d/],
    ['an id given twice', 'id: tests', 'id: power', /is the id of another one above/],
    ['a day that is none', '2027-06-30', '2027-06-31', /is no day of the calendar/],
    ['a day of another age', '2027-06-30', '9999-12-31', /is too far away[\s\S]*a day until 2199-12-31/],
    ['shifts over each other', '11:30-15:30', '10:30-15:30', /begins before the shift above ends/],
    ['a report from the future', 'at: 2026-11-20', 'at: 2026-11-27', /is after the data date/],
    ['progress since nobody knows when', 'started: 2026-10-05, ', '', /says progress, and no day says since when/],
    ['all done without a day', 'percent: 60', 'percent: 100', /says all, and no day says when/],
    [
      'a baseline that ends before it begins',
      '[2026-10-01, 2026-12-20]',
      '[2026-12-20, 2026-10-01]',
      /ends before it begins/,
    ],
    ['a baseline of nothing', '{shell: [', '{shall: [', /names no activity[\s\S]*nearest {2}shell/],
  ])('with %s is refused by line', (_what, from, to, message) => {
    expect(wrong(from, to)).toMatch(message)
  })

  test('in which something waits for itself is refused with the circle', () => {
    const message = wrong('duration: 10 w, source: press}', 'duration: 10 w, source: press, after: [ready]}')
    expect(message).toMatch(/closes a circle/)
    expect(message).toMatch(/found {4}(\S+ → ){3,4}\S+/)
  })

  test('tells all that is wrong at once', () => {
    const message = wrong(/calendar: always, after: \[shell, power FF \+ 2 d\]/, 'calendar: moon, after: [sheel, poer]')
    expect(message).toMatch(/has 3 problems/)
  })

  test('is read or refused whatever stands in it', () => {
    const lines = WHOLE.split('\n')
    const change = fc.tuple(
      fc.nat(lines.length - 1),
      fc.oneof(fc.string(), fc.constantFrom('- {}', 'x: [', '  id: a', '{', '')),
    )
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        const spoiled = [...lines]
        for (const [at, text] of changes) spoiled[at] = text
        try {
          read(spoiled.join('\n'))
        } catch (error) {
          expect(error).toBeInstanceOf(ProgrammeError)
        }
      }),
      { numRuns: 200 },
    )
  })
})
