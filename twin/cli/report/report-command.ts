import { resolve } from 'node:path'
import type { Command, CommandCall, ExitStatus } from '../../kit/command.ts'
import type { Estate } from '../../model/estate.ts'
import type { Site } from '../../model/things.ts'
import type { CapacityReport } from '../../report/capacity-report.ts'
import { reportHtml } from '../../report/html/report-html.ts'
import { monthBefore } from '../../report/month-before.ts'
import { reportCsv } from '../../report/report-csv.ts'
import { REPORT_LANGUAGES, type ReportLanguageName, reportLanguage } from '../../report/report-language.ts'
import { askServer, HERE } from '../questions/ask-server.ts'
import { askedOf, ESTATE_OPTION, type EstateQuestions } from '../questions/estate-questions.ts'
import { unlessUnasked } from '../questions/live-loads.ts'
import { declaredReport } from './declared-report.ts'
import { writeReport } from './write-report.ts'

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/
/** A server goes through a year of history for it. */
const PATIENCE_MS = 300_000

/** What the report command needs beside the estate. */
export interface ReportParts<E extends Estate> extends EstateQuestions<E> {
  /** The body of GET /api/report; undefined where it is none. Given by the main file. */
  readReport(body: unknown): CapacityReport | undefined
  clock(): number
}

/** `oblak report`: the monthly capacity report as HTML and CSV. */
export function reportCommand<E extends Estate>(parts: ReportParts<E>): Command {
  return {
    name: 'report',
    summary: 'the monthly capacity report of sites and halls, as HTML that prints on A4 and as CSV',
    options: [
      { flags: '--month <month>', description: 'a month such as 2026-10 (default: the last whole one)' },
      { flags: '--site <path>', description: 'one site (default: all)' },
      { flags: '--out <dir>', description: 'folder for the two files, made where it is missing' },
      {
        flags: '--language <language>',
        description: 'of the HTML',
        choices: REPORT_LANGUAGES,
        default: 'sr',
      },
      ESTATE_OPTION,
      {
        flags: '--server <url>',
        description: `the running server that has the history (default: ${HERE}; without one only what the estate declares is told)`,
      },
    ],
    examples: [
      'oblak report --out reports',
      'oblak report --month 2026-10 --site kragujevac --language en --out reports --server http://127.0.0.1:8080',
    ],
    run: (call) => unlessUnasked(call, report(call, parts)),
  }
}

async function report<E extends Estate>(call: CommandCall, parts: ReportParts<E>): Promise<ExitStatus> {
  const { io, json, options } = call
  const { language = 'sr', month: given, out, site: asked } = options as Readonly<Record<string, string | undefined>>
  if (out === undefined) return refused(call, 'say with --out the folder that the report is written to.')
  if (given !== undefined && !MONTH.test(given)) return refused(call, `--month ${given} is no month, as 2026-10.`)
  const known = await askedOf(call, asked === undefined ? [] : [asked], parts)
  if (!known) return 2
  const { estate, paths } = known
  const things = paths.length === 0 ? estate.ofKind('site') : paths.flatMap((path) => estate.find(path) ?? [])
  const sites = things.filter((thing): thing is Site => thing.kind === 'site')
  const [other] = things.filter(({ kind }) => kind !== 'site')
  if (other) return refused(call, `${other.path} is a ${other.kind}: a report is of sites.`)
  const now = parts.clock()
  const month = given ?? monthBefore(now, sites[0]?.utcOffsetName ?? 'UTC')
  if (month > new Date(now + 86_400_000).toISOString().slice(0, 7))
    return refused(call, `the month ${month} has not begun yet.`)
  const told = await ofServer(call, parts, estate.name, month, paths[0])
  const found = told ?? (await declaredReport(estate, sites, month, now))
  if (!told) io.message('oblak: no server was asked: history, energy and alarms are missing, loads are as declared.')
  const name = `oblak-capacity-${month}`
  const html = reportHtml(found, reportLanguage(language as ReportLanguageName))
  try {
    const files = await writeReport(resolve(io.workingFolder, out), {
      [`${name}.html`]: html,
      [`${name}.csv`]: reportCsv(found),
    })
    io.out(json ? JSON.stringify({ files, report: found }) : files.join('\n'))
    return 0
  } catch (error) {
    return refused(call, `${out} cannot be written: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** The report of a server that serves the same estate. */
async function ofServer<E extends Estate>(
  call: CommandCall,
  { readReport }: ReportParts<E>,
  estate: string,
  month: string,
  site: string | undefined,
): Promise<CapacityReport | undefined> {
  const query = new URLSearchParams({ month, ...(site !== undefined && { site }) })
  const patience = { here: PATIENCE_MS, there: PATIENCE_MS }
  const asked = await askServer(call, `/api/report?${query}`, readReport, patience)
  if (!asked || asked.answer.estate === estate) return asked?.answer
  call.io.message(`oblak: ${asked.server} serves the estate ${asked.answer.estate}, not ${estate}: it is not asked.`)
  return undefined
}

function refused({ io }: CommandCall, why: string): ExitStatus {
  io.message(`oblak: ${why}`)
  return 2
}
