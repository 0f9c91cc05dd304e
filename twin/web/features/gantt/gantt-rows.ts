import type { Named } from '../../i18n/name-of.ts'
import { dayNumber } from './day-number.ts'
import type { GanttActivity, GanttModel } from './gantt-model.ts'

/** A row of an activity, or of a work package with what its activities come to. */
export type GanttRow = ActivityRow | PackageRow

export interface ActivityRow {
  readonly kind: 'activity'
  /** Differs from that of a package of the same id. */
  readonly key: string
  readonly name: string
  readonly level: 1 | 2
  /** Place among the activities of the model. */
  readonly at: number
  readonly item: GanttActivity
  /** Key of the row of its package; undefined where rows are not grouped. */
  readonly parent: string | undefined
}

export interface PackageRow {
  readonly kind: 'package'
  readonly key: string
  readonly id: string
  readonly name: string
  readonly level: 1
  readonly isOpen: boolean
  /** Of how many activities that the filter leaves. */
  readonly count: number
  readonly start: number
  readonly finish: number
  /** Share of the work; undefined where nobody reports what was to begin. */
  readonly done: number | undefined
  /** The least float and the worst delay of its activities. */
  readonly float: number | undefined
  readonly late: number | undefined
  readonly isCritical: boolean
  readonly isLongest: boolean
}

export const SORTS = ['programme', 'name', 'start', 'finish', 'float', 'late'] as const
export type SortBy = (typeof SORTS)[number]

export interface RowOrder {
  readonly by: SortBy
  readonly descending: boolean
}

export interface RowFilter {
  readonly criticalOnly: boolean
  readonly lateOnly: boolean
  /** Only what is under construction on this day. */
  readonly underConstructionOn: string | undefined
  /** Only this work package. */
  readonly package: string | undefined
  /** Part of a name or an id. */
  readonly text: string
}

export const NO_FILTER: RowFilter = {
  ...{ criticalOnly: false, lateOnly: false, underConstructionOn: undefined, package: undefined, text: '' },
}

interface RowsAsked {
  readonly filter: RowFilter
  readonly order: RowOrder
  /** Ids of packages whose activities are not shown. */
  readonly folded: ReadonlySet<string>
  readonly nameOf: (named: Named) => string
  readonly compare: (one: string, other: string) => number
}

/** The rows in order: packages with their activities below, both sorted; packages of which the filter leaves nothing are left out. */
export function ganttRows(model: GanttModel, { filter, order, folded, nameOf, compare }: RowsAsked): GanttRow[] {
  const passes = filterOf(model, filter, nameOf)
  const children = new Map<string, ActivityRow[]>()
  model.activities.forEach((item, at) => {
    if (!passes(item)) return
    const id = item.activity.package
    const row: ActivityRow = {
      ...{ kind: 'activity', key: `a:${item.activity.id}`, name: nameOf(item.activity), level: 2, at, item },
      parent: `p:${id}`,
    }
    const found = children.get(id)
    if (found) found.push(row)
    else children.set(id, [row])
  })
  const dataDate = dayNumber(model.view.dataDate)
  const packages = model.view.packages.flatMap((one): readonly PackageRow[] => {
    const rows = children.get(one.id)
    return rows ? [packageRow(one.id, nameOf(one), rows, !folded.has(one.id), dataDate)] : []
  })
  const inOrder = comparison(order, compare)
  if (order.by !== 'programme' || order.descending) {
    if (inOrder) for (const rows of children.values()) rows.sort(inOrder)
    if (inOrder) packages.sort(inOrder)
  }
  return packages.flatMap((row) => (row.isOpen ? [row, ...(children.get(row.id) ?? [])] : [row]))
}

/** How many activities the filter leaves, whether their package is folded or not. */
export function countOf(rows: readonly GanttRow[]): number {
  return rows.reduce((sum, row) => sum + (row.kind === 'package' ? row.count : 0), 0)
}

function filterOf(
  { view }: GanttModel,
  { criticalOnly, lateOnly, package: only, text, underConstructionOn }: RowFilter,
  nameOf: (named: Named) => string,
): (item: GanttActivity) => boolean {
  const wanted = text.trim().toLocaleLowerCase()
  const on = underConstructionOn === undefined ? undefined : dayNumber(underConstructionOn)
  const packageNames = new Map(view.packages.map((one) => [one.id, nameOf(one).toLocaleLowerCase()]))
  return (item) => {
    const { activity } = item
    if (criticalOnly && !item.isCritical) return false
    if (lateOnly && !isLate(item)) return false
    if (only !== undefined && activity.package !== only) return false
    if (on !== undefined && !isUnderConstruction(item, on)) return false
    return (
      wanted === '' ||
      nameOf(activity).toLocaleLowerCase().includes(wanted) ||
      activity.id.toLocaleLowerCase().includes(wanted) ||
      (packageNames.get(activity.package)?.includes(wanted) ?? false)
    )
  }
}

/** After its baseline, after a day that is due, or without room to keep one. */
export function isLate({ float, late, missedBy }: GanttActivity): boolean {
  return (late ?? 0) > 0 || missedBy > 0 || (float ?? 0) < 0
}

/** Does the work on it go on that day? */
export function isUnderConstruction({ activity, finish, start }: GanttActivity, day: number): boolean {
  return activity.kind !== 'milestone' && start <= day && day < finish
}

function packageRow(
  id: string,
  name: string,
  rows: readonly ActivityRow[],
  isOpen: boolean,
  dataDate: number,
): PackageRow {
  const items = rows.map(({ item }) => item)
  const known = (values: readonly (number | undefined)[]) => values.filter((value) => value !== undefined)
  const least = (values: readonly number[]) =>
    values.length === 0 ? undefined : values.reduce((one, other) => Math.min(one, other))
  const most = (values: readonly number[]) =>
    values.length === 0 ? undefined : values.reduce((one, other) => Math.max(one, other))
  return {
    ...{ kind: 'package', key: `p:${id}`, id, name, level: 1, isOpen, count: items.length },
    start: least(items.map(({ start }) => start)) ?? 0,
    finish: most(items.map(({ finish }) => finish)) ?? 0,
    done: doneOf(items, dataDate),
    float: least(known(items.map(({ float }) => float))),
    late: most(known(items.map(({ late }) => late))),
    isCritical: items.some((item) => item.isCritical),
    isLongest: items.some(({ activity }) => activity.isLongest),
  }
}

/** By the work of each; what was to begin and is not reported makes it unknown. */
function doneOf(items: readonly GanttActivity[], dataDate: number): number | undefined {
  let [work, done] = [0, 0]
  for (const { activity, duration, start } of items) {
    if (activity.done === null && start < dataDate) return undefined
    work += duration
    done += duration * (activity.done ?? 0)
  }
  if (work > 0) return done / work
  return items.every(({ state }) => state === 'finished') ? 1 : 0
}

type Comparison = (one: GanttRow, other: GanttRow) => number

function comparison({ by, descending }: RowOrder, compare: RowsAsked['compare']): Comparison | undefined {
  const sign = descending ? -1 : 1
  if (by === 'programme') return undefined
  if (by === 'name') return (one, other) => sign * compare(one.name, other.name)
  return (one, other) => {
    const [a, b] = [sortValue(one, by), sortValue(other, by)]
    // What has no value comes last, whichever way.
    if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined)
    return sign * (a - b)
  }
}

function sortValue(row: GanttRow, by: 'start' | 'finish' | 'float' | 'late'): number | undefined {
  return row.kind === 'package' ? row[by] : row.item[by]
}
