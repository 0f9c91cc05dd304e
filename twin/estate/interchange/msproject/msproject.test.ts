import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { randomProgramme } from '../../../kit/testing/random-programme.ts'
import type { Day } from '../../../model/day.ts'
import { beginOf, endOf } from '../../../model/wall-minute.ts'
import { assertReadOrRefused, textReader } from '../testing/read-text.ts'
import { sayable, withCountableLags } from '../testing/sayable.ts'
import { readMsProject } from './read-msproject.ts'
import { writeMsProject } from './write-msproject.ts'

const read = textReader(readMsProject, 'plan.xml')

const times = (from: string, until: string) =>
  `<WorkingTime><FromTime>${from}:00</FromTime><ToTime>${until}:00</ToTime></WorkingTime>`
const PLAN = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Project xmlns="http://schemas.microsoft.com/project">
  <Title>Hall 5</Title>
  <CurrencyCode>EUR</CurrencyCode>
  <CalendarUID>1</CalendarUID>
  <StatusDate>2026-09-30T17:00:00</StatusDate>
  <Author>somebody</Author>
  <MinutesPerDay>480</MinutesPerDay>
  <Calendars>
    <Calendar><UID>1</UID><Name>Standard</Name><BaseCalendarUID>-1</BaseCalendarUID></Calendar>
    <Calendar><UID>2</UID><Name>Early</Name><BaseCalendarUID>1</BaseCalendarUID>
      <WeekDays><WeekDay><DayType>7</DayType><DayWorking>1</DayWorking><WorkingTimes>${times('07:00', '12:00')}</WorkingTimes></WeekDay></WeekDays>
      <Exceptions><Exception><TimePeriod><FromDate>2026-12-30T00:00:00</FromDate><ToDate>2027-01-02T23:59:00</ToDate></TimePeriod><DayWorking>0</DayWorking></Exception></Exceptions>
    </Calendar>
  </Calendars>
  <Tasks>
    <Task><UID>0</UID><Name>Hall 5</Name><OutlineLevel>0</OutlineLevel><Summary>1</Summary></Task>
    <Task><UID>1</UID><Name>Građevina</Name><OutlineLevel>1</OutlineLevel><Summary>1</Summary></Task>
    <Task>
      <UID>2</UID><Name>Foundations &amp; slab</Name><OutlineLevel>2</OutlineLevel>
      <Duration>PT80H0M0S</Duration><DurationFormat>7</DurationFormat><PercentComplete>50</PercentComplete>
      <ActualStart>2026-09-21T08:00:00</ActualStart><RemainingDuration>PT50H0M0S</RemainingDuration>
      <Cost>1200050</Cost><ActualCost>70000</ActualCost>
      <Baseline><Number>0</Number><Start>2026-09-14T08:00:00</Start><Finish>2026-09-25T17:00:00</Finish></Baseline>
    </Task>
    <Task>
      <UID>3</UID><Name>Curing</Name><OutlineLevel>2</OutlineLevel><Duration>PT168H0M0S</Duration><DurationFormat>8</DurationFormat>
      <PredecessorLink><PredecessorUID>2</PredecessorUID><Type>1</Type><LinkLag>0</LinkLag></PredecessorLink>
    </Task>
    <Task>
      <UID>4</UID><Name>Walls</Name><OutlineLevel>2</OutlineLevel><CalendarUID>2</CalendarUID><Duration>PT40H0M0S</Duration>
      <ConstraintType>4</ConstraintType><ConstraintDate>2026-11-02T08:00:00</ConstraintDate><Deadline>2026-12-18T17:00:00</Deadline>
      <PredecessorLink><PredecessorUID>3</PredecessorUID><Type>3</Type><LinkLag>4800</LinkLag><LagFormat>7</LagFormat></PredecessorLink>
      <PredecessorLink><PredecessorUID>2</PredecessorUID><Type>0</Type><LinkLag>-14400</LinkLag><LagFormat>8</LagFormat></PredecessorLink>
      <PredecessorLink><PredecessorUID>1</PredecessorUID><Type>1</Type></PredecessorLink>
    </Task>
    <Task><UID>5</UID><Name>Ready</Name><OutlineLevel>1</OutlineLevel><Duration>PT0H0M0S</Duration><HyperlinkAddress>kept</HyperlinkAddress></Task>
  </Tasks>
</Project>
`

describe('an XML file of MS Project', () => {
  test('gives calendars with what they are based on, tasks, links, money and progress', () => {
    const { programme, untold } = read(PLAN)
    expect(programme).toMatchObject({ name: 'Hall 5', currency: 'EUR', dataDate: '2026-09-30' })
    expect(programme.packages.map(({ id, name }) => [id, name])).toEqual([
      ['gradjevina', 'Građevina'],
      ['hall-5', 'Hall 5'],
    ])
    expect(programme.activities).toMatchObject([
      {
        id: 'task-2',
        name: 'Foundations & slab',
        calendar: 'standard',
        duration: 80 * 60,
        budget: { amount: 12_000.5 },
      },
      // Days that go by on their own: seven of 24 hours.
      { id: 'task-3', calendar: 'always', duration: 168 * 60 },
      {
        ...{ id: 'task-4', calendar: 'early' },
        constraints: [
          { kind: 'start-no-earlier', at: beginOf('2026-11-02' as Day) },
          { kind: 'finish-no-later', at: endOf('2026-12-18' as Day) },
        ],
      },
      { id: 'task-5', kind: 'milestone', package: 'hall-5' },
    ])
    expect(programme.links).toEqual([
      { from: 'task-2', to: 'task-3', type: 'FS', lag: 0 },
      // 4,800 tenths of a minute, which the calendar of what waits counts.
      { from: 'task-3', to: 'task-4', type: 'SS', lag: 480, lagCalendar: 'early' },
      { from: 'task-2', to: 'task-4', type: 'FF', lag: -1_440, lagCalendar: 'always' },
    ])
    const early = programme.calendars.find(({ id }) => id === 'early')
    expect(early?.week[0]).toEqual([
      { from: 480, until: 720 },
      { from: 780, until: 1_020 },
    ])
    expect(early?.week[5]).toEqual([{ from: 420, until: 720 }])
    expect([...(early?.exceptions.keys() ?? [])]).toEqual(['2026-12-30', '2026-12-31', '2027-01-01', '2027-01-02'])
    expect(programme.baselines[0]?.dates).toEqual(new Map([['task-2', { start: '2026-09-14', finish: '2026-09-25' }]]))
    expect(programme.reports).toEqual([
      {
        ...{ activity: 'task-2', at: '2026-09-30', by: 'MS Project', source: 'survey', done: 0.5 },
        ...{ started: '2026-09-21', remaining: 50 * 60, cost: 700 },
      },
    ])
    expect(untold.join('; ')).toMatch(/of the project Author; of tasks HyperlinkAddress; .*summaries/)
  })

  test('lays out what comes again and weeks that are worked otherwise; a day that was set by itself counts before both', () => {
    const again = `<Exception><TimePeriod><FromDate>2026-10-01T00:00:00</FromDate><ToDate>2026-10-31T23:59:00</ToDate></TimePeriod><Occurrences>4</Occurrences><Type>6</Type><Period>1</Period><DaysOfWeek>64</DaysOfWeek><DayWorking>1</DayWorking><WorkingTimes>${times('08:00', '12:00')}</WorkingTimes></Exception>`
    const single = `<Exception><TimePeriod><FromDate>2026-10-10T00:00:00</FromDate><ToDate>2026-10-10T23:59:00</ToDate></TimePeriod><Occurrences>1</Occurrences><Type>1</Type><DayWorking>0</DayWorking></Exception>`
    const week = `<WorkWeeks><WorkWeek><TimePeriod><FromDate>2026-10-09T00:00:00</FromDate><ToDate>2026-10-12T23:59:00</ToDate></TimePeriod><WeekDays>${[2, 6, 7].map((day) => `<WeekDay><DayType>${day}</DayType><DayWorking>1</DayWorking><WorkingTimes>${times('06:00', '10:00')}</WorkingTimes></WeekDay>`).join('')}</WeekDays></WorkWeek></WorkWeeks>`
    const { programme, untold } = read(
      PLAN.replace('<Exceptions>', `<Exceptions>${single}${again}`).replace('</Exceptions>', `</Exceptions>${week}`),
    )
    const early = programme.calendars.find(({ id }) => id === 'early')?.exceptions
    const shifts = (day: string) =>
      early
        ?.get(day as Day)
        ?.map(({ from, until }) => `${from / 60}-${until / 60}`)
        .join()
    // Saturdays of October 2026 are the 3rd, 10th, 17th, 24th and 31st; the 9th is a Friday and the 12th a Monday.
    expect(['03', '09', '10', '11', '12', '31'].map((day) => shifts(`2026-10-${day}`))).toEqual([
      ...['8-12', '6-10', '', undefined, '6-10', '8-12'],
    ])
    expect(untold.join()).not.toMatch(/again|WorkWeeks/)
  })

  test('with dates of a baseline that end before they begin leaves them out and tells where they stand', () => {
    const { programme, untold } = read(PLAN.replace('<Finish>2026-09-25T', '<Finish>2026-09-10T'))
    expect(programme.baselines[0]?.dates).toEqual(new Map())
    expect(untold).toContainEqual(
      expect.stringMatching(/dates of the baseline Baseline .*: task-2 in line 24 \(2026-09-14 to 2026-09-10\)$/),
    )
  })

  test('with exceptions that come again or last for centuries lays out the first years, and tells from when on not', () => {
    const always = (uid: number) =>
      `<Calendar><UID>${uid}</UID><Name>c</Name><Exceptions><Exception><TimePeriod><FromDate>2026-01-01T00:00:00</FromDate><ToDate>2199-12-31T23:59:00</ToDate></TimePeriod><Type>7</Type><Period>1</Period></Exception></Exceptions></Calendar>\n`
    expect(read(PLAN.replace('<Calendars>', `<Calendars>${always(10)}`)).untold.join()).toMatch(
      /come again, from 2028-11-29 on/,
    )
    const long = PLAN.replace('<ToDate>2027-01-02', '<ToDate>2199-01-02')
    expect(read(long).untold.join()).toMatch(/last for years, from 2037-12-12 on/)
    expect(() => read(PLAN.replace('<ToDate>2027-01-02', '<ToDate>3026-01-02'))).toThrow(/ToDate is no day .* to 2199/)
  })

  test.each([
    ['XML that is broken', (text: string) => text.replace('</Tasks>', '</Taks>'), /:\d+:\d+: This is no XML/],
    ['XML that is cut off', (text: string) => text.slice(0, 900), /This is no XML/],
    [
      'a document type',
      (text: string) => text.replace('<Project', '<!DOCTYPE x [<!ENTITY a "b">]><Project'),
      /declares a document type/,
    ],
    ['a root of another kind', () => '<html/>', /holds <html>, which is no schedule of MS Project/],
    [
      'a duration that is none',
      (text: string) => text.replace('PT80H0M0S', 'ten days'),
      /:21:\d+: Duration is no duration[\s\S]*ten days/,
    ],
    ['a negative duration', (text: string) => text.replace('PT80H', '-PT80H'), /task-2 has a duration below nothing/],
    [
      'a calendar that is missing',
      (text: string) => text.replace('<CalendarUID>2<', '<CalendarUID>9<'),
      /task-4 works by a calendar that is not in the file/,
    ],
    [
      'a link to nothing',
      (text: string) => text.replace('<PredecessorUID>3<', '<PredecessorUID>33<'),
      /:\d+:\d+: link 33 → task-4 names an activity/,
    ],
    ['a circle', (text: string) => text.replace('<PredecessorUID>2<', '<PredecessorUID>4<'), /closes a circle/],
    [
      'an id given twice',
      (text: string) => text.replace('<UID>4<', '<UID>3<'),
      /3 is the id of another activity above/,
    ],
    [
      'progress from nowhere',
      (text: string) => text.replace(/<ActualStart>.*?<\/ActualStart>/, ''),
      /task-2 has progress, and no actual start says since when/,
    ],
  ])('with %s is refused with line and reason', (_, broken, message) => {
    expect(() => read(broken(PLAN))).toThrow(message)
  })

  test('that is written reads back as the same programme, as far as the format can say it', () => {
    fc.assert(
      fc.property(randomProgramme(), (random) => {
        const programme = withCountableLags(random)
        expect(read(writeMsProject(programme).text).programme).toEqual(sayable(programme, 'msproject'))
      }),
    )
  })

  test('is read or refused with a reason, whatever bytes it holds', () => {
    assertReadOrRefused(PLAN, readMsProject, 'plan.xml')
  })
})
