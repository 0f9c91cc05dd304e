import type { DateConstraint, LinkType, WallMinute } from '../../../model/programme.ts'
import { refusedFile } from '../errors.ts'
import { FaultList } from '../fault-list.ts'
import {
  ALWAYS_KEY,
  type ForeignActivity,
  type ForeignBaseline,
  type ForeignGroup,
  type ForeignLink,
  type ForeignSchedule,
} from '../foreign-schedule.ts'
import type { DecodedFile } from '../text/decode-file.ts'
import { childOf, childrenOf, readXml, textOf, type XmlElement } from '../text/xml-tree.ts'
import { isSaid, momentIn, numberIn, unreadNames } from '../text/xml-values.ts'
import { readMsCalendars } from './ms-calendars.ts'
import { isElapsed, isShare, readMsDuration } from './ms-duration.ts'

const LINKS: readonly LinkType[] = ['FF', 'FS', 'SF', 'SS']
const CONSTRAINTS: Readonly<Record<string, DateConstraint['kind']>> = {
  '2': 'must-start',
  '3': 'must-finish',
  '4': 'start-no-earlier',
  '5': 'start-no-later',
  '6': 'finish-no-earlier',
  '7': 'finish-no-later',
}
/** The field in which ids of this program are kept, by the name that people see. */
export const ID_ALIAS = 'Oblak ID'
const MINUTES_OF_LAG = 10
const CENTS = 100

const READ_OF_PROJECT = new Set([
  ...['Name', 'Title', 'CurrencyCode', 'CalendarUID', 'StatusDate', 'CurrentDate', 'StartDate', 'FinishDate'],
  ...['ExtendedAttributes', 'Calendars', 'Tasks', 'SaveVersion', 'ScheduleFromStart'],
])
/** How MS Project shows and enters things, which changes nothing of a plan: `MinutesPerDay` is by how much it divides what it calls a day. */
const OF_SCREEN =
  /^(Default|NewTask|Move(Completed|Remaining)|CurrencyDigits|CurrencySymbol|Minutes|DaysPer|Fiscal|FYStart|WeekStart|DurationFormat|WorkFormat|ExtendedCreation|LastSaved|CreationDate|ProjectExternally|ActualsInSync|RemoveFile|AdminProject|Autolink|MicrosoftProjectServer|KeepTask|UpdateManually|BuildNumber|Revision)/

const READ_OF_TASK = new Set([
  ...['UID', 'ID', 'Name', 'Active', 'Manual', 'IsNull', 'OutlineLevel', 'OutlineNumber', 'Summary', 'Milestone'],
  ...['Start', 'Finish', 'Duration', 'DurationFormat', 'PercentComplete', 'ActualStart', 'ActualFinish', 'Deadline'],
  ...['RemainingDuration', 'ConstraintType', 'ConstraintDate', 'CalendarUID', 'Cost', 'ActualCost', 'PredecessorLink'],
  ...['Baseline', 'ExtendedAttribute', 'ManualStart', 'ExternalTask', 'EarlyStart', 'EarlyFinish', 'LateStart'],
  ...['LateFinish'],
])

/**
 * What an XML file of MS Project says (MSPDI).
 * @throws InterchangeError with everything in it that cannot be read, by line
 */
export function readMsProject(decoded: DecodedFile): ForeignSchedule {
  const { file } = decoded
  const root = readXml(decoded)
  if (root.name !== 'Project')
    throw refusedFile(file, `The file holds <${root.name}>, which is no schedule of MS Project.`, {
      allowed: '<Project>',
    })
  const faults = new FaultList(file)
  const untold: string[] = []
  const tasks = childrenOf(childOf(root, 'Tasks'), 'Task')
  const idField = idFieldOf(root)
  const { activities, groups, skipped } = readTasks(tasks, idField, faults, untold)
  const names = unreadNames([root], READ_OF_PROJECT, OF_SCREEN)
  if (names !== undefined) untold.push(`of the project ${names}`)
  const ofTasks = unreadNames(
    activities.map(({ element }) => element),
    READ_OF_TASK,
  )
  if (ofTasks !== undefined) untold.push(`of tasks ${ofTasks}`)
  const usual = textOf(root, 'CalendarUID')
  const calendars = readMsCalendars(root, faults, untold)
  const made = activities.map(({ activity }) => activity)
  const byKey = new Map(made.map((one) => [one.key, one]))
  const schedule: ForeignSchedule = {
    ...{ file, format: 'msproject', title: textOf(root, 'Title') ?? textOf(root, 'Name') ?? '' },
    currency: textOf(root, 'CurrencyCode'),
    dataDate: dataDateOf(root, faults, untold),
    calendars: [...calendars.filter(({ key }) => key === usual), ...calendars.filter(({ key }) => key !== usual)],
    ...{ groups, activities: made },
    links: activities.flatMap(({ element }) => linksOf(element, { byKey, skipped }, faults, untold)),
    baselines: baselinesOf(
      activities.map(({ element }) => element),
      faults,
    ),
    untold,
  }
  faults.throwAll()
  return schedule
}

/** Number of the field of tasks that holds ids of this program, where the project has one. */
function idFieldOf(root: XmlElement): string | undefined {
  const fields = childrenOf(childOf(root, 'ExtendedAttributes'), 'ExtendedAttribute')
  const field = fields.find((one) => textOf(one, 'Alias') === ID_ALIAS)
  return field && textOf(field, 'FieldID')
}

/** The status date; where none is set, the date of the file, else its start. */
function dataDateOf(root: XmlElement, faults: FaultList, untold: string[]) {
  const name = ['StatusDate', 'CurrentDate', 'StartDate'].find((one) => textOf(root, one) !== undefined)
  const element = name === undefined ? undefined : childOf(root, name)
  if (name === undefined || !element) return undefined
  const at = momentIn(root, name, faults)
  if (name !== 'StatusDate') untold.push(`a status date, for there is none: ${name} is taken`)
  return at === undefined ? undefined : { at, line: element.line, column: element.column }
}

interface ReadTask {
  readonly element: XmlElement
  readonly activity: ForeignActivity
}

function readTasks(tasks: readonly XmlElement[], idField: string | undefined, faults: FaultList, untold: string[]) {
  const activities: ReadTask[] = []
  const groups: ForeignGroup[] = []
  /** Summary tasks above, by their level. */
  const above: (string | undefined)[] = []
  const skipped = new Set<string>()
  const skip = (key: string, what: string) => {
    skipped.add(key)
    untold.push(what)
  }
  for (const task of tasks) {
    const key = textOf(task, 'UID') ?? ''
    const level = Math.min(60, Math.max(0, numberIn(task, 'OutlineLevel', faults) ?? 1))
    // Number 0 is the project itself.
    if (isSaid(task, 'IsNull') || key === '0') continue
    const parent = above.slice(0, level).findLast((one) => one !== undefined)
    const { column, line } = task
    const code = idOf(task, idField)
    if (isSaid(task, 'Summary')) {
      groups.push({
        key,
        code: code ?? textOf(task, 'Name') ?? '',
        name: textOf(task, 'Name') ?? '',
        parent,
        line,
        column,
      })
      above.length = level
      above[level] = key
      skipped.add(key)
      if (childOf(task, 'PredecessorLink')) skip(key, 'links of summary tasks')
      continue
    }
    above.length = Math.min(above.length, level)
    if (textOf(task, 'Active') === '0') skip(key, 'tasks that are not active')
    else if (isSaid(task, 'ExternalTask')) skip(key, 'tasks of other projects')
    else activities.push({ element: task, activity: activityOf(task, { key, code, group: parent }, faults, untold) })
  }
  return { activities, groups, skipped }
}

function idOf(task: XmlElement, field: string | undefined): string | undefined {
  if (field === undefined) return undefined
  const found = childrenOf(task, 'ExtendedAttribute').find((one) => textOf(one, 'FieldID') === field)
  return found && textOf(found, 'Value')
}

function activityOf(
  task: XmlElement,
  { code, group, key }: { readonly key: string; readonly code: string | undefined; readonly group: string | undefined },
  faults: FaultList,
  untold: string[],
): ForeignActivity {
  const work = (name: string) => {
    const text = textOf(task, name)
    const minutes = text === undefined ? undefined : readMsDuration(text)
    if (text !== undefined && minutes === undefined)
      faults.add(childOf(task, name) ?? task, [name], 'is no duration', { found: text, allowed: 'PT40H0M0S' })
    return minutes
  }
  const duration = work('Duration') ?? 0
  const finished = momentIn(task, 'ActualFinish', faults)
  const percent = numberIn(task, 'PercentComplete', faults)
  const calendar = textOf(task, 'CalendarUID')
  const isAlways = isElapsed(numberIn(task, 'DurationFormat', faults))
  const cost = money(task, 'ActualCost', faults)
  const [baseline] = childrenOf(task, 'Baseline').filter((one) => textOf(one, 'Number') === '0')
  const budget = (baseline && money(baseline, 'Cost', faults)) ?? money(task, 'Cost', faults)
  return {
    ...{
      key,
      code: code ?? `task-${key}`,
      name: textOf(task, 'Name') ?? '',
      group,
      line: task.line,
      column: task.column,
    },
    calendar: isAlways && duration > 0 ? ALWAYS_KEY : calendar === '-1' ? undefined : calendar,
    kind: duration === 0 ? 'milestone' : 'task',
    ...{ duration, remaining: duration === 0 ? undefined : work('RemainingDuration'), finished },
    done: finished !== undefined ? 1 : percent === undefined ? undefined : percent / 100,
    started: momentIn(task, 'ActualStart', faults),
    constraints: [...constraintsOf(task, faults, untold)],
    ...{ budget: budget || undefined, cost: cost || undefined },
  }
}

/** Sums are in hundredths of the currency. */
function money(element: XmlElement, name: string, faults: FaultList): number | undefined {
  const hundredths = numberIn(element, name, faults)
  return hundredths === undefined ? undefined : hundredths / CENTS
}

function* constraintsOf(task: XmlElement, faults: FaultList, untold: string[]): Generator<DateConstraint> {
  const type = textOf(task, 'ConstraintType') ?? '0'
  const kind = CONSTRAINTS[type]
  if (type === '1') untold.push('that tasks are to be as late as possible')
  if (isSaid(task, 'Manual')) {
    const at = momentIn(task, 'ManualStart', faults) ?? momentIn(task, 'Start', faults)
    untold.push('that tasks are scheduled by hand: their start is taken as a day before which they do not begin')
    if (at !== undefined && kind === undefined) yield { kind: 'start-no-earlier', at }
  }
  if (kind !== undefined) {
    const at = momentIn(task, 'ConstraintDate', faults)
    if (at !== undefined) yield { kind, at }
    else if (textOf(task, 'ConstraintDate') === undefined)
      faults.add(childOf(task, 'ConstraintType') ?? task, ['ConstraintType'], 'is a constraint without a day', {
        found: type,
      })
  }
  const deadline = momentIn(task, 'Deadline', faults)
  if (deadline !== undefined) yield { kind: 'finish-no-later', at: deadline }
}

function linksOf(
  task: XmlElement,
  { byKey, skipped }: { readonly byKey: ReadonlyMap<string, ForeignActivity>; readonly skipped: ReadonlySet<string> },
  faults: FaultList,
  untold: string[],
): readonly ForeignLink[] {
  const to = textOf(task, 'UID') ?? ''
  return childrenOf(task, 'PredecessorLink').flatMap((link) => {
    const from = textOf(link, 'PredecessorUID') ?? ''
    if (isSaid(link, 'CrossProject') || skipped.has(from)) {
      untold.push('links from tasks that are summaries, not active or of other projects')
      return []
    }
    const number = numberIn(link, 'Type', faults) ?? 1
    const type = LINKS[number]
    if (!type)
      faults.add(link, ['Type'], 'is no kind of link', { found: String(number), allowed: '0 FF, 1 FS, 2 SF, 3 SS' })
    const format = numberIn(link, 'LagFormat', faults)
    const lag = numberIn(link, 'LinkLag', faults) ?? 0
    const shared = ((byKey.get(from)?.duration ?? 0) * lag) / 100
    const lagBy = isElapsed(format) ? ('always' as const) : ('to' as const)
    const { column, line } = link
    return { from, to, type: type ?? 'FS', lag: isShare(format) ? shared : lag / MINUTES_OF_LAG, lagBy, line, column }
  })
}

function baselinesOf(tasks: readonly XmlElement[], faults: FaultList): readonly ForeignBaseline[] {
  const baselines = new Map<string, Map<string, { start: WallMinute; finish: WallMinute; line: number }>>()
  for (const task of tasks)
    for (const baseline of childrenOf(task, 'Baseline')) {
      const number = textOf(baseline, 'Number') ?? '0'
      const start = momentIn(baseline, 'Start', faults)
      const finish = momentIn(baseline, 'Finish', faults)
      if (start === undefined || finish === undefined) continue
      const dates = baselines.get(number) ?? new Map()
      dates.set(textOf(task, 'UID') ?? '', { start, finish, line: baseline.line })
      baselines.set(number, dates)
    }
  return [...baselines]
    .sort(([one], [other]) => Number(one) - Number(other))
    .map(([number, dates]) => {
      const name = number === '0' ? 'Baseline' : `Baseline ${number}`
      return { key: name, name, set: undefined, dates }
    })
}
