import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { randomProgramme } from '../../../kit/testing/random-programme.ts'
import type { Day } from '../../../model/day.ts'
import { beginOf } from '../../../model/wall-minute.ts'
import { assertReadOrRefused, textReader } from '../testing/read-text.ts'
import { sayable } from '../testing/sayable.ts'
import { readP6 } from './read-p6.ts'
import { writeP6 } from './write-p6.ts'

const read = textReader(readP6, 'plan.xml')

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const shift =
  '<WorkTime><Start>07:00:00</Start><Finish>10:59:00</Finish></WorkTime><WorkTime><Start>11:30:00</Start><Finish>15:30:00</Finish></WorkTime>'
const week = DAYS.map(
  (day) =>
    `<StandardWorkHours><DayOfWeek>${day}</DayOfWeek>${day === 'Sunday' ? '<WorkTime xsi:nil="true"/>' : shift}</StandardWorkHours>`,
).join('')
const activity = (id: number, fields: string) =>
  `<Activity><Id>A${id}</Id><Name>Work ${id}</Name><ObjectId>${id}</ObjectId><ProjectObjectId>1</ProjectObjectId><CalendarObjectId>4</CalendarObjectId>${fields}</Activity>`
const PLAN = `<?xml version="1.0" encoding="utf-8"?>
<APIBusinessObjects xmlns="http://xmlns.oracle.com/Primavera/P6/V18.8/API/BusinessObjects" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<Currency><Id>RSD</Id><IsBaseCurrency>1</IsBaseCurrency></Currency>
<Resource><ObjectId>3</ObjectId><Name>Crane</Name></Resource>
<Calendar><ObjectId>4</ObjectId><Name>Site</Name><StandardWorkWeek>${week}</StandardWorkWeek>
<HolidayOrExceptions><HolidayOrException><Date>2027-01-07T00:00:00</Date><WorkTime xsi:nil="true"/></HolidayOrException></HolidayOrExceptions></Calendar>
<Project><ObjectId>1</ObjectId><Id>GROWTH</Id><Name>Growth</Name><DataDate>2026-10-01T00:00:00</DataDate>
<WBS><ObjectId>10</ObjectId><Code>B2</Code><Name>Block 2</Name><ParentObjectId xsi:nil="true"/></WBS>
${activity(20, '<Type>Task Dependent</Type><WBSObjectId>10</WBSObjectId><PlannedDuration>80</PlannedDuration><RemainingDuration>60</RemainingDuration><ActualStartDate>2026-09-21T07:00:00</ActualStartDate><PercentCompleteType>Physical</PercentCompleteType><PhysicalPercentComplete>0.4</PhysicalPercentComplete><Notes>kept</Notes>')}
${activity(21, '<Type>Task Dependent</Type><WBSObjectId>10</WBSObjectId><PlannedDuration>40</PlannedDuration><RemainingDuration>40</RemainingDuration><PrimaryConstraintType>Start On or After</PrimaryConstraintType><PrimaryConstraintDate>2026-11-02T07:00:00</PrimaryConstraintDate>')}
</Project>
<Relationship><PredecessorActivityObjectId>20</PredecessorActivityObjectId><SuccessorActivityObjectId>21</SuccessorActivityObjectId><SuccessorProjectObjectId>1</SuccessorProjectObjectId><Type>Start to Start</Type><Lag>16</Lag></Relationship>
<ResourceAssignment><ActivityObjectId>20</ActivityObjectId><ProjectObjectId>1</ProjectObjectId><PlannedCost>500</PlannedCost><ActualCost>120</ActualCost></ResourceAssignment>
<BaselineProject><ObjectId>9</ObjectId><Id>GROWTH-B1</Id><Name>As agreed</Name><CreateDate>2026-08-15T12:00:00</CreateDate><OriginalProjectObjectId>1</OriginalProjectObjectId>
<Activity><Id>A21</Id><ObjectId>90</ObjectId><PlannedStartDate>2026-10-05T07:00:00</PlannedStartDate><PlannedFinishDate>2026-10-09T15:30:00</PlannedFinishDate></Activity></BaselineProject>
</APIBusinessObjects>
`

describe('an XML file of Primavera P6', () => {
  test('gives what stands in its project and beside it', () => {
    const { programme, untold } = read(PLAN)
    expect(programme).toMatchObject({ name: 'Growth', currency: 'RSD', dataDate: '2026-09-30' })
    expect(programme.packages).toEqual([{ id: 'b2', name: 'Block 2', source: 'assumed' }])
    expect(programme.activities).toMatchObject([
      { id: 'a20', name: 'Work 20', duration: 80 * 60, budget: { amount: 500 }, package: 'b2', calendar: 'site' },
      { id: 'a21', constraints: [{ kind: 'start-no-earlier', at: beginOf('2026-11-02' as Day) }] },
    ])
    expect(programme.links).toEqual([{ from: 'a20', to: 'a21', type: 'SS', lag: 16 * 60 }])
    // A last minute of 10:59 means 11:00; 15:30 is an end already.
    expect(programme.calendars[0]?.week[5]).toEqual([
      { from: 420, until: 660 },
      { from: 690, until: 930 },
    ])
    expect(programme.calendars[0]?.week[6]).toEqual([])
    expect(programme.baselines).toEqual([
      {
        id: 'growth-b1',
        name: 'As agreed',
        set: '2026-08-15',
        dates: new Map([['a21', { start: '2026-10-05', finish: '2026-10-09' }]]),
      },
    ])
    expect(programme.reports).toEqual([
      {
        activity: 'a20',
        at: '2026-09-30',
        by: 'Primavera P6',
        source: 'survey',
        done: 0.4,
        started: '2026-09-21',
        remaining: 3_600,
        cost: 120,
      },
    ])
    expect(untold).toEqual(['beside the project Resource', 'of activities Notes'])
  })

  test('of a later version says of the project whose calendar counts lags, and by when it must finish', () => {
    const nil = '<ActualFinishDate xsi:nil="true" />'
    const { programme, untold } = read(
      PLAN.replace(
        '<WBS>',
        '<MustFinishByDate>2026-12-31T17:00:00</MustFinishByDate><RelationshipLagCalendar>24 Hour Calendar</RelationshipLagCalendar><WBS>',
      ).replace('<PhysicalPercentComplete>0.4', `${nil}<PhysicalPercentComplete>1`),
    )
    expect(programme.links[0]).toMatchObject({ lag: 16 * 60, lagCalendar: 'always' })
    expect(programme.activities.map(({ constraints }) => constraints.map(({ kind }) => kind))).toEqual([
      [],
      ['start-no-earlier', 'finish-no-later'],
    ])
    expect(programme.reports[0]).toMatchObject({ done: 0.99, remaining: 3_600 })
    expect(untold.join()).toMatch(/all of 1 activity.*must finish by 2026-12-31/)
  })

  test.each([
    [
      'a circle',
      (text: string) =>
        text.replace(
          '</BaselineProject>',
          '</BaselineProject><Relationship><PredecessorActivityObjectId>21</PredecessorActivityObjectId><SuccessorActivityObjectId>20</SuccessorActivityObjectId><SuccessorProjectObjectId>1</SuccessorProjectObjectId></Relationship>',
        ),
      /A2\d closes a circle/,
    ],
    [
      'a kind of link that is none',
      (text: string) => text.replace('Start to Start', 'Begin'),
      /:12:\d+: Type is no kind of link[\s\S]*Begin/,
    ],
    [
      'a calendar that is missing',
      (text: string) => text.replace('<CalendarObjectId>4<', '<CalendarObjectId>5<'),
      /A20 works by a calendar that is not in the file/,
    ],
    ['no project', (text: string) => text.replaceAll('Project>', 'Projekt>'), /holds no project/],
    [
      'a date that is none',
      (text: string) => text.replace('2027-01-07', '2027-01-77'),
      /Date is no day of the calendar/,
    ],
  ])('with %s is refused with line and reason', (_, broken, message) => {
    expect(() => read(broken(PLAN))).toThrow(message)
  })

  test('that is written reads back as the same programme, as far as the format can say it', () => {
    fc.assert(
      fc.property(randomProgramme(), (programme) => {
        expect(read(writeP6(programme).text).programme).toEqual(sayable(programme, 'p6'))
      }),
    )
  })

  test('is read or refused with a reason, whatever bytes it holds', () => {
    assertReadOrRefused(PLAN, readP6, 'plan.xml')
  })
})
