import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day, smallProgramme } from '../../kit/testing/small-programme.ts'
import { boardLanguage } from '../board/board-language.ts'
import { boardView } from '../testing/board-view.ts'
import { type CalendarComponent, propertyIn, strictCalendar, textOf } from '../testing/strict-calendar.ts'
import { milestonesCalendar } from './milestones-calendar.ts'

const english = boardLanguage('en')
const read = (text: string) => strictCalendar(new TextEncoder().encode(text))
const eventOf = ({ components }: CalendarComponent, id: string): CalendarComponent => {
  const found = components.find((one) => propertyIn(one, 'UID').value.startsWith(`${id}.`))
  if (!found) throw new Error(`no event of ${id}`)
  return found
}

describe('milestones as a calendar', () => {
  test('are whole days that end on the next, with what is handed over, how late it is and where it comes from', () => {
    const calendar = read(milestonesCalendar(boardView(), english))
    expect(calendar.components).toHaveLength(2)
    const fit = eventOf(calendar, 'fit')
    // Half of twenty days is left from 1 October on, then ten: 28 October instead of the 16th.
    expect(propertyIn(fit, 'DTSTART')).toMatchObject({ parameters: { VALUE: 'DATE' }, value: '20261028' })
    expect(propertyIn(fit, 'DTEND').value).toBe('20261029')
    expect(textOf(propertyIn(fit, 'SUMMARY'))).toBe('fit (Block): 100\u00a0m², 40 racks, 1\u00a0MW')
    expect(textOf(propertyIn(fit, 'DESCRIPTION')).split('\n')).toEqual([
      'As the schedule leads to',
      '12 days late',
      'Baseline As decided: October 16, 2026',
      'Work package: Block',
      'Source: assumed',
      'Reports until September 30, 2026',
    ])
    expect(propertyIn(fit, 'CATEGORIES').value).toBe('Hand-over')
    expect(propertyIn(eventOf(calendar, 'test'), 'CATEGORIES').value).toBe('Test level 5')
    expect(propertyIn(fit, 'STATUS').value).toBe('TENTATIVE')
  })

  test('keep their UID while they move, and count up with the data date', () => {
    const later = smallProgramme({ dataDate: day('2026-10-07'), isScenario: false })
    const [before, after] = [boardView(), boardView(later)].map((view) =>
      eventOf(read(milestonesCalendar(view, english)), 'fit'),
    )
    if (!before || !after) throw new Error('no event')
    expect(propertyIn(after, 'UID')).toEqual(propertyIn(before, 'UID'))
    expect(propertyIn(after, 'DTSTART')).not.toEqual(propertyIn(before, 'DTSTART'))
    expect(Number(propertyIn(after, 'SEQUENCE').value) - Number(propertyIn(before, 'SEQUENCE').value)).toBe(7)
    expect(propertyIn(after, 'DTSTAMP').value).toBe('20261007T000000Z')
  })

  test('that are only supposed have UIDs of their own, and the calendar says so', () => {
    const supposed = read(milestonesCalendar(boardView(undefined, { delay: ['build:6w'] }), english))
    const real = read(milestonesCalendar(boardView(), english))
    const uids = (calendar: CalendarComponent) => calendar.components.map((one) => propertyIn(one, 'UID').value)
    expect(uids(supposed).filter((uid) => uids(real).includes(uid))).toEqual([])
    expect(textOf(propertyIn(supposed, 'X-WR-CALNAME'))).toBe(
      'Milestones of the build-out · With delays that are supposed',
    )
  })

  test('are in Serbian in both scripts', () => {
    const named = smallProgramme({ isScenario: false })
    const activities = named.activities.map((one) => ({ ...one, nameSr: 'Опрема, ормани; љуто' }))
    const summary = (language: 'sr-Cyrl' | 'sr-Latn') => {
      const calendar = read(milestonesCalendar(boardView({ ...named, activities }), boardLanguage(language)))
      return propertyIn(eventOf(calendar, 'fit'), 'SUMMARY')
    }
    expect(summary('sr-Cyrl').parameters).toEqual({ LANGUAGE: 'sr-Cyrl' })
    expect(textOf(summary('sr-Cyrl'))).toContain('Опрема, ормани; љуто')
    expect(textOf(summary('sr-Latn'))).toContain('Oprema, ormani; ljuto')
  })

  test('give a calendar by the standard whatever names and notes hold', () => {
    const letters = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 120 }),
      fc.string({
        unit: fc.constantFrom('ж', '🏗️', ',', ';', '\\', '\n', '\r\n', '"', ':', 'n', ' ', '\u2028', '\u0000', '\ud800'),
        maxLength: 200,
      }),
    )
    const view = boardView()
    const serbian = boardLanguage('sr-Cyrl')
    fc.assert(
      fc.property(letters, letters, (name, note) => {
        const activities = view.activities.map((one) => (one.id === 'test' ? { ...one, name, note } : one))
        const told = eventOf(read(milestonesCalendar({ ...view, activities }, serbian)), 'test')
        const kept = name
          .replace(/\p{Surrogate}/gu, '\ufffd')
          .replace(/\r\n|[\r\u2028\u2029]/g, '\n')
          .replace(/[^\P{Cc}\n\t]/gu, '')
        expect(textOf(propertyIn(told, 'SUMMARY'))).toBe(`${kept} (Block)`)
      }),
      { numRuns: 40 },
    )
  })
})
