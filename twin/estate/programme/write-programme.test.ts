import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { randomProgramme } from '../../kit/testing/random-programme.ts'
import { day, report, smallProgramme } from '../../kit/testing/small-programme.ts'
import type { ThingPath } from '../../model/path.ts'
import type { Programme } from '../../model/programme.ts'
import type { Ratio } from '../../model/units.ts'
import { loadProgramme, programmePath } from './load-programme.ts'
import { readProgramme } from './read-programme.ts'
import { writeProgramme } from './write-programme.ts'

const again = (programme: Programme) =>
  readProgramme(new TextEncoder().encode(writeProgramme(programme)), 'programme.yaml')

describe('a programme that is written', () => {
  test('keeps the share of the work that a percentage says, to the last digit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999 }), (share) => {
        const done = share / 10_000 / 100
        const reports = [report('build', '2026-09-30', { done: done as Ratio, started: day('2026-09-07') })]
        const programme = smallProgramme({ dataDate: day('2026-09-30'), reports })
        expect(again(programme).reports).toEqual(programme.reports)
      }),
    )
  })

  test('reads back as the same, whatever it says', () => {
    fc.assert(
      fc.property(randomProgramme(), (programme) => {
        expect(again(programme)).toEqual(programme)
      }),
    )
  })

  test('is the shipped one again, holidays as a word and not as days', async () => {
    const shipped = await loadProgramme(programmePath(undefined, undefined))
    expect(again(shipped)).toEqual(shipped)
    expect(writeProgramme(shipped)).not.toContain('2027-05-01')
  })

  test('keeps days of their own shifts, pauses longer than a year, and lags by another calendar', () => {
    const office = smallProgramme().calendars[0]
    if (!office) throw new Error('no calendar')
    const morning = [{ from: 420, until: 720 }]
    const pause = Array.from({ length: 500 }, (_, at) => new Date(Date.UTC(2027, 0, 1 + at)).toISOString().slice(0, 10))
    const calendars = [
      { ...office, week: [...office.week.slice(0, 5), morning, []] },
      { ...office, id: 'other', exceptions: new Map(pause.map((one) => [day(one), []])) },
    ]
    const [first, second] = smallProgramme().links
    if (!first || !second) throw new Error('no links')
    const links = [first, { ...second, type: 'SS' as const, lag: -725 as typeof second.lag, lagCalendar: 'other' }]
    const programme = smallProgramme({ calendars, links })
    expect(again(programme)).toEqual(programme)
    expect(writeProgramme(programme)).toContain('fit SS - 12.08 h by other')
  })

  test('keeps sources, places, hand-overs, estimates and what reports say', () => {
    const small = smallProgramme()
    const programme: Programme = {
      ...small,
      dataDate: day('2026-09-30'),
      packages: small.packages.map((one) => ({
        ...{ ...one, source: 'press' as const, note: 'as published', place: 'kragujevac/hall-1' as ThingPath },
        ...{ places: ['kragujevac/hall-2' as ThingPath], budget: { amount: 5e6, source: 'press' as const } },
      })),
      activities: small.activities.map((one) => ({
        ...{ ...one, nameSr: 'Испит', noteSr: 'белешка', gate: 'operation' as const, adds: ['planned/hall-9.yaml'] },
        estimate: { low: 480, likely: one.duration, high: 99_999 } as never,
      })),
      reports: [report('build', '2026-09-30', { done: 0.333 as Ratio, started: day('2026-09-07'), evidence: 'log 4' })],
    }
    expect(again(programme)).toEqual(programme)
  })

  test('has a row a line, and says at its head where it comes from', () => {
    const text = writeProgramme(smallProgramme(), 'From plan.xer\nby hand')
    expect(text).toMatch(/^# From plan\.xer\n# by hand\n/)
    expect(text).toContain('- {id: test, name: test, duration: 1 w, after: [fit], level: 5}')
  })
})
