import { dayAfter } from '../../../model/day.ts'
import type { Programme, WallMinute } from '../../../model/programme.ts'
import { beginOf } from '../../../model/wall-minute.ts'
import { type ExportRow, firstMinute, lastMinute } from '../export-rows.ts'
import { isoMoment } from '../foreign-dates.ts'
import { p6Head } from '../p6-head.ts'
import { xmlText } from '../text/xml-tree.ts'
import { writeP6Calendar } from './p6-calendars.ts'
import { P6_CONSTRAINTS, P6_KINDS, P6_LINKS, p6Word } from './p6-words.ts'

const LAG_MODES = {
  from: 'Predecessor Activity Calendar',
  to: 'Successor Activity Calendar',
  always: '24 Hour Calendar',
} as const
const PROJECT = 1
const XSI = 'http://www.w3.org/2001/XMLSchema-instance'
const NAMESPACE = 'http://xmlns.oracle.com/Primavera/P6/V19.12/API/BusinessObjects'

type Field = readonly [string, string | number | undefined]

/**
 * A programme as an XML file of Primavera P6. Percentages are physical ones, budget and cost an expense of the activity; fields stand in the order of the alphabet, as P6
 * wants them.
 */
export function writeP6(programme: Programme): { readonly text: string; readonly untold: readonly string[] } {
  const { baselines, calendars, currency, dataDate, links, name = 'Oblak', packages } = programme
  const { lagsBy, numbers, rows, untold } = p6Head(programme)
  const start = Math.min(...rows.map(({ earlyStart }) => earlyStart)) as WallMinute
  const project: readonly Field[] = [
    ['ActivityDefaultCalendarObjectId', 1],
    ['DataDate', isoMoment(beginOf(dayAfter(dataDate)))],
    ['Id', name],
    ['Name', name],
    ['ObjectId', PROJECT],
    ['PlannedStartDate', isoMoment(start)],
    ['Status', 'Active'],
  ]
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<APIBusinessObjects xmlns="${NAMESPACE}" xmlns:xsi="${XSI}">`,
    block('Currency', [
      ['Id', currency],
      ['IsBaseCurrency', 1],
      ['Name', currency],
      ['ObjectId', 1],
    ]),
    ...calendars.map((calendar, at) => writeP6Calendar(calendar, at + 1)),
    '<Project>',
    ...project.map(elementOf),
    ...packages.map(({ id, name: title }, at) =>
      block('WBS', [
        ['Code', id],
        ['Name', title],
        ['ObjectId', at + 1],
        ['ProjectObjectId', PROJECT],
        ['SequenceNumber', at + 1],
      ]),
    ),
    ...rows.map((row) =>
      block(
        'Activity',
        activityFields(row, {
          number: numbers.activities.get(row.activity.id),
          calendar: numbers.calendars.get(row.activity.calendar),
          wbs: numbers.packages.get(row.activity.package),
        }),
      ),
    ),
    ...rows.flatMap((row, at) => expenseOf(row, at + 1, numbers.activities.get(row.activity.id))),
    ...links.map(({ from, lag, to, type }, at) =>
      block('Relationship', [
        ['Lag', hours(lag)],
        ['ObjectId', at + 1],
        ['PredecessorActivityObjectId', numbers.activities.get(from)],
        ['PredecessorProjectObjectId', PROJECT],
        ['SuccessorActivityObjectId', numbers.activities.get(to)],
        ['SuccessorProjectObjectId', PROJECT],
        ['Type', p6Word(P6_LINKS, type)],
      ]),
    ),
    block('ScheduleOptions', [
      ['ObjectId', 1],
      ['ProjectObjectId', PROJECT],
      ['RelationshipLagCalendar', LAG_MODES[lagsBy]],
    ]),
    '</Project>',
    ...baselines.map((baseline, at) => baselineBlock(baseline, at, rows)),
    '</APIBusinessObjects>',
  ]
  return { text: `${lines.join('\n')}\n`, untold }
}

function activityFields(
  { activity, done, earlyFinish, earlyStart, finished, remaining, started }: ExportRow,
  { calendar, number, wbs }: { number: number | undefined; calendar: number | undefined; wbs: number | undefined },
): readonly Field[] {
  const { constraints, duration, id, kind, name } = activity
  const [first, second] = constraints
  const type = kind === 'milestone' ? 'Finish Milestone' : p6Word(P6_KINDS, kind)
  const [early, end] = [isoMoment(earlyStart), isoMoment(earlyFinish)]
  return [
    ['ActualFinishDate', finished && isoMoment(finished)],
    ['ActualStartDate', started && isoMoment(started)],
    ['CalendarObjectId', calendar],
    ['FinishDate', end],
    ['Id', id],
    ['Name', name],
    ['ObjectId', number],
    ['PercentComplete', Number(done.toFixed(8))],
    ['PercentCompleteType', 'Physical'],
    ['PhysicalPercentComplete', Number(done.toFixed(8))],
    ['PlannedDuration', hours(duration)],
    ['PlannedFinishDate', end],
    ['PlannedStartDate', early],
    ['PrimaryConstraintDate', first && isoMoment(first.at)],
    ['PrimaryConstraintType', first && p6Word(P6_CONSTRAINTS, first.kind)],
    ['ProjectObjectId', PROJECT],
    ['RemainingDuration', hours(remaining)],
    ['SecondaryConstraintDate', second && isoMoment(second.at)],
    ['SecondaryConstraintType', second && p6Word(P6_CONSTRAINTS, second.kind)],
    ['StartDate', early],
    ['Status', finished !== undefined ? 'Completed' : started !== undefined ? 'In Progress' : 'Not Started'],
    ['Type', type],
    ['WBSObjectId', wbs],
  ]
}

function expenseOf(
  { activity: { budget }, report }: ExportRow,
  number: number,
  activity: number | undefined,
): readonly string[] {
  const planned = budget?.amount ?? 0
  const actual = report?.cost ?? 0
  if (planned === 0 && actual === 0) return []
  return [
    block('ActivityExpense', [
      ['ActivityObjectId', activity],
      ['ActualCost', actual],
      ['ExpenseItem', 'Budget'],
      ['ObjectId', number],
      ['PlannedCost', planned],
      ['ProjectObjectId', PROJECT],
      ['RemainingCost', Math.max(0, planned - actual)],
    ]),
  ]
}

function baselineBlock(
  { dates, id, name, set }: Programme['baselines'][number],
  at: number,
  rows: readonly ExportRow[],
): string {
  const number = PROJECT + 1 + at
  const activities = rows.flatMap(({ activity, calendar }, place) => {
    const own = dates.get(activity.id)
    if (!own) return []
    return block('Activity', [
      ['Id', activity.id],
      ['Name', activity.name],
      ['ObjectId', number * 1_000_000 + place],
      ['PlannedFinishDate', isoMoment(lastMinute(calendar, own.finish))],
      ['PlannedStartDate', isoMoment(firstMinute(calendar, own.start))],
      ['ProjectObjectId', number],
    ])
  })
  const fields: readonly Field[] = [
    ['CreateDate', isoMoment(beginOf(set))],
    ['Id', id],
    ['Name', name],
    ['ObjectId', number],
    ['OriginalProjectObjectId', PROJECT],
  ]
  return `<BaselineProject>${fields.map(elementOf).join('')}${activities.join('')}</BaselineProject>`
}

function hours(minutes: number): number {
  return Number((minutes / 60).toFixed(6))
}

function block(name: string, fields: readonly Field[]): string {
  return `<${name}>${fields.map(elementOf).join('')}</${name}>`
}

function elementOf([name, value]: Field): string {
  return value === undefined ? '' : `<${name}>${xmlText(String(value))}</${name}>`
}
