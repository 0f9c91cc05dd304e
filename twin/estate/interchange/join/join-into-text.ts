import { type Document, isMap, isSeq, type Node, parseDocument, type YAMLMap, type YAMLSeq } from 'yaml'
import type { Baseline, Link, Programme, ProgrammeActivity } from '../../../model/programme.ts'
import { lengthsOf, minutesOf, readWork, type WorkLengths, workText } from '../../../model/work-amount.ts'
import { constraintFields } from '../../programme/date-constraints.ts'
import { readLink } from '../../programme/work-text.ts'
import { writtenCalendar } from '../../programme/written-calendar.ts'
import { linkText, NO_LENGTHS, writtenActivity, writtenPackage, writtenReport } from '../../programme/written-parts.ts'
import type { JoinedPlan } from './join-plan.ts'

/** Fields of an activity in the order in which they are written. */
const OF_ACTIVITY = [
  ...['id', 'name', 'nameSr', 'calendar', 'duration', 'kind', 'after', 'startNoEarlier', 'startNoLater'],
  ...['finishNoEarlier', 'finishNoLater', 'mustStart', 'mustFinish', 'estimate', 'handsOver', 'budget', 'source'],
]
const OF_CONSTRAINTS = OF_ACTIVITY.slice(7, 13)

/**
 * The text of a programme file with a plan joined in. Only what is other is written; comments, order and everything else stay.
 * @param text of the programme that was joined, which is well by itself
 * @param kept dates that are kept as one more baseline
 */
export function joinIntoText(text: string, plan: JoinedPlan, kept: Baseline | undefined): string {
  // That no name is given twice is known of it; the parser would compare each with each to find out.
  const document = parseDocument(text, { uniqueKeys: false })
  const { programme } = plan
  const lengths = new Map(programme.calendars.map((calendar) => [calendar.id, lengthsOf(calendar)]))
  const byId = new Map(programme.activities.map((activity) => [activity.id, activity]))
  const ofActivity = (id: string) => lengths.get(byId.get(id)?.calendar ?? '') ?? NO_LENGTHS
  const into = new Map<string, Link[]>()
  for (const link of programme.links) {
    const there = into.get(link.to)
    if (there) there.push(link)
    else into.set(link.to, [link])
  }
  const first = programme.calendars[0]?.id
  const context: Context = { document, lengths, ofActivity, into, first, isChanged: false }
  if (document.get('dataDate') !== programme.dataDate) {
    document.set('dataDate', programme.dataDate)
    context.isChanged = true
  }
  writeCalendars(context, plan)
  for (const one of mapsIn(document.get('packages')))
    for (const node of mapsIn(one.get('activities'))) {
      const activity = byId.get(String(node.get('id')))
      if (!activity) continue
      writeActivity(context, node, activity)
      const source = node.get('source') ?? one.get('source') ?? document.get('source')
      if (source !== activity.source) set(context, node, 'source', activity.source)
    }
  writeRemaining(context, programme)
  addArrivals(context, plan)
  if (kept) {
    const { dates, set: day, ...named } = kept
    const days = Object.fromEntries(Array.from(dates, ([of, { finish, start }]) => [of, [start, finish]]))
    const node = document.createNode({ ...named, set: day, dates: days })
    for (const pair of (node.get('dates') as YAMLMap<unknown, Node>).items) if (pair.value) flow(pair.value)
    push(context, undefined, 'baselines', node)
  }
  for (const report of plan.reports)
    push(context, undefined, 'reports', flow(document.createNode(writtenReport(report, ofActivity(report.activity)))))
  return context.isChanged ? document.toString({ lineWidth: 0, flowCollectionPadding: false }) : text
}

interface Context {
  readonly document: Document
  /** Of calendars as they are once all is joined. */
  readonly lengths: ReadonlyMap<string, WorkLengths>
  ofActivity(id: string): WorkLengths
  readonly into: ReadonlyMap<string, readonly Link[]>
  /** The calendar of what names none. */
  readonly first: string | undefined
  isChanged: boolean
}

function writeCalendars(context: Context, { calendars, programme: { dataDate } }: JoinedPlan): void {
  const { document } = context
  const list = document.get('calendars')
  const byId = new Map(calendars.calendars.map((calendar) => [calendar.id, calendar]))
  for (const [at, node] of mapsIn(list).entries()) {
    const id = String(node.get('id'))
    const calendar = byId.get(id)
    if (!calendar || !calendars.changed.has(id) || !isSeq(list)) continue
    const made = flow(document.createNode(writtenCalendar(calendar, dataDate))) as YAMLMap
    made.commentBefore = node.commentBefore ?? null
    made.spaceBefore = node.spaceBefore ?? false
    list.items[at] = made
    context.isChanged = true
  }
  for (const calendar of calendars.added)
    push(context, undefined, 'calendars', flow(document.createNode(writtenCalendar(calendar, dataDate))))
}

function writeActivity(context: Context, node: YAMLMap, activity: ProgrammeActivity): void {
  const { first, into, lengths, ofActivity } = context
  const own = ofActivity(activity.id)
  const calendar = node.get('calendar') ?? first
  if (calendar !== activity.calendar)
    set(context, node, 'calendar', activity.calendar === first ? undefined : activity.calendar)
  writeWork(context, node, 'duration', activity.duration, own)
  const isEffort = activity.kind === 'level-of-effort'
  if ((node.get('kind') === 'level-of-effort') !== isEffort)
    set(context, node, 'kind', isEffort ? activity.kind : undefined)
  const links = into.get(activity.id) ?? []
  const written = isSeq(node.get('after')) ? (node.get('after') as YAMLSeq).items.map(String) : []
  const meant = (text: string): string => {
    const link = readLink(text)
    const counted = link && (link.lagCalendar === undefined ? ofActivity(link.from) : lengths.get(link.lagCalendar))
    return JSON.stringify(
      link && [link.from, link.type, minutesOf(link.lag, counted ?? NO_LENGTHS), link.lagCalendar ?? ''],
    )
  }
  const wanted = links.map(({ from, lag, lagCalendar, type }) => JSON.stringify([from, type, lag, lagCalendar ?? '']))
  if (written.map(meant).sort().join() !== wanted.sort().join()) {
    const texts = links.map((link) => linkText(link, lengths, ofActivity))
    set(context, node, 'after', texts.length === 0 ? undefined : flow(context.document.createNode(texts)))
  }
  const days = constraintFields(activity.constraints)
  for (const name of OF_CONSTRAINTS) if (node.get(name) !== days[name]) set(context, node, name, days[name])
  const estimate = node.get('estimate')
  if (isMap(estimate) && activity.estimate) {
    // Left out, it would be the new duration, which nobody estimated.
    const { high, likely, low } = activity.estimate
    for (const [name, minutes] of [
      ['low', low],
      ['likely', likely],
      ['high', high],
    ] as const)
      if (name !== 'likely' || estimate.has('likely') || likely !== activity.duration)
        writeWork(context, estimate, name, minutes, own)
  }
  if (activity.budget && !node.has('budget'))
    set(context, node, 'budget', flow(context.document.createNode(activity.budget)))
}

function writeWork(context: Context, node: YAMLMap, name: string, minutes: number, lengths: WorkLengths): void {
  const work = readWork(String(node.get(name)))
  if (!work || minutesOf(work, lengths) !== minutes) set(context, node, name, workText(minutes, lengths))
}

/** What reports say of work that is left is in days of a calendar, which may be other ones now. */
function writeRemaining(context: Context, { reports }: Programme): void {
  for (const [at, node] of mapsIn(context.document.get('reports')).entries()) {
    const { activity = '', remaining } = reports[at] ?? {}
    if (remaining !== undefined) writeWork(context, node, 'remaining', remaining, context.ofActivity(activity))
  }
}

/** Work packages and activities that only the plan has, behind those that are there. */
function addArrivals(context: Context, { came, packages, programme }: JoinedPlan): void {
  const { document, into, lengths, ofActivity } = context
  const arrivals = new Set(came)
  const source = document.get('source') as ProgrammeActivity['source']
  for (const one of packages)
    push(context, undefined, 'packages', document.createNode({ ...writtenPackage(one, source), activities: [] }))
  const places = new Map(mapsIn(document.get('packages')).map((node) => [String(node.get('id')), node]))
  for (const activity of programme.activities) {
    const within = arrivals.has(activity.id) ? places.get(activity.package) : undefined
    if (!within) continue
    const written = writtenActivity(activity, {
      source: (within.get('source') as ProgrammeActivity['source'] | undefined) ?? source,
      ...{ calendar: context.first, lengths: ofActivity(activity.id) },
      after: (into.get(activity.id) ?? []).map((link) => linkText(link, lengths, ofActivity)),
    })
    push(context, within, 'activities', flow(document.createNode(written)))
  }
}

/** Sets a field, or takes it away; a new one stands where it would in a file that is written anew. */
function set(context: Context, node: YAMLMap, name: string, value: unknown): void {
  context.isChanged = true
  if (value === undefined) node.delete(name)
  else if (node.has(name)) node.set(name, value)
  else {
    const later = new Set(OF_ACTIVITY.slice(OF_ACTIVITY.indexOf(name) + 1))
    const before = node.items.findIndex(({ key }) => later.has(String(key)))
    const pair = context.document.createPair(name, value)
    node.items.splice(before < 0 ? node.items.length : before, 0, pair)
  }
}

/** Adds a node at the end of a list, which is made where it is not there. */
function push(context: Context, within: YAMLMap | undefined, name: string, node: Node): void {
  context.isChanged = true
  const holder = within ?? context.document
  const list = holder.get(name)
  if (isSeq(list)) list.items.push(node)
  else holder.set(name, context.document.createNode([node]))
}

function mapsIn(list: unknown): readonly YAMLMap[] {
  return isSeq(list) ? list.items.filter((item) => isMap(item)) : []
}

/** In one line. */
function flow(node: Node): Node {
  if (isMap(node) || isSeq(node)) node.flow = true
  return node
}
