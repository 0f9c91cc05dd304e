import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { minute, officeCalendar } from '../../kit/testing/office-calendar.ts'
import type { Day } from '../../model/day.ts'
import type { Shift, WorkCalendar, WorkMinutes } from '../../model/programme.ts'
import { WorkClock } from './work-clock.ts'

const work = (value: number) => value as WorkMinutes

describe('a clock of work', () => {
  // Monday to Friday 8 to 12 and 13 to 17; 2026-11-11, a Wednesday, is the Armistice Day of Serbia's Law on Public Holidays.
  const clock = new WorkClock(officeCalendar(['2026-11-11' as Day]), minute('2026-11-09T00:00'))

  test('counts the hours of shifts only', () => {
    expect(clock.workAt(minute('2026-11-09T08:00'))).toBe(0)
    expect(clock.workAt(minute('2026-11-09T12:30'))).toBe(240)
    expect(clock.workAt(minute('2026-11-09T17:00'))).toBe(480)
    expect(clock.workAt(minute('2026-11-11T12:00'))).toBe(960)
    expect(clock.workAt(minute('2026-11-16T08:00'))).toBe(4 * 480)
  })

  test('finishes work at the end of a shift and starts it at the beginning of the next', () => {
    expect(clock.finishOf(work(960))).toBe(minute('2026-11-10T17:00'))
    expect(clock.startOf(work(960))).toBe(minute('2026-11-12T08:00'))
    expect(clock.finishOf(work(240))).toBe(minute('2026-11-09T12:00'))
    expect(clock.startOf(work(240))).toBe(minute('2026-11-09T13:00'))
    expect(clock.finishOf(work(241))).toBe(minute('2026-11-09T13:01'))
    expect(clock.startOf(work(0))).toBe(minute('2026-11-09T08:00'))
  })

  test('goes on for decades', () => {
    // 2051-11-06 is a Monday, 25 years and less than a week on: 1,304 weeks of five days less the one holiday.
    const at = minute('2051-11-06T08:00')
    expect(clock.workAt(at)).toBe((1_304 * 5 - 1) * 480)
    expect(clock.startOf(work((1_304 * 5 - 1) * 480))).toBe(at)
  })

  test('without any work is refused', () => {
    const idle: WorkCalendar = { id: 'idle', name: 'Idle', week: [], exceptions: new Map() }
    expect(() => new WorkClock(idle, minute('2026-11-09T00:00')).finishOf(work(1))).toThrow('no work in 3660 days')
  })

  test('leads from work to a minute and back, by any calendar', () => {
    const shifts = fc
      .uniqueArray(fc.integer({ min: 0, max: 1_440 }), { maxLength: 6 })
      .map((marks) => marks.sort((one, other) => one - other))
      .map((marks) => {
        const made: Shift[] = []
        for (let at = 0; at + 1 < marks.length; at += 2) made.push({ from: marks[at] ?? 0, until: marks[at + 1] ?? 0 })
        return made
      })
    const calendars = fc
      .record({
        week: fc.array(shifts, { minLength: 7, maxLength: 7 }),
        odd: fc.dictionary(fc.constantFrom('2026-01-02', '2026-01-07', '2026-03-01'), shifts),
      })
      .filter(({ week }) => week.some((day) => day.length > 0))
    fc.assert(
      fc.property(calendars, fc.integer({ min: 0, max: 400_000 }), ({ week, odd }, wanted) => {
        const exceptions = new Map(Object.entries(odd) as [Day, Shift[]][])
        const clock = new WorkClock({ id: 'any', name: 'Any', week, exceptions }, minute('2026-01-01T00:00'))
        const [finish, start] = [clock.finishOf(work(wanted)), clock.startOf(work(wanted))]
        expect(clock.workAt(finish)).toBe(wanted)
        expect(clock.workAt(start)).toBe(wanted)
        expect(finish).toBeLessThanOrEqual(start)
        // The last minute before the finish was worked, and so is the first one from the start on.
        if (wanted > 0) expect(clock.workAt((finish - 1) as typeof finish)).toBe(wanted - 1)
        expect(clock.workAt((start + 1) as typeof start)).toBe(wanted + 1)
      }),
      { numRuns: 200 },
    )
  })
})
