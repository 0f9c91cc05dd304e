import type { Day } from '../../../model/day.ts'
import type { DateConstraint } from '../../../model/programme.ts'
import { startDay } from '../../../model/wall-minute.ts'
import { refusedFile } from '../errors.ts'
import { FaultList } from '../fault-list.ts'
import type {
  ForeignActivity,
  ForeignBaseline,
  ForeignGroup,
  ForeignLink,
  ForeignSchedule,
} from '../foreign-schedule.ts'
import { heldBaselines } from '../held-baselines.ts'
import type { DecodedFile } from '../text/decode-file.ts'
import { childOf, childrenOf, readXml, textOf, type XmlElement } from '../text/xml-tree.ts'
import { momentIn, numberIn, unreadNames } from '../text/xml-values.ts'
import { readP6Calendars } from './p6-calendars.ts'
import { P6_CONSTRAINTS, P6_KINDS, P6_LINKS } from './p6-words.ts'

const READ_OF_ROOT = new Set([
  ...['Project', 'BaselineProject', 'Calendar', 'Currency', 'WBS', 'Activity', 'Relationship', 'ResourceAssignment'],
  // A list of the names of its projects says nothing that they do not.
  ...['ActivityExpense', 'ScheduleOptions', 'ProjectList'],
])
const READ_OF_ACTIVITY = new Set([
  ...['ObjectId', 'Id', 'Name', 'Type', 'WBSObjectId', 'CalendarObjectId', 'ProjectObjectId', 'Status'],
  ...['PlannedDuration', 'RemainingDuration', 'ActualStartDate', 'ActualFinishDate', 'PercentCompleteType'],
  ...['PercentComplete', 'PhysicalPercentComplete', 'DurationPercentComplete', 'UnitsPercentComplete'],
  ...['PrimaryConstraintType', 'PrimaryConstraintDate', 'SecondaryConstraintType', 'SecondaryConstraintDate'],
  ...['PlannedStartDate', 'PlannedFinishDate', 'StartDate', 'FinishDate', 'RemainingEarlyStartDate'],
  ...['RemainingEarlyFinishDate', 'RemainingLateStartDate', 'RemainingLateFinishDate', 'AtCompletionDuration'],
  ...['EarlyStartDate', 'EarlyFinishDate', 'LateStartDate', 'LateFinishDate'],
  ...['ActualDuration'],
])
const LAG_BY: Readonly<Record<string, ForeignLink['lagBy']>> = {
  'Successor Activity Calendar': 'to',
  '24 Hour Calendar': 'always',
}

/**
 * What an XML file of Primavera P6 says (APIBusinessObjects). What belongs to a project may stand in it or beside it.
 * @param project its id, where the file holds several
 * @throws InterchangeError with everything in it that cannot be read, by line
 */
export function readP6(decoded: DecodedFile, project?: string): ForeignSchedule {
  const { file } = decoded
  const root = readXml(decoded)
  if (root.name !== 'APIBusinessObjects')
    throw refusedFile(file, `The file holds <${root.name}>, which is no schedule of Primavera P6.`, {
      allowed: '<APIBusinessObjects>',
    })
  const faults = new FaultList(file)
  const untold: string[] = []
  const main = projectOf(file, root, project)
  const parts = (name: string) => partsOf(root, main, name)
  const [options] = parts('ScheduleOptions')
  // Later versions say among the fields of the project what earlier ones say in its schedule options.
  const lagName = textOf(options ?? main, 'RelationshipLagCalendar') ?? textOf(main, 'RelationshipLagCalendar')
  const lagBy = LAG_BY[lagName ?? ''] ?? 'from'
  const elements = parts('Activity').filter((element) => textOf(element, 'Type') !== 'WBS Summary')
  const summaries = new Set(
    parts('Activity').flatMap((one) => (textOf(one, 'Type') === 'WBS Summary' ? [textOf(one, 'ObjectId') ?? ''] : [])),
  )
  if (summaries.size > 0) untold.push(`${summaries.size} WBS summary activities`)
  const money = moneyOf([...parts('ResourceAssignment'), ...parts('ActivityExpense')], faults)
  const activities = elements.map((element) => activityOf(element, money, faults, untold))
  const ofRoot = unreadNames([root], READ_OF_ROOT)
  if (ofRoot !== undefined) untold.push(`beside the project ${ofRoot}`)
  const ofActivities = unreadNames(elements, READ_OF_ACTIVITY)
  if (ofActivities !== undefined) untold.push(`of activities ${ofActivities}`)
  const usual = textOf(main, 'ActivityDefaultCalendarObjectId')
  const calendars = readP6Calendars([...childrenOf(root, 'Calendar'), ...childrenOf(main, 'Calendar')], faults)
  const data = childOf(main, 'DataDate')
  const at = momentIn(main, 'DataDate', faults)
  const schedule: ForeignSchedule = {
    ...{ file, format: 'p6', title: textOf(main, 'Name') ?? textOf(main, 'Id') ?? '', currency: currencyOf(root) },
    dataDate: data && at !== undefined ? { at, line: data.line, column: data.column } : undefined,
    calendars: [...calendars.filter(({ key }) => key === usual), ...calendars.filter(({ key }) => key !== usual)],
    ...{ groups: parts('WBS').map(groupOf), activities, mustFinish: momentIn(main, 'MustFinishByDate', faults) },
    links: parts('Relationship').flatMap((link) => linksOf(link, { main, summaries, lagBy }, faults, untold)),
    baselines: heldBaselines(
      childrenOf(root, 'BaselineProject').filter((base) => isBaselineOf(base, main)),
      untold,
    ).map((base) => baselineOf(base, partsOf(root, base, 'Activity'), activities, faults)),
    untold,
  }
  faults.throwAll()
  return schedule
}

/** The project that was named, else the only one. */
export function projectOf(file: string, root: XmlElement, named: string | undefined): XmlElement {
  const projects = childrenOf(root, 'Project')
  const idOf = (element: XmlElement) => textOf(element, 'Id') ?? textOf(element, 'ObjectId') ?? ''
  const ids = projects.map(idOf).join(', ')
  const [first, second] = named === undefined ? projects : projects.filter((one) => idOf(one) === named)
  if (!first) {
    const what = named === undefined ? 'The file holds no project.' : `The file holds no project ${named}.`
    throw refusedFile(file, what, ids === '' ? {} : { allowed: ids })
  }
  if (second)
    throw refusedFile(file, `The file holds several projects: ${ids}.`, {
      line: second.line,
      allowed: 'one of them with --project',
    })
  return first
}

/** Parts of a project: those in it, and those beside it that name it. */
export function partsOf(root: XmlElement, project: XmlElement, name: string): readonly XmlElement[] {
  const key = textOf(project, 'ObjectId')
  const owner = name === 'Relationship' ? 'SuccessorProjectObjectId' : 'ProjectObjectId'
  return [
    ...childrenOf(project, name),
    ...childrenOf(root, name).filter((one) => (textOf(one, owner) ?? textOf(one, 'ProjectObjectId')) === key),
  ]
}

function isBaselineOf(base: XmlElement, main: XmlElement): boolean {
  const original = textOf(base, 'OriginalProjectObjectId')
  return original === undefined || original === textOf(main, 'ObjectId')
}

function currencyOf(root: XmlElement): string | undefined {
  const currencies = childrenOf(root, 'Currency')
  const base = currencies.find((one) => textOf(one, 'IsBaseCurrency') === '1') ?? currencies[0]
  return base && textOf(base, 'Id')
}

function groupOf(element: XmlElement): ForeignGroup {
  return {
    ...{ key: textOf(element, 'ObjectId') ?? '', line: element.line, column: element.column },
    ...{ code: textOf(element, 'Code') ?? '', name: textOf(element, 'Name') ?? '' },
    parent: textOf(element, 'ParentObjectId'),
  }
}

interface Money {
  readonly budget: number
  readonly cost: number
}

function moneyOf(elements: readonly XmlElement[], faults: FaultList): ReadonlyMap<string, Money> {
  const sums = new Map<string, Money>()
  for (const element of elements) {
    const key = textOf(element, 'ActivityObjectId') ?? ''
    const { budget = 0, cost = 0 } = sums.get(key) ?? {}
    sums.set(key, {
      budget: budget + (numberIn(element, 'PlannedCost', faults) ?? 0),
      cost: cost + (numberIn(element, 'ActualCost', faults) ?? 0),
    })
  }
  return sums
}

function activityOf(
  element: XmlElement,
  money: ReadonlyMap<string, Money>,
  faults: FaultList,
  untold: string[],
): ForeignActivity {
  const key = textOf(element, 'ObjectId') ?? ''
  const type = textOf(element, 'Type') ?? 'Task Dependent'
  const kind = P6_KINDS[type] ?? 'task'
  if (!Object.hasOwn(P6_KINDS, type))
    faults.add(element, ['Type'], 'is no kind of activity', { found: type, allowed: Object.keys(P6_KINDS).join(', ') })
  const hours = (name: string) => {
    const number = numberIn(element, name, faults)
    return number === undefined ? undefined : number * 60
  }
  const duration = kind === 'milestone' ? 0 : (hours('PlannedDuration') ?? 0)
  const remaining = kind === 'milestone' ? undefined : hours('RemainingDuration')
  const started = momentIn(element, 'ActualStartDate', faults)
  const finished = momentIn(element, 'ActualFinishDate', faults)
  const { budget, cost } = money.get(key) ?? {}
  return {
    ...{ key, code: textOf(element, 'Id') ?? key, name: textOf(element, 'Name') ?? '' },
    ...{ line: element.line, column: element.column, group: textOf(element, 'WBSObjectId') },
    ...{ calendar: textOf(element, 'CalendarObjectId'), kind: kind === 'task' && duration === 0 ? 'milestone' : kind },
    ...{ duration, remaining, started, finished },
    done:
      finished !== undefined ? 1 : doneOf(element, { duration, remaining, hasBegun: started !== undefined }, faults),
    constraints: ['Primary', 'Secondary'].flatMap((which) => constraintOf(element, which, faults, untold)),
    ...{ budget: budget || undefined, cost: cost || undefined },
  }
}

function doneOf(
  element: XmlElement,
  { duration, hasBegun, remaining }: { duration: number; remaining: number | undefined; hasBegun: boolean },
  faults: FaultList,
): number {
  const type = textOf(element, 'PercentCompleteType') ?? 'Duration'
  const own = numberIn(element, `${type}PercentComplete`, faults) ?? numberIn(element, 'PercentComplete', faults)
  if (own !== undefined) return own
  return hasBegun && duration > 0 && remaining !== undefined ? Math.max(0, 1 - remaining / duration) : 0
}

function constraintOf(
  element: XmlElement,
  which: string,
  faults: FaultList,
  untold: string[],
): readonly DateConstraint[] {
  const type = textOf(element, `${which}ConstraintType`)
  if (type === undefined) return []
  const kind = P6_CONSTRAINTS[type]
  if (kind === undefined) {
    untold.push(`constraints ${type}`)
    return []
  }
  if (type.startsWith('Mandatory'))
    untold.push(`that ${type} overrides links: they count, and what clashes is negative float`)
  const at = momentIn(element, `${which}ConstraintDate`, faults)
  if (textOf(element, `${which}ConstraintDate`) === undefined)
    faults.add(element, [`${which}ConstraintType`], 'is a constraint without a day', { found: type })
  return at === undefined ? [] : [{ kind, at }]
}

function linksOf(
  link: XmlElement,
  about: { readonly main: XmlElement; readonly summaries: ReadonlySet<string>; readonly lagBy: ForeignLink['lagBy'] },
  faults: FaultList,
  untold: string[],
): readonly ForeignLink[] {
  const from = textOf(link, 'PredecessorActivityObjectId') ?? ''
  const to = textOf(link, 'SuccessorActivityObjectId') ?? ''
  const key = textOf(about.main, 'ObjectId')
  const projects = ['PredecessorProjectObjectId', 'SuccessorProjectObjectId'].map((name) => textOf(link, name) ?? key)
  if (projects.some((one) => one !== key) || about.summaries.has(from) || about.summaries.has(to)) {
    untold.push('links with activities of other projects or WBS summaries')
    return []
  }
  const written = textOf(link, 'Type') ?? 'Finish to Start'
  const type = P6_LINKS[written]
  if (!type)
    faults.add(link, ['Type'], 'is no kind of link', { found: written, allowed: Object.keys(P6_LINKS).join(', ') })
  const { column, line } = link
  return [
    { from, to, type: type ?? 'FS', lag: (numberIn(link, 'Lag', faults) ?? 0) * 60, lagBy: about.lagBy, line, column },
  ]
}

/** Dates of a baseline project, by the ids that activities have in both. */
function baselineOf(
  base: XmlElement,
  elements: readonly XmlElement[],
  activities: readonly ForeignActivity[],
  faults: FaultList,
): ForeignBaseline {
  const keys = new Map(activities.map(({ code, key }) => [code, key]))
  const dates = elements.flatMap((element) => {
    const key = keys.get(textOf(element, 'Id') ?? '')
    const start = momentIn(element, 'PlannedStartDate', faults)
    const finish = momentIn(element, 'PlannedFinishDate', faults)
    if (key === undefined || start === undefined || finish === undefined) return []
    return [[key, { start, finish, line: element.line }] as const]
  })
  const created = ['CreateDate', 'DateAdded', 'DataDate']
    .map((name) => momentIn(base, name, faults))
    .find((at) => at !== undefined)
  const set: Day | undefined = created === undefined ? undefined : startDay(created)
  const id = textOf(base, 'Id') ?? textOf(base, 'ObjectId') ?? ''
  return { key: id, name: textOf(base, 'Name') ?? id, set, dates: new Map(dates) }
}
