import { isoDay } from './day-number.ts'
import type { GanttRow, SortBy } from './gantt-rows.ts'
import type { GanttWords } from './gantt-words.ts'

/** Columns beside the picture, in the order they stand. */
export const COLUMNS = ['name', 'start', 'finish', 'duration', 'float', 'done', 'late'] as const
export type GanttColumn = (typeof COLUMNS)[number]

const WIDTHS: Readonly<Record<GanttColumn, number>> = {
  ...{ name: 248, start: 104, finish: 104, duration: 76, float: 76, done: 76, late: 76 },
}
const NARROW_NAME = 148
/** What is left to the picture at least. */
const PICTURE_SHARE = 0.5
/** Which columns are shown first where there is no room for all. */
const BY_WORTH: readonly GanttColumn[] = ['name', 'float', 'finish', 'late', 'done', 'start', 'duration']
export const SORT_OF: Partial<Readonly<Record<GanttColumn, SortBy>>> = {
  ...{ name: 'name', start: 'start', finish: 'finish', float: 'float', late: 'late' },
}

/** Columns for which there is room beside a picture. */
export function columnsFor(width: number): ReadonlySet<GanttColumn> {
  let left = width * (1 - PICTURE_SHARE)
  const shown = new Set<GanttColumn>()
  for (const column of BY_WORTH) {
    left -= WIDTHS[column]
    if (left < 0 && column !== 'name') break
    shown.add(column)
  }
  return shown
}

/** Pixels of a column; on a narrow page names are shortened. */
export function columnWidth(column: GanttColumn, pageWidth: number): number {
  return column === 'name' && pageWidth < 600 ? NARROW_NAME : WIDTHS[column]
}

/** Pixels of all columns that are shown. */
export function tableWidth(columns: ReadonlySet<GanttColumn>, pageWidth: number): number {
  return COLUMNS.reduce((sum, column) => sum + (columns.has(column) ? columnWidth(column, pageWidth) : 0), 0)
}

/** What a cell says; names are said elsewhere. */
export function cellText(row: GanttRow, column: Exclude<GanttColumn, 'name'>, words: GanttWords): string {
  const { finish, float, late, start } = row.kind === 'package' ? row : row.item
  switch (column) {
    case 'start':
      return row.kind === 'activity' && row.item.activity.kind === 'milestone' ? '' : words.firstDay(start)
    case 'finish':
      return words.lastDay(finish)
    case 'duration':
      return row.kind === 'package' ? '' : words.workdays(row.item.duration)
    case 'float':
      return words.workdays(float)
    case 'done':
      return words.share(row.kind === 'package' ? row.done : row.item.activity.done)
    case 'late':
      return words.late(late)
  }
}

/** The rows with all that is known of them, days as ISO, shares from 0 to 1, float and duration in working days. */
export function ganttCsv(rows: readonly GanttRow[]): (string | number | null | undefined)[][] {
  const head = ['kind', 'id', 'package', 'name', 'start', 'finish', 'duration', 'total float', 'done', 'late']
  return [
    [
      ...head,
      'critical',
      'longest path',
      'baseline start',
      'baseline finish',
      'due',
      'moved',
      'gate',
      'level',
      'done by',
    ],
    ...rows.map((row) => {
      if (row.kind === 'package') {
        const { done, finish, float, id, isCritical, isLongest, late, name, start } = row
        const days = [isoDay(start), isoDay(finish - 1)]
        return ['package', id, id, name, ...days, null, float, done, late, yes(isCritical), yes(isLongest)]
      }
      const { activity, baseline, duration, float, late } = row.item
      return [
        ...[activity.kind, activity.id, activity.package, row.name, activity.start, activity.finish],
        ...[duration, float, activity.done, late, yes(row.item.isCritical), yes(activity.isLongest)],
        ...[baseline && isoDay(baseline.from), baseline && isoDay(baseline.until - 1)],
        ...[activity.due, activity.moved, activity.gate, activity.level, activity.reported?.source],
      ]
    }),
  ]
}

function yes(is: boolean): string {
  return is ? 'yes' : 'no'
}
