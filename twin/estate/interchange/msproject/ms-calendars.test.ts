import { describe, expect, test } from 'vitest'
import type { Day } from '../../../model/day.ts'
import { FaultList } from '../fault-list.ts'
import { decodeFile } from '../text/decode-file.ts'
import { readXml } from '../text/xml-tree.ts'
import { readMsCalendars } from './ms-calendars.ts'

const period = (from: string, until: string) =>
  `<TimePeriod><FromDate>${from}T00:00:00</FromDate><ToDate>${until}T23:59:00</ToDate></TimePeriod>`

/** A calendar of a plan that begins on 2026-01-01. */
function read(parts: string) {
  const calendar = `<Calendars><Calendar><UID>1</UID><Name>Site</Name>${parts}</Calendar></Calendars>`
  const text = `<Project><StartDate>2026-03-01T08:00:00</StartDate>${calendar}<Tasks><Task><UID>1</UID><ActualStart>2026-01-01T08:00:00</ActualStart></Task></Tasks></Project>`
  const [faults, untold]: [FaultList, string[]] = [new FaultList('plan.xml'), []]
  const [made] = readMsCalendars(readXml(decodeFile(new TextEncoder().encode(text), 'plan.xml')), faults, untold)
  faults.throwAll()
  return { days: made?.exceptions ?? new Map<Day, unknown>(), untold }
}

describe('what a calendar of MS Project says of many years', () => {
  const always = [1, 2, 3, 4, 5, 6, 7].map((day) => `<WeekDay><DayType>${day}</DayType></WeekDay>`).join('')
  test.each([
    [
      'a work week',
      `<WorkWeeks><WorkWeek>${period('2010-01-01', '2040-12-31')}<WeekDays>${always}</WeekDays></WorkWeek></WorkWeeks>`,
    ],
    [
      'an exception',
      `<Exceptions><Exception>${period('2010-01-01', '2040-12-31')}<Type>1</Type></Exception></Exceptions>`,
    ],
  ])('is laid out from the first day of the plan on: %s', (_, parts) => {
    const { days, untold } = read(parts)
    // 3,652 days until 2036-01-01, and 348 more of that leap year.
    expect([[...days.keys()][0], days.size, [...days.keys()].at(-1)]).toEqual(['2026-01-01', 4_000, '2036-12-13'])
    expect(untold).toEqual(['exceptions and work weeks of calendars that last for years, from 2036-12-14 on'])
  })

  test('comes each week of the plan, counted from its own first day', () => {
    const rule = '<Type>6</Type><Period>2</Period><DaysOfWeek>2</DaysOfWeek>'
    const { days, untold } = read(
      `<Exceptions><Exception>${period('1990-01-01', '2040-12-31')}${rule}</Exception></Exceptions>`,
    )
    // 1990-01-01 was a Monday; 13,154 days later, 1,879 weeks and a day, is 2026-01-06: the second weeks end a week later.
    expect([...days.keys()].slice(0, 2)).toEqual(['2026-01-12', '2026-01-26'])
    expect(untold).toEqual([])
  })

  test.each([
    ['of a kind that is not known', '<Type>8</Type>'],
    ['weekly on no day', '<Type>6</Type>'],
    ['each no weeks', '<Type>6</Type><Period>0</Period><DaysOfWeek>2</DaysOfWeek>'],
  ])('is not guessed but told where it is %s', (_, rule) => {
    const { days, untold } = read(
      `<Exceptions><Exception>${period('2026-01-01', '2026-12-31')}${rule}</Exception></Exceptions>`,
    )
    expect(days.size).toBe(0)
    expect(untold).toEqual([expect.stringMatching(/by a rule that is not known \(Type [68]/)])
  })
})
