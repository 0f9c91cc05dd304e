import { dayAfter } from '../../../model/day.ts'
import { beginOf } from '../../../model/wall-minute.ts'
import { xerMoment } from '../foreign-dates.ts'
import type { ActivityEdit, ForeignEdits } from '../foreign-edits.ts'
import type { DecodedFile } from '../text/decode-file.ts'
import { edited, type TextEdit } from '../text/text-edits.ts'
import { projectOf } from './read-xer.ts'
import { hours } from './write-xer.ts'
import { textAt } from './xer-row.ts'
import { readXerTables, type XerRow } from './xer-tables.ts'

/** The text of an XER file with other progress and dates, and what has no place in it. */
export function editXer(
  decoded: DecodedFile,
  edits: ForeignEdits,
  project: string | undefined,
): { readonly text: string; readonly untold: readonly string[] } {
  const tables = readXerTables(decoded, new Set(['PROJECT', 'TASK']))
  const rows = (name: string): readonly XerRow[] => tables.get(name)?.rows ?? []
  const main = projectOf(decoded.file, rows('PROJECT'), project)
  const number = textAt(main, 'proj_id')
  const tasks = new Map(
    rows('TASK')
      .filter((row) => textAt(row, 'proj_id') === number)
      .map((row) => [textAt(row, 'task_id'), row]),
  )
  const made: TextEdit[] = []
  const missed = new Set<string>()
  const set = (row: XerRow, column: string, value: string) => {
    const span = row.spans.get(column)
    if (!span) missed.add(column)
    else if (decoded.text.slice(span.from, span.until) !== value) made.push({ ...span, text: value })
  }
  if (edits.dataDate !== undefined) set(main, 'last_recalc_date', xerMoment(beginOf(dayAfter(edits.dataDate))))
  for (const edit of edits.activities) {
    const row = tasks.get(edit.key)
    if (row)
      for (const [column, value] of cellsOf(edit, textAt(row, 'complete_pct_type'), missed)) set(row, column, value)
  }
  const untold = [...missed].map((column) => `${column}, for which the file has no column or counts it itself`)
  return { text: edited(decoded.text, made), untold }
}

function* cellsOf(
  edit: ActivityEdit,
  percentType: string | undefined,
  missed: Set<string>,
): Generator<[string, string]> {
  const { done, duration, early, finished, late, remaining, row, started } = edit
  if (started !== undefined || finished !== undefined)
    yield [
      'status_code',
      row.finished !== undefined ? 'TK_Complete' : row.started !== undefined ? 'TK_Active' : 'TK_NotStart',
    ]
  if (started !== undefined) yield ['act_start_date', started === null ? '' : xerMoment(started)]
  if (finished !== undefined) yield ['act_end_date', finished === null ? '' : xerMoment(finished)]
  if (duration !== undefined) yield ['target_drtn_hr_cnt', String(hours(duration))]
  if (remaining !== undefined) yield ['remain_drtn_hr_cnt', String(hours(remaining))]
  if (done !== undefined) {
    if (percentType === 'CP_Phys') yield ['phys_complete_pct', String(Number((done * 100).toFixed(4)))]
    else if (percentType === 'CP_Units' || !isOfDuration(edit)) missed.add('percent')
  }
  if (early) {
    yield ['early_start_date', xerMoment(early.start)]
    yield ['early_end_date', xerMoment(early.finish)]
  }
  if (late) {
    yield ['late_start_date', xerMoment(late.start)]
    yield ['late_end_date', xerMoment(late.finish)]
  }
}

/** Is the share what the remaining duration leaves, as P6 counts it itself? */
function isOfDuration({ row: { activity, done, finished, remaining } }: ActivityEdit): boolean {
  return finished !== undefined || Math.abs(activity.duration * (1 - done) - remaining) <= 1
}
