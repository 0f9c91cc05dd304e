import { Document, isMap, isSeq, type Node } from 'yaml'
import type { Programme } from '../../model/programme.ts'
import { lengthsOf } from '../../model/work-amount.ts'
import { mostOften, writtenCalendar } from './written-calendar.ts'
import {
  defined,
  linkText,
  NO_LENGTHS,
  writtenActivity,
  writtenDemand,
  writtenPackage,
  writtenReport,
  writtenRisk,
} from './written-parts.ts'

/**
 * A programme as the text of its file. `readProgramme` makes the same of it where all activities stand in the order of their packages, and links in the order of
 * the activities that wait, as it gives them itself.
 * @param comment for people, at the head of the file
 */
export function writeProgramme(programme: Programme, comment?: string): string {
  const { activities, baselines, calendars, currency, dataDate, demand, isScenario, links, packages, reports, risks } =
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
    ...(risks && { risks: risks.map((one) => writtenRisk(one, ofActivity, source)) }),
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

function saidOf({ name, nameSr, note, noteSr }: Programme) {
  return defined({ name, nameSr, note, noteSr })
}
