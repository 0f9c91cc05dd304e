import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dateTicks, dayPlus, nextHandOver, shareOf, stepped, TIME_STEPS, timeMarks } from './time-marks.ts'

const marks = timeMarks(
  {
    dataDate: '2026-11-20',
    activities: [{ id: 'opened', handsOver: {} }, { id: 'works' }, { id: 'in-use', handsOver: {} }],
    milestones: [
      { activity: 'in-use', day: '2027-08-26', isDone: false },
      { activity: 'opened', day: '2020-12-31', isDone: true },
      { activity: 'works', day: '2027-08-26', isDone: false },
      { activity: 'approval', day: '2027-03-01', isDone: false },
    ],
  },
  { now: '2026-11-26', recorded: '2026-11-01' },
)

describe('the marks of the time slider', () => {
  it('keep apart what was built and what is planned, and put on one mark what ends on one day', () => {
    expect(marks.built).toEqual([{ day: '2020-12-31', activities: ['opened'], handsOver: true }])
    expect(marks.planned).toEqual([
      { day: '2027-03-01', activities: ['approval'], handsOver: false },
      { day: '2027-08-26', activities: ['in-use', 'works'], handsOver: true },
    ])
  })

  it('reach over whole years from the first to the last', () => {
    expect([marks.first, marks.last]).toEqual(['2020-01-01', '2027-12-31'])
    expect(shareOf(marks, '2020-01-01')).toBe(0)
    expect(shareOf(marks, '2027-12-31')).toBe(1)
    expect(shareOf(marks, '2031-01-01')).toBe(1)
  })

  it('are stepped over by day, week, month and mark', () => {
    expect(stepped(marks, '2026-11-26', 'day', -1)).toBe('2026-11-25')
    expect(stepped(marks, '2026-11-26', 'week', 1)).toBe('2026-12-03')
    expect(stepped(marks, '2027-01-31', 'month', 1)).toBe('2027-02-28')
    expect(stepped(marks, '2024-01-31', 'month', 1)).toBe('2024-02-29')
    expect(stepped(marks, '2027-01-15', 'month', -1)).toBe('2026-12-15')
    expect(stepped(marks, '2026-11-26', 'milestone', 1)).toBe('2027-03-01')
    expect(stepped(marks, '2026-11-26', 'milestone', -1)).toBe('2020-12-31')
    expect(stepped(marks, '2027-08-26', 'milestone', 1)).toBe('2027-08-26')
    expect(stepped(marks, '2027-12-31', 'week', 1)).toBe('2027-12-31')
  })

  it('lead to the next hand-over, past marks that hand over nothing', () => {
    expect(nextHandOver(marks, '2026-11-26')?.day).toBe('2027-08-26')
    expect(nextHandOver(marks, '2027-08-26')).toBeUndefined()
  })

  it('are labelled by as many years as have room', () => {
    expect(dateTicks(marks, 10).map((day) => day.slice(0, 4))).toEqual([
      ...['2020', '2021', '2022', '2023', '2024', '2025', '2026', '2027'],
    ])
    expect(dateTicks(marks, 4).map((day) => day.slice(0, 4))).toEqual(['2020', '2022', '2024', '2026'])
    expect(dateTicks(marks, 2).map((day) => day.slice(0, 4))).toEqual(['2020', '2025'])
  })

  it('are labelled by quarters where there are few years', () => {
    const ticks = dateTicks({ first: '2026-01-01', last: '2027-12-31' }, 8)
    expect(ticks).toEqual([
      ...['2026-01-01', '2026-04-01', '2026-07-01', '2026-10-01'],
      ...['2027-01-01', '2027-04-01', '2027-07-01', '2027-10-01'],
    ])
  })

  it('never step beyond the ends, nor stand still within them but by a mark', () => {
    const days = fc.integer({ min: 0, max: 2_921 }).map((days) => dayPlus('2020-01-01', days))
    fc.assert(
      fc.property(days, fc.constantFrom(...TIME_STEPS), fc.constantFrom(1 as const, -1 as const), (day, step, way) => {
        const next = stepped(marks, day, step, way)
        expect(next >= marks.first && next <= marks.last).toBe(true)
        expect(way === 1 ? next >= day : next <= day).toBe(true)
      }),
    )
  })
})
