import type { GanttRow } from './gantt-rows.ts'

/** As many rows above the one that is gone to, so that it does not stand alone. */
const ABOVE = 2

/** A row that is gone to, and the row that then is the uppermost. */
export interface OpeningRow {
  readonly at: number
  readonly top: number
}

/**
 * Where work stands: the first row that is under way, else that which begins next. A package that is folded stands for what is in it. The
 * package is above its activity where it is near.
 *
 * @param dataDate number of the day until which reports count
 * @returns undefined where all is done
 */
export function openingRow(rows: readonly GanttRow[], dataDate: number): OpeningRow | undefined {
  let next: { readonly at: number; readonly start: number } | undefined
  for (const [at, row] of rows.entries()) {
    if (row.kind === 'package' && row.isOpen) continue
    if (isUnderWay(row, dataDate)) return opened(rows, at)
    const start = startOf(row, dataDate)
    if (start !== undefined && (next === undefined || start < next.start)) next = { at, start }
  }
  return next && opened(rows, next.at)
}

function isUnderWay(row: GanttRow, dataDate: number): boolean {
  return row.kind === 'activity' ? row.item.state === 'begun' : row.start <= dataDate && dataDate < row.finish - 1
}

/** When it begins; undefined where that is over. */
function startOf(row: GanttRow, dataDate: number): number | undefined {
  if (row.kind === 'activity') return row.item.state === 'planned' ? row.item.start : undefined
  return row.start > dataDate ? row.start : undefined
}

function opened(rows: readonly GanttRow[], at: number): OpeningRow {
  const above = rows.slice(Math.max(0, at - ABOVE - 1), at).findIndex(({ kind }) => kind === 'package')
  const top = above < 0 ? at - ABOVE : Math.max(0, at - ABOVE - 1) + above
  return { at, top: Math.max(0, top) }
}
