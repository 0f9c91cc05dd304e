import { dayAfter } from '../../../model/day.ts'
import type { DateConstraint, Link, LinkType, Programme, WallMinute, WorkCalendar } from '../../../model/programme.ts'
import { beginOf } from '../../../model/wall-minute.ts'
import { type ExportRow, exportRows, firstMinute, isAlways, lagCounter, lastMinute } from '../export-rows.ts'
import { clockText, isoMoment } from '../foreign-dates.ts'
import { xmlText } from '../text/xml-tree.ts'
import { msWeek, msWorkingTimes } from './ms-calendars.ts'
import { msDuration } from './ms-duration.ts'
import { ID_ALIAS } from './read-msproject.ts'

const LINKS: Readonly<Record<LinkType, number>> = { FF: 0, FS: 1, SF: 2, SS: 3 }
const CONSTRAINTS: Readonly<Record<DateConstraint['kind'], number>> = {
  'must-start': 2,
  'must-finish': 3,
  'start-no-earlier': 4,
  'start-no-later': 5,
  'finish-no-earlier': 6,
  'finish-no-later': 7,
}
/** Text1 of tasks. */
const ID_FIELD = 188_743_731
const DAYS = 7
const ELAPSED_DAYS = 8
const MOST_BASELINES = 11

type Field = readonly [string, string | number | undefined]

/** A programme as an XML file of MS Project (MSPDI). Packages are summary tasks; ids of activities and packages are in a field of text. */
export function writeMsProject(programme: Programme): { readonly text: string; readonly untold: readonly string[] } {
  const { activities, calendars, currency, dataDate, links, name = 'Oblak', packages } = programme
  const rows = exportRows(programme)
  const numbers = new Map<string, number>()
  const calendarNumbers = new Map(calendars.map(({ id }, at) => [id, at + 1]))
  const calendarOf = new Map(activities.map(({ calendar, id }) => [id, calendar]))
  const always = new Set(calendars.filter(isAlways).map(({ id }) => id))
  let number = packages.length
  for (const { id } of activities) numbers.set(id, ++number)
  let missed = 0
  const linkTo = (link: Link) => {
    const fits = lagCounter(link, calendarOf, (id) => always.has(id))
    const isElapsed = !fits.has('to') && fits.has('always')
    if (!fits.has('to') && !isElapsed) missed++
    return block('PredecessorLink', [
      ['PredecessorUID', numbers.get(link.from)],
      ['Type', LINKS[link.type]],
      ['CrossProject', 0],
      ['LinkLag', link.lag * 10],
      ['LagFormat', isElapsed ? ELAPSED_DAYS : DAYS],
    ])
  }
  const into = new Map<string, Link[]>()
  for (const link of links) into.set(link.to, [...(into.get(link.to) ?? []), link])
  let at = 0
  const tasks = packages.flatMap((one, place) => {
    const inside = rows.filter(({ activity }) => activity.package === one.id)
    const summary: readonly Field[] = [
      ...([
        ['UID', place + 1],
        ['ID', ++at],
        ['Name', one.name],
        ['OutlineLevel', 1],
        ['Summary', 1],
      ] as const),
    ]
    return [
      block('Task', summary, [idField(one.id)]),
      ...inside.map((row) =>
        block('Task', fieldsOf(row, { number: numbers.get(row.activity.id), at: ++at, calendarNumbers }), [
          ...(into.get(row.activity.id) ?? []).map(linkTo),
          idField(row.activity.id),
          ...baselinesOf(row, programme),
        ]),
      ),
    ]
  })
  const start = Math.min(...rows.map(({ earlyStart }) => earlyStart)) as WallMinute
  const head: readonly Field[] = [
    ...([
      ['SaveVersion', 14],
      ['Name', name],
      ['Title', name],
      ['ScheduleFromStart', 1],
    ] as const),
    ...([
      ['StartDate', isoMoment(start)],
      ['CurrencyCode', currency],
      ['CalendarUID', 1],
    ] as const),
    ['StatusDate', isoMoment(beginOf(dayAfter(dataDate)))],
  ]
  const field = block('ExtendedAttribute', [
    ['FieldID', ID_FIELD],
    ['FieldName', 'Text1'],
    ['Alias', ID_ALIAS],
  ])
  const lines = [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    '<Project xmlns="http://schemas.microsoft.com/project">',
    ...head.map(elementOf),
    `<ExtendedAttributes>${field}</ExtendedAttributes>`,
    '<Calendars>',
    ...calendars.map((calendar, place) => calendarBlock(calendar, place + 1)),
    '</Calendars>',
    '<Tasks>',
    ...tasks,
    '</Tasks>',
    '</Project>',
  ]
  const untold = missed > 0 ? [`${missed} lags that are not counted by the calendar of the task that waits`] : []
  return { text: `${lines.join('\n')}\n`, untold }
}

function fieldsOf(
  { activity, done, earlyFinish, earlyStart, finished, lateFinish, lateStart, remaining, report, started }: ExportRow,
  {
    at,
    calendarNumbers,
    number,
  }: { number: number | undefined; at: number; calendarNumbers: ReadonlyMap<string, number> },
): readonly Field[] {
  const { budget, calendar, constraints, duration, kind, name } = activity
  const constraint = constraints.find((one) => one.kind !== 'finish-no-later')
  const deadline = constraints.find((one) => one.kind === 'finish-no-later')
  const [start, finish] = [isoMoment(earlyStart), isoMoment(earlyFinish)]
  // Whole percent only, and none that says all of what is not finished.
  const percent = finished === undefined ? Math.min(99, Math.round(done * 100)) : 100
  const cents = (amount: number | undefined) => (amount === undefined ? undefined : Math.round(amount * 100))
  return [
    ...([
      ['UID', number],
      ['ID', at],
      ['Name', name],
      ['Type', 1],
      ['IsNull', 0],
      ['OutlineLevel', 2],
    ] as const),
    ...([
      ['Start', start],
      ['Finish', finish],
      ['Duration', msDuration(duration)],
      ['DurationFormat', DAYS],
    ] as const),
    ...([
      ['Milestone', kind === 'milestone' ? 1 : 0],
      ['Summary', 0],
      ['EarlyStart', start],
      ['EarlyFinish', finish],
    ] as const),
    ...([
      ['LateStart', isoMoment(lateStart)],
      ['LateFinish', isoMoment(lateFinish)],
    ] as const),
    ...([
      ['FixedCost', cents(budget?.amount)],
      ['PercentComplete', percent],
      ['Cost', cents(budget?.amount)],
    ] as const),
    ...([
      ['ActualStart', started && isoMoment(started)],
      ['ActualFinish', finished && isoMoment(finished)],
    ] as const),
    ...([
      ['ActualCost', cents(report?.cost)],
      ['RemainingDuration', msDuration(remaining)],
    ] as const),
    ...([['ConstraintType', constraint ? CONSTRAINTS[constraint.kind] : 0]] as const),
    ...([['CalendarUID', calendarNumbers.get(calendar)]] as const),
    ...([
      ['ConstraintDate', constraint && isoMoment(constraint.at)],
      ['Deadline', deadline && isoMoment(deadline.at)],
    ] as const),
  ]
}

function baselinesOf({ activity, calendar }: ExportRow, { baselines }: Programme): readonly string[] {
  return baselines.slice(0, MOST_BASELINES).flatMap(({ dates }, number) => {
    const own = dates.get(activity.id)
    if (!own) return []
    return block('Baseline', [
      ['Number', number],
      ['Start', isoMoment(firstMinute(calendar, own.start))],
      ['Finish', isoMoment(lastMinute(calendar, own.finish))],
    ])
  })
}

function idField(id: string): string {
  return block('ExtendedAttribute', [
    ['FieldID', ID_FIELD],
    ['Value', id],
  ])
}

function calendarBlock(calendar: WorkCalendar, number: number): string {
  const days = msWeek(calendar).map(
    ([day, shifts]) => `<WeekDay><DayType>${day}</DayType>${msWorkingTimes(shifts, clockText)}</WeekDay>`,
  )
  const exceptions = [...calendar.exceptions]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([day, shifts]) => {
      const period = `<TimePeriod><FromDate>${day}T00:00:00</FromDate><ToDate>${day}T23:59:00</ToDate></TimePeriod>`
      return `<Exception>${period}<Occurrences>1</Occurrences><Type>1</Type>${msWorkingTimes(shifts, clockText)}</Exception>`
    })
  return block(
    'Calendar',
    [
      ['UID', number],
      ['Name', calendar.name],
      ['IsBaseCalendar', 1],
      ['BaseCalendarUID', -1],
    ],
    [
      `<WeekDays>${days.join('')}</WeekDays>`,
      exceptions.length > 0 ? `<Exceptions>${exceptions.join('')}</Exceptions>` : '',
    ],
  )
}

function block(name: string, fields: readonly Field[], inner: readonly string[] = []): string {
  return `<${name}>${fields.map(elementOf).join('')}${inner.join('')}</${name}>`
}

function elementOf([name, value]: Field): string {
  return value === undefined ? '' : `<${name}>${xmlText(String(value))}</${name}>`
}
