import { FaultList } from '../fault-list.ts'
import type { Place } from '../foreign-schedule.ts'
import type { DecodedFile } from '../text/decode-file.ts'

/** A row of a table, and where in the text each of its values stands. */
export interface XerRow extends Place {
  /** By name of the column; none for columns that the row ends before. */
  readonly values: ReadonlyMap<string, string>
  /** First letter of each value, and the one after its last. */
  readonly spans: ReadonlyMap<string, { readonly from: number; readonly until: number }>
}

export interface XerTable {
  readonly name: string
  readonly columns: readonly string[]
  readonly rows: readonly XerRow[]
}

const MOST_ROWS = 2_000_000

/**
 * The tables of an XER file: lines that begin with %T (the name of a table), %F (its columns), %R (a row), and %E at the end, with values between tabs.
 * @param wanted tables whose rows are kept; of the others only the names
 * @throws InterchangeError with every line that is none of these, and for a file that is cut off
 */
export function readXerTables(decoded: DecodedFile, wanted: ReadonlySet<string>): ReadonlyMap<string, XerTable> {
  const { file, text } = decoded
  const faults = new FaultList(file)
  const tables = new Map<string, XerTable & { rows: XerRow[]; columns: readonly string[] }>()
  let table: { name: string; columns: readonly string[]; rows: XerRow[] } | undefined
  let isEnded = false
  let rows = 0
  let start = text.startsWith('\ufeff') ? 1 : 0
  if (!text.startsWith('ERMHDR', start))
    faults.add({ line: 1, column: 1 }, [], 'The file does not begin as an XER file does.', {
      allowed: 'ERMHDR in its first line',
    })
  for (let line = 1; start < text.length; line++) {
    const feed = text.indexOf('\n', start)
    const end = feed < 0 ? text.length : feed
    const until = text[end - 1] === '\r' && end > start ? end - 1 : end
    const mark = text.slice(start, start + 2)
    const place = { line, column: 1 }
    if (mark === '%T') {
      const name = text.slice(start + 3, until).split('\t')[0] ?? ''
      if (tables.has(name)) faults.add(place, [name], 'is a table that is in the file already')
      table = { name, columns: [], rows: [] }
      tables.set(name, table)
    } else if (mark === '%F') {
      if (table) table.columns = text.slice(start + 3, until).split('\t')
      else faults.add(place, [], 'Columns stand here without a table (%T) before them.')
    } else if (mark === '%R') {
      if (!table) faults.add(place, [], 'A row stands here without a table (%T) before it.')
      else if (wanted.has(table.name)) {
        if (++rows > MOST_ROWS) break
        const row = rowOf(text, { from: start + 3, until }, table.columns, place)
        if (row) table.rows.push(row)
        else faults.add(place, [table.name], `has a row of more values than its ${table.columns.length} columns`)
      }
    } else if (mark === '%E') {
      isEnded = true
      break
    } else if (line > 1 && until > start && (!table || wanted.has(table.name)))
      faults.add(place, [], 'This line is none of an XER file.', { allowed: '%T, %F, %R or %E at its beginning' })
    if (feed < 0) break
    start = feed + 1
  }
  if (faults.isEmpty && !isEnded)
    faults.add(
      { line: text.split('\n').length, column: 1 },
      [],
      'The file ends without its last line (%E): it is cut off.',
    )
  if (rows > MOST_ROWS) faults.add({ line: 1, column: 1 }, [], `The file has more than ${MOST_ROWS} rows.`)
  faults.throwAll()
  return tables
}

function rowOf(
  text: string,
  { from, until }: { readonly from: number; readonly until: number },
  columns: readonly string[],
  place: Place,
): XerRow | undefined {
  const values = new Map<string, string>()
  const spans = new Map<string, { from: number; until: number }>()
  let at = from
  for (let number = 0; at <= until; number++) {
    const tab = text.indexOf('\t', at)
    const end = tab < 0 || tab > until ? until : tab
    const column = columns[number]
    // Tabs after the last value are no values more.
    if (column === undefined) return text.slice(at, until).trim() === '' ? { ...place, values, spans } : undefined
    values.set(column, text.slice(at, end))
    spans.set(column, { from: at, until: end })
    at = end + 1
  }
  return { ...place, values, spans }
}
