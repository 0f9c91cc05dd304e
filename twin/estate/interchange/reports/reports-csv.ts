import { isMap, isSeq, parseDocument } from 'yaml'
import type { Diagnostic } from '../../../kit/diagnostic.ts'
import { nearestName } from '../../../kit/nearest-name.ts'
import { type Day, readDay } from '../../../model/day.ts'
import { ProgrammeError } from '../../programme/errors.ts'
import { readProgramme } from '../../programme/read-programme.ts'
import { refusedFile, wrongFile } from '../errors.ts'
import { idText } from '../foreign-ids.ts'
import { type DecodedFile, decodeFile } from '../text/decode-file.ts'
import { type CsvRow, csvRows } from './csv-rows.ts'

const COLUMNS = [
  'activity',
  'at',
  'percent',
  'started',
  'finished',
  'remaining',
  'cost',
  'by',
  'evidence',
  'note',
] as const
type Column = (typeof COLUMNS)[number]
const NEEDED: readonly Column[] = ['activity', 'at', 'by']
const DAYS: readonly string[] = ['at', 'started', 'finished'] satisfies readonly Column[]
const NUMBERS: readonly string[] = ['percent', 'cost'] satisfies readonly Column[]
const MOST_ROWS = 100_000

/** A programme file with reports added, and how many. */
export interface AddedReports {
  readonly text: string
  readonly count: number
  /** The data date, where a report of a later day has moved it on. */
  readonly movedTo?: Day
}

interface ProgrammeFile {
  readonly text: string
  readonly file: string
  readonly today: Day
}

/** A row of the file as the programme's file says it. */
interface Written {
  readonly row: CsvRow
  readonly report: Readonly<Record<string, unknown>>
}

/**
 * The text of a programme file with the reports of a CSV file added to those that it has; all else in it stays, comments too.
 * @param programme the text of its file, which is well by itself; a report until its `today` moves the data date on
 * @throws InterchangeError with everything that the programme has against the rows, by line of the CSV file
 */
export function addReports(bytes: Uint8Array, file: string, programme: ProgrammeFile, encoding?: string): AddedReports {
  const decoded = decodeFile(bytes, file, { named: encoding })
  const { header, rows } = tableOf(decoded)
  const written = rows.map((row): Written => ({ row, report: reportOf(row, header) }))
  const faults: Diagnostic[] = rows.flatMap(({ cells, line }) =>
    cells.length <= header.length
      ? []
      : [
          {
            file,
            line,
            column: 1,
            path: [],
            message: 'The row has more cells than the first line has names.',
            found: `${cells.length}`,
            allowed: `${header.length}`,
          },
        ],
  )
  // What is wrong with a row by itself hides what is wrong between it and others: so those without such a fault are tried again.
  const first = tried(written, programme, file, header)
  if ('text' in first && faults.length === 0) {
    const { movedTo, text } = first
    return { text, count: rows.length, ...(movedTo !== undefined && { movedTo }) }
  }
  const found = 'text' in first ? [] : first.diagnostics
  const wrong = new Set(found.map(({ line }) => line))
  const rest = written.filter(({ row }) => !wrong.has(row.line))
  const second = found.length === 0 || rest.length === 0 ? undefined : tried(rest, programme, file, header)
  throw wrongFile(file, [...faults, ...found, ...(second && 'diagnostics' in second ? second.diagnostics : [])])
}

function tableOf({ file, text }: DecodedFile): {
  readonly header: readonly string[]
  readonly rows: readonly CsvRow[]
} {
  const read = csvRows(text)
  if ('unclosed' in read) throw refusedFile(file, 'A quote that is opened here is not closed.', { line: read.unclosed })
  const [head, ...rows] = read.rows
  const allowed = COLUMNS.join(', ')
  if (!head || rows.length === 0)
    throw refusedFile(file, 'The file holds no report.', {
      allowed: `a first line with ${allowed}, and a row to each report`,
    })
  if (rows.length > MOST_ROWS)
    throw refusedFile(file, `The file has ${rows.length} rows.`, { allowed: `at most ${MOST_ROWS}` })
  const header = head.cells.map((cell) => cell.toLowerCase())
  const place = { file, line: head.line, path: [] }
  const faults = header.flatMap((name, at): readonly Diagnostic[] => {
    const here = { ...place, column: head.columns[at] ?? 1, found: name }
    const nearest = nearestName(name, COLUMNS)
    if (!COLUMNS.some((one) => one === name))
      return [
        { ...here, message: 'This is the name of no column.', allowed, ...(nearest !== undefined && { nearest }) },
      ]
    return header.indexOf(name) < at ? [{ ...here, message: 'This column is there already.', allowed }] : []
  })
  const missing = NEEDED.filter((name) => !header.includes(name)).map(
    (name): Diagnostic => ({ ...place, column: 1, message: `The column ${name} is missing.`, allowed }),
  )
  if (faults.length + missing.length > 0) throw wrongFile(file, [...faults, ...missing])
  return { header, rows }
}

function reportOf({ cells }: CsvRow, header: readonly string[]): Readonly<Record<string, unknown>> {
  const said = Object.fromEntries(
    header.flatMap((name, at) => {
      const cell = cells[at] ?? ''
      return cell === '' ? [] : [[name, cellValue(name, cell)] as const]
    }),
  )
  // All of what is finished is done, and nothing of what is not said to have begun.
  const percent = said.finished === undefined ? 0 : 100
  return said.percent === undefined && (said.finished !== undefined || said.started === undefined)
    ? { ...said, percent }
    : said
}

/** Activities may be named as the other program names them, days written as 1.3.2027, and numbers with a comma or a percent sign. */
function cellValue(name: string, cell: string): unknown {
  if (name === 'activity') return idText(cell) || cell
  if (DAYS.includes(name)) {
    const [, day, month, year] = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})\.?$/.exec(cell) ?? []
    return year === undefined ? cell : `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`
  }
  if (!NUMBERS.includes(name)) return cell
  const plain = cell.replace(/\s?%$/, '')
  const number = Number(plain.includes('.') ? plain : plain.replace(',', '.'))
  return Number.isFinite(number) ? number : cell
}

/** The last day of the rows that is over, where the programme is known until an earlier one. */
function laterDay(known: unknown, written: readonly Written[], today: Day): Day | undefined {
  const days = written.flatMap(({ report }) => readDay(String(report.at)) ?? [])
  const last = days
    .filter((one) => one <= today)
    .reduce<string>((most, one) => (one > most ? one : most), String(known))
  return last === known ? undefined : (last as Day)
}

/** The programme with the rows, or what it has against them. */
function tried(
  written: readonly Written[],
  programme: ProgrammeFile,
  file: string,
  header: readonly string[],
): { readonly text: string; readonly movedTo?: Day | undefined } | { readonly diagnostics: readonly Diagnostic[] } {
  const document = parseDocument(programme.text, { uniqueKeys: false })
  const there = document.get('reports')
  const before = isSeq(there) ? there.items.length : 0
  const movedTo = laterDay(document.get('dataDate'), written, programme.today)
  if (movedTo !== undefined) document.set('dataDate', movedTo)
  const nodes = written.map(({ report }) => document.createNode(report))
  for (const node of nodes) if (isMap(node)) node.flow = true
  if (isSeq(there)) there.items.push(...nodes)
  else document.set('reports', nodes)
  const text = document.toString({ lineWidth: 0, flowCollectionPadding: false })
  try {
    readProgramme(new TextEncoder().encode(text), programme.file)
    return { text, movedTo }
  } catch (error) {
    if (!(error instanceof ProgrammeError)) throw error
    const diagnostics = error.diagnostics.map((diagnostic) => {
      const [list, number, field] = diagnostic.path
      const one = list === 'reports' && typeof number === 'number' ? written[number - before] : undefined
      if (!one) return diagnostic
      const at = header.indexOf(String(field))
      const { columns, line } = one.row
      return { ...diagnostic, file, line, column: columns[at] ?? 1, path: field === undefined ? [] : [field] }
    })
    return { diagnostics }
  }
}
