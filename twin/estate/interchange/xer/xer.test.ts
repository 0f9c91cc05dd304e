import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { randomProgramme } from '../../../kit/testing/random-programme.ts'
import type { Day } from '../../../model/day.ts'
import type { Programme } from '../../../model/programme.ts'
import { beginOf, endOf } from '../../../model/wall-minute.ts'
import { assertReadOrRefused, textReader } from '../testing/read-text.ts'
import { sayable } from '../testing/sayable.ts'
import { readXer } from './read-xer.ts'
import { writeXer } from './write-xer.ts'

const read = textReader(readXer, 'plan.xer')
const again = (programme: Programme) => read(writeXer(programme).text).programme

const SHIFTS = '(0||0(s|08:00|f|12:00)())(0||1(s|13:00|f|17:00)())'
const WEEK = [1, 2, 3, 4, 5, 6, 7]
  .map((day) => `(0||${day}()(${day === 1 || day === 7 ? '' : SHIFTS}))`)
  .join('\u007f\u007f')
// 45,292 is 2024-01-01.
const DATA = `(0||CalendarData()(\u007f  (0||DaysOfWeek()(${WEEK}))\u007f(0||VIEW(ShowTotal|N)())(0||Exceptions()((0||0(d|45292)())))))`

const rows = (name: string, columns: string, ...lines: string[]) =>
  [
    `%T\t${name}`,
    `%F\t${columns.replaceAll(' ', '\t')}`,
    ...lines.map((line) => `%R\t${line.replaceAll('|', '\t')}`),
  ].join('\r\n')

const TASKS =
  'task_id proj_id wbs_id clndr_id complete_pct_type task_type status_code task_code task_name remain_drtn_hr_cnt target_drtn_hr_cnt cstr_date act_start_date act_end_date cstr_type user_field_1'
const PLAN = [
  'ERMHDR\t8.0\t2024-01-10\tProject\tadmin\tadmin\tdbx\tProject Management\tEUR',
  rows('RSRC', 'rsrc_id rsrc_name', '7|Crane'),
  rows('PROJECT', 'proj_id proj_short_name clndr_id last_recalc_date', '100|HALL|5|2024-01-10 08:00'),
  [`%T\tCALENDAR`, `%F\tclndr_id\tclndr_name\tclndr_data`, `%R\t5\tFive days\t${DATA}`].join('\r\n'),
  rows(
    'PROJWBS',
    'wbs_id proj_id proj_node_flag wbs_short_name wbs_name parent_wbs_id',
    '10|100|Y|HALL|Hall|',
    '11|100|N|C|Civil works|10',
    '12|100|N|F|Foundations|11',
  ),
  rows(
    'TASK',
    TASKS,
    '1|100|12|5|CP_Drtn|TT_Task|TK_Complete|A1000|Excavation|0|40||2024-01-02 08:00|2024-01-08 17:00||kept',
    '2|100|12|5|CP_Drtn|TT_Task|TK_Active|A1010|Footings|60|80||2024-01-09 08:00|||',
    '3|100|11|5|CP_Drtn|TT_FinMile|TK_NotStart|A1020|Handed over|0|0|2024-02-01 17:00|||CS_MEOB|',
  ),
  rows(
    'TASKPRED',
    'task_pred_id task_id pred_task_id proj_id pred_proj_id pred_type lag_hr_cnt',
    '1|2|1|100|100|PR_FS|0',
    '2|3|2|100|100|PR_FF|-8',
  ),
  rows(
    'TASKRSRC',
    'taskrsrc_id task_id proj_id rsrc_id target_cost act_reg_cost act_ot_cost',
    '1|1|100|7|1200.5|900|100',
  ),
  '%E',
  '',
].join('\r\n')

describe('an XER file', () => {
  test('gives calendars, activities, links, money and progress, each where it belongs', () => {
    const { keys, programme, untold } = read(PLAN)
    expect(programme).toMatchObject({ name: 'HALL', currency: 'EUR', dataDate: '2024-01-09', isScenario: false })
    expect(programme.packages.map(({ id, name }) => [id, name])).toEqual(
      [
        ['c', 'Civil works'],
        ['c-f', 'Civil works / Foundations'],
      ].toSorted(),
    )
    expect(programme.activities.map(({ constraints: _, ...one }) => one)).toMatchObject([
      { id: 'a1020', name: 'Handed over', package: 'c', kind: 'milestone', duration: 0, calendar: 'five-days' },
      { id: 'a1000', package: 'c-f', kind: 'task', duration: 40 * 60, budget: { amount: 1_200.5 } },
      { id: 'a1010', package: 'c-f', duration: 80 * 60 },
    ])
    expect(programme.activities[0]?.constraints).toEqual([{ kind: 'finish-no-later', at: endOf('2024-02-01' as Day) }])
    expect(programme.links).toEqual([
      { from: 'a1010', to: 'a1020', type: 'FF', lag: -480 },
      { from: 'a1000', to: 'a1010', type: 'FS', lag: 0 },
    ])
    const [calendar] = programme.calendars
    expect(calendar?.week[0]).toEqual([
      { from: 480, until: 720 },
      { from: 780, until: 1_020 },
    ])
    expect(calendar?.week.slice(5)).toEqual([[], []])
    expect(calendar?.exceptions).toEqual(new Map([['2024-01-01', []]]))
    expect(programme.reports).toEqual([
      {
        activity: 'a1000',
        at: '2024-01-09',
        by: 'Primavera P6',
        source: 'survey',
        done: 1,
        started: '2024-01-02',
        finished: '2024-01-08',
        cost: 1_000,
      },
      // 60 of 80 hours are left.
      { activity: 'a1010', at: '2024-01-09', by: 'Primavera P6', source: 'survey', done: 0.25, started: '2024-01-09' },
    ])
    expect(keys.get('a1010')).toBe('2')
    expect(untold).toEqual(['tables RSRC'])
  })

  test('counts lags by the calendar that its options say', () => {
    const options = rows(
      'SCHEDOPTIONS',
      'schedoptions_id proj_id sched_calendar_on_relationship_lag',
      '1|100|rcal_24Hour',
    )
    const { programme } = read(PLAN.replace('%T\tTASKPRED', `${options}\r\n%T\tTASKPRED`))
    expect(programme.links[0]).toMatchObject({ from: 'a1010', lag: -480, lagCalendar: 'always' })
    expect(programme.calendars.map(({ id }) => id)).toEqual(['five-days', 'always'])
  })

  test('that must finish by a day holds what nothing waits for to it, and lets what is all done be unfinished', () => {
    const { programme, untold } = read(
      PLAN.replace('last_recalc_date', 'last_recalc_date\tplan_end_date')
        .replace('2024-01-10 08:00', '2024-01-10 08:00\t2024-01-31 00:00')
        .replace('A1010\tFootings\t60\t80', 'A1010\tFootings\t0\t80'),
    )
    // Midnight is the end of the day before, and earlier than the day that was set for the milestone itself.
    expect(programme.activities[0]?.constraints).toEqual([{ kind: 'finish-no-later', at: endOf('2024-01-30' as Day) }])
    expect(programme.activities[2]?.constraints).toEqual([])
    expect(programme.reports[1]).toMatchObject({ activity: 'a1010', done: 0.99, remaining: 0 })
    expect(untold).toEqual([
      'tables RSRC',
      'that all of 1 activity without an actual finish is done: 99 % is taken',
      'that the project must finish by 2024-01-30: it is set for what nothing waits for',
    ])
  })

  test('measures by a baseline project that it holds', () => {
    const two = PLAN.replace('last_recalc_date', 'last_recalc_date\tsum_base_proj_id')
      .replace('2024-01-10 08:00', '2024-01-10 08:00\t200\r\n%R\t200\tHALL-B1\t5\t2023-12-01 08:00')
      .replace('cstr_type\tuser_field_1', 'cstr_type\tuser_field_1\ttarget_start_date\ttarget_end_date')
      .replace(
        '%T\tTASKPRED',
        '%R\t901\t200\t\t5\t\tTT_Task\t\tA1010\tFootings\t80\t80\t\t\t\t\t\t2024-01-03 08:00\t2024-01-16 17:00\r\n%T\tTASKPRED',
      )
    expect(read(two).programme.baselines).toEqual([
      {
        id: 'hall-b1',
        name: 'HALL-B1',
        set: '2024-01-09',
        dates: new Map([['a1010', { start: '2024-01-03', finish: '2024-01-16' }]]),
      },
    ])
  })

  test.each([
    [
      'a circle',
      (text: string) => text.replace('1\t2\t1\t100', '1\t2\t3\t100'),
      /:24:1: A1020 closes a circle[\s\S]*found +A10\d0 → A10\d0 → A10\d0/,
    ],
    [
      'a calendar that is missing',
      (text: string) => text.replace('12\t5\tCP_Drtn\tTT_Task\tTK_Active', '12\t9\tCP_Drtn\tTT_Task\tTK_Active'),
      /:19:1: A1010 works by a calendar that is not in the file[\s\S]*found +9/,
    ],
    [
      'less than no duration',
      (text: string) => text.replace('60\t80', '60\t-80'),
      /:19:1: A1010 has a duration below nothing[\s\S]*-80 h/,
    ],
    [
      'a link to nothing',
      (text: string) => text.replace('1\t2\t1\t100', '1\t2\t77\t100'),
      /:23:1: link 77 → A1010 names an activity that is not in the file/,
    ],
    [
      'an id given twice',
      (text: string) => text.replace('%R\t2\t100\t12', '%R\t1\t100\t12'),
      /is the id of another activity above/,
    ],
    [
      'a day that is none',
      (text: string) => text.replace('2024-01-09 08:00', '2024-02-30 08:00'),
      /:19:1: act_start_date is no day of the calendar/,
    ],
    [
      'an end that is cut off',
      (text: string) => text.replace('%E\r\n', ''),
      /ends without its last line \(%E\): it is cut off/,
    ],
    [
      'a calendar that is broken',
      (text: string) => text.replace('DaysOfWeek()(', 'DaysOfWeek('),
      /:10:1: Five days is a calendar that cannot be read/,
    ],
    [
      'progress after the data date',
      (text: string) => text.replace('2024-01-08 17:00', '2024-01-18 17:00'),
      /A1000 has an actual finish after the data date/,
    ],
    ['no text of this kind', () => 'PK\u0003\u0004', /does not begin as an XER file/],
  ])('with %s is refused with line and reason', (_, broken, message) => {
    expect(() => read(broken(PLAN))).toThrow(message)
  })

  test('tells everything that is wrong at once', () => {
    const broken = PLAN.replace('60\t80', 'many\t-80')
      .replace('2024-02-01 17:00', 'soon')
      .replace('1\t2\t1\t100', '1\t2\t77\t100')
    expect(() => read(broken)).toThrow(
      /2 problems[\s\S]*:19:1: remain_drtn_hr_cnt is no number[\s\S]*:20:1: cstr_date is no day/,
    )
  })

  test('may have tabs behind the last value of a row', () => {
    expect(read(PLAN.replace('2024-01-10 08:00', '2024-01-10 08:00\t\t\t')).programme).toEqual(read(PLAN).programme)
  })

  test('holds as baselines the projects that were made of it, by name and day', () => {
    const two = PLAN.replace('last_recalc_date', 'last_recalc_date\torig_proj_id\tadd_date')
      .replace('2024-01-10 08:00', '2024-01-10 08:00\t\t\r\n%R\t200\tB1\t5\t2023-12-01 08:00\t100\t2023-12-15 09:30')
      .replace('parent_wbs_id', 'parent_wbs_id\r\n%R\t20\t200\tY\tB1\tAs agreed\t')
    expect(read(two).programme.baselines).toMatchObject([{ id: 'b1', name: 'As agreed', set: '2023-12-15' }])
  })

  test('holds as many baselines as a programme has, that which it is measured by among them, and tells of more', () => {
    const bases = Array.from({ length: 60 }, (_, at) => `%R\t${200 + at}\tB${at}\t5\t2023-12-01 08:00\t100\t`)
    const many = PLAN.replace('last_recalc_date', 'last_recalc_date\torig_proj_id\tsum_base_proj_id').replace(
      '2024-01-10 08:00',
      `2024-01-10 08:00\t\t259\r\n${bases.join('\r\n')}`,
    )
    const { programme, untold } = read(many)
    expect(programme.baselines.map(({ id }) => id)).toEqual(['b59', ...Array.from({ length: 49 }, (_, at) => `b${at}`)])
    expect(untold).toContain('10 of 60 baselines: a programme has 50')
  })

  test('of several projects asks for one', () => {
    const two = PLAN.replace('2024-01-10 08:00', '2024-01-10 08:00\r\n%R\t101\tOTHER\t5\t2024-01-10 08:00')
    expect(() => read(two)).toThrow(/several projects: HALL, OTHER[\s\S]*--project/)
    expect(read(two, 'HALL').programme.activities).toHaveLength(3)
  })

  test('that is written reads back as the same programme, as far as the format can say it', () => {
    fc.assert(
      fc.property(randomProgramme(), (programme) => {
        expect(again(programme)).toEqual(sayable(programme, 'xer'))
      }),
    )
  })

  test('that is written keeps a constraint on its day', () => {
    const programme = read(PLAN).programme
    const kinds = [
      'start-no-earlier',
      'start-no-later',
      'finish-no-earlier',
      'finish-no-later',
      'must-start',
      'must-finish',
    ] as const
    for (const kind of kinds) {
      const at =
        kind === 'start-no-earlier' || kind === 'finish-no-earlier' || kind === 'must-start'
          ? beginOf('2024-03-01' as Day)
          : endOf('2024-03-01' as Day)
      const activities = programme.activities.map((one) => ({ ...one, constraints: [{ kind, at }] }))
      expect(again({ ...programme, activities }).activities).toEqual(activities)
    }
  })

  test('is read or refused with a reason, whatever bytes it holds', () => {
    assertReadOrRefused(PLAN, readXer, 'plan.xer')
  })
})
