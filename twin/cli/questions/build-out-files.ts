import { stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import type { CommandCall, CommandOption } from '../../kit/command.ts'
import { BOARD_TABLES, boardCsv } from '../../report/board/board-csv.ts'
import type { BoardData } from '../../report/board/board-data.ts'
import { boardCharts, boardHtml } from '../../report/board/board-html.ts'
import { boardLanguage } from '../../report/board/board-language.ts'
import { milestonesCalendar } from '../../report/calendar/milestones-calendar.ts'
import { REPORT_LANGUAGES, type ReportLanguageName } from '../../report/report-language.ts'
import { writeReport } from '../report/write-report.ts'
import { PeriodError } from './dated-estate.ts'

/** Options by which the answer is written to files as well. */
export const FILE_OPTIONS: readonly CommandOption[] = [
  {
    flags: '--board <file>',
    description: 'writes the report for the board: one HTML file that prints on two pages of A4',
  },
  { flags: '--csv <folder>', description: `writes ${BOARD_TABLES.join(', ')} as CSV; the folder is made` },
  {
    flags: '--charts <folder>',
    description: 'writes the charts of the report as SVG; the folder is made; PNG of a chart is given by the page',
  },
  { flags: '--calendar <file>', description: 'writes the milestones as iCalendar' },
  { flags: '--language <language>', description: 'of these files', choices: REPORT_LANGUAGES, default: 'sr' },
]

const FLAGS = ['board', 'csv', 'charts', 'calendar'] as const

/** Is any file asked for? */
export function wantsFiles({ options }: CommandCall): boolean {
  return FLAGS.some((name) => typeof options[name] === 'string')
}

/**
 * A file goes into a folder that is there, and a folder is made in one that is: a path that was mistyped makes no folders.
 * @throws PeriodError that names every folder that is missing
 */
export async function checkBuildOutFolders({ io, options }: CommandCall): Promise<void> {
  const missing: string[] = []
  for (const name of FLAGS) {
    const given = options[name]
    if (typeof given !== 'string' || given === '') continue
    const folder = dirname(resolve(io.workingFolder, given))
    const found = await stat(folder).catch(() => undefined)
    if (!found?.isDirectory()) missing.push(`--${name} ${given}: ${folder} is ${found ? 'no folder' : 'not there'}`)
  }
  if (missing.length > 0)
    throw new PeriodError(`Nothing was written. ${missing.join('; ')}. Make the folder first, or name another.`)
}

/**
 * Writes what is asked for, each whole or not at all.
 * @returns the paths
 * @throws PeriodError where one cannot be written, with what the file system says
 */
export async function writeBuildOutFiles({ io, options }: CommandCall, data: BoardData): Promise<readonly string[]> {
  const language = boardLanguage((options.language ?? 'sr') as ReportLanguageName)
  const path = (name: (typeof FLAGS)[number]) => {
    const given = options[name]
    return typeof given === 'string' && given !== '' ? resolve(io.workingFolder, given) : undefined
  }
  const [board, csv, charts, calendar] = FLAGS.map(path)
  const written: string[] = []
  const write = async (folder: string, files: Readonly<Record<string, string>>) => {
    try {
      written.push(...(await writeReport(folder, files)))
    } catch (error) {
      throw new PeriodError(`${folder} cannot be written: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  if (board) await write(dirname(board), { [basename(board)]: boardHtml(data, language) })
  if (csv)
    await write(csv, Object.fromEntries(BOARD_TABLES.map((table) => [`${table}.csv`, boardCsv(data, table)] as const)))
  if (charts)
    await write(
      charts,
      Object.fromEntries(boardCharts(data, language).map(({ name, svg }) => [`${name}.svg`, `${svg}\n`] as const)),
    )
  if (calendar) await write(dirname(calendar), { [basename(calendar)]: milestonesCalendar(data.view, language) })
  return written.map((file) => join(file))
}
