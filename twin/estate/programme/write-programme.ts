import { Document, isMap, isSeq, type Node } from 'yaml'
import { type Day, dayAfter } from '../../model/day.ts'
import type {
  HandOver,
  Link,
  Programme,
  ProgrammeActivity,
  ProgrammeDemand,
  ProgressReport,
  Shift,
  Sum,
  WorkCalendar,
  WorkPackage,
} from '../../model/programme.ts'
import { lengthsOf, type WorkLengths, workText } from '../../model/work-amount.ts'
import { holidaysAround, LONGEST_EXCEPTION_DAYS } from './calendar-of.ts'
import { constraintFields } from './date-constraints.ts'
import { WEEK } from './programme-schema.ts'

/**
 * A programme as the text of its file. `readProgramme` makes the same of it where all activities stand in the order of their packages, and links in the order of
 * the activities that wait, as it gives them itself.
 * @param comment for people, at the head of the file
 */
export function writeProgramme(programme: Programme, comment?: string): string {
  const { activities, baselines, calendars, currency, dataDate, demand, isScenario, links, packages, reports } =
    programme
  const lengths = new Map(calendars.map((calendar) => [calendar.id, lengthsOf(calendar)]))
  const calendarOf = new Map(activities.map(({ calendar, id }) => [id, calendar]))
  const ofActivity = (id: string) => lengths.get(calendarOf.get(id) ?? '') ?? NO_LENGTHS
  const source = mostOften(packages.map((one) => one.source)) ?? 'assumed'
  const first = calendars[0]?.id
  const into = grouped(links, ({ to }) => to)
  const within = grouped(activities, (activity) => activity.package)
  const document = new Document({
    ...{ version: 1, ...saidOf(programme), currency, dataDate, ...(isScenario && { scenario: true }), source },
    calendars: calendars.map((calendar) => writtenCalendar(calendar, dataDate)),
    packages: packages.map((one) => ({
      ...writtenPackage(one, source),
      activities: (within.get(one.id) ?? []).map((activity) =>
        writtenActivity(activity, {
          ...{ source: one.source, calendar: first, lengths: ofActivity(activity.id) },
          after: (into.get(activity.id) ?? []).map((link) => linkText(link, lengths, ofActivity)),
        }),
      ),
    })),
    ...(baselines.length > 0 && {
      baselines: baselines.map(({ dates, id, name, nameSr, set }) => ({
        ...{ id, name, ...(nameSr !== undefined && { nameSr }), set },
        dates: Object.fromEntries(Array.from(dates, ([activity, { finish, start }]) => [activity, [start, finish]])),
      })),
    }),
    ...(reports.length > 0 && { reports: reports.map((report) => writtenReport(report, ofActivity(report.activity))) }),
    ...(demand && { demand: demand.map((one) => writtenDemand(one, source)) }),
  })
  for (const path of [['calendars'], ['reports'], ['demand']]) inLines(document.getIn(path))
  const written = document.get('packages')
  if (isSeq(written)) for (const one of written.items) if (isMap(one)) inLines(one.get('activities'))
  for (const name of ['place', 'budget']) if (isSeq(written)) flowIn(written.items, name)
  const lists = document.get('baselines')
  if (isSeq(lists))
    for (const one of lists.items) if (isMap(one)) for (const pair of mapItems(one.get('dates'))) flow(pair)
  if (comment !== undefined)
    document.commentBefore = comment
      .split('\n')
      .map((line) => ` ${line}`)
      .join('\n')
  return document.toString({ lineWidth: 0, flowCollectionPadding: false })
}

const NO_LENGTHS: WorkLengths = { day: 0, week: 0 }

/** A row a line, as people write them. */
function inLines(list: unknown): void {
  if (isSeq(list)) for (const item of list.items) flow(item)
}

function flow(node: unknown): void {
  if (isMap(node) || isSeq(node)) (node as Node & { flow?: boolean }).flow = true
}

function flowIn(items: readonly unknown[], name: string): void {
  for (const one of items) if (isMap(one)) flow(one.get(name))
}

function mapItems(node: unknown): readonly unknown[] {
  return isMap(node) ? node.items.map(({ value }) => value) : []
}

function grouped<T>(rows: readonly T[], keyOf: (row: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const group = groups.get(keyOf(row))
    if (group) group.push(row)
    else groups.set(keyOf(row), [row])
  }
  return groups
}

function mostOften<T>(values: readonly T[]): T | undefined {
  const counts = new Map<T, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0]
}

function writtenCalendar({ exceptions, id, name, week }: WorkCalendar, dataDate: Day) {
  const texts = week.map((shifts) => shifts.map(shiftText))
  const usual = mostOften(texts.filter(({ length }) => length > 0).map((shifts) => shifts.join())) ?? ''
  const workdays = WEEK.filter((_, at) => texts[at]?.join() === usual)
  const days = WEEK.flatMap((weekday, at) => {
    const own = texts[at] ?? []
    return own.length === 0 || own.join() === usual ? [] : [[weekday, own] as const]
  })
  const holidays = holidaysAround(dataDate)
  const keeps = holidays.every((day) => exceptions.has(day))
  const free = new Set(keeps ? holidays : [])
  const odd = [...exceptions]
    .filter(([day, shifts]) => !(free.has(day) && shifts.length === 0))
    .sort(([one], [other]) => (one < other ? -1 : 1))
  return {
    ...{ id, name, workdays, shifts: usual.split(',') },
    ...(days.length > 0 && { days: Object.fromEntries(days) }),
    ...(!keeps && { holidays: 'none' }),
    ...(odd.length > 0 && { exceptions: exceptionRows(odd) }),
  }
}

/** Days one after the other with the same shifts in a row. */
function exceptionRows(days: readonly (readonly [Day, readonly Shift[]])[]) {
  const rows: { from: Day; until?: Day; shifts?: readonly string[] }[] = []
  let length = 0
  for (const [day, shifts] of days) {
    const texts = shifts.map(shiftText)
    const last = rows.at(-1)
    const follows = last && dayAfter(last.until ?? last.from) === day && (last.shifts ?? []).join() === texts.join()
    if (follows && length < LONGEST_EXCEPTION_DAYS) {
      last.until = day
      length++
    } else {
      rows.push({ from: day, ...(texts.length > 0 && { shifts: texts }) })
      length = 1
    }
  }
  return rows
}

function shiftText({ from, until }: Shift): string {
  const clock = (minute: number) =>
    `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
  return `${clock(from)}-${clock(until)}`
}

function saidOf({ name, nameSr, note, noteSr }: Programme) {
  return defined({ name, nameSr, note, noteSr })
}

function writtenDemand({ area, power, source, ...said }: ProgrammeDemand, around: Sum['source']) {
  return { ...defined(said), ...figureTexts({ area, power }), ...(source !== around && { source }) }
}

function writtenPackage({ budget, source, ...said }: WorkPackage, around: Sum['source']) {
  return {
    ...defined(said),
    ...(source !== around && { source }),
    ...(budget && { budget: defined(budget) }),
  }
}

interface Around {
  readonly source: Sum['source']
  readonly calendar: string | undefined
  readonly lengths: WorkLengths
  readonly after: readonly string[]
}

function writtenActivity(activity: ProgrammeActivity, { after, calendar, lengths, source }: Around) {
  const { budget, constraints, duration, estimate, handsOver, id, kind, name, nameSr, package: _, ...said } = activity
  const work = (minutes: number) => workText(minutes, lengths)
  return {
    ...defined({ id, name, nameSr }),
    ...(activity.calendar !== calendar && { calendar: activity.calendar }),
    duration: work(duration),
    ...(kind === 'level-of-effort' && { kind }),
    ...(after.length > 0 && { after }),
    ...constraintFields(constraints),
    ...(estimate && {
      estimate: { low: work(estimate.low), likely: work(estimate.likely), high: work(estimate.high) },
    }),
    ...(handsOver && { handsOver: handOverTexts(handsOver) }),
    ...(budget && { budget: defined(budget) }),
    ...defined({ ...said, calendar: undefined, source: activity.source === source ? undefined : activity.source }),
  }
}

function handOverTexts({ area, cooling, power, ...said }: HandOver) {
  return { ...figureTexts({ area, power, cooling }), ...defined(said) }
}

function figureTexts({ area, cooling, power }: Pick<HandOver, 'area' | 'cooling' | 'power'>) {
  return {
    ...(area !== undefined && { area: `${area} m2` }),
    ...(power !== undefined && { power: powerText(power) }),
    ...(cooling !== undefined && { cooling: powerText(cooling) }),
  }
}

function powerText(watts: number): string {
  return watts >= 1e6 && watts % 1e5 === 0 && (watts / 1e6) * 1e6 === watts ? `${watts / 1e6} MW` : `${watts} W`
}

function linkText(link: Link, byCalendar: ReadonlyMap<string, WorkLengths>, ofActivity: (id: string) => WorkLengths) {
  const { from, lag, lagCalendar, type } = link
  const counted = (lagCalendar === undefined ? undefined : byCalendar.get(lagCalendar)) ?? ofActivity(from)
  const by = lagCalendar === undefined ? '' : ` by ${lagCalendar}`
  // A calendar that is named stands behind a lag, also behind none.
  const text = lag === 0 && by === '' ? '' : ` ${lag < 0 ? '-' : '+'} ${workText(Math.abs(lag), counted)}${by}`
  return `${from}${type === 'FS' ? '' : ` ${type}`}${text}`
}

function writtenReport({ done, remaining, source, ...said }: ProgressReport, lengths: WorkLengths) {
  const { activity, at, by, cost, evidence, finished, note, started } = said
  return {
    ...{ activity, at, by, percent: percentOf(done) },
    ...defined({ started, finished }),
    ...(remaining !== undefined && { remaining: workText(remaining, lengths) }),
    ...defined({ cost, evidence, note }),
    ...(source !== 'survey' && { source }),
  }
}

/** The shortest percentage that is read back as the same share; not each share of the last digit is one of a percentage. */
function percentOf(done: number): number {
  const short = Number((done * 100).toPrecision(15))
  return short / 100 === done ? short : done * 100
}

function defined<T extends object>(fields: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never
}
