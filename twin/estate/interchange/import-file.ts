import { readFile } from 'node:fs/promises'
import type { Day } from '../../model/day.ts'
import type { Estate } from '../../model/estate.ts'
import type { Programme } from '../../model/programme.ts'
import type { Site } from '../../model/things.ts'
import { loadEstate } from '../load-estate.ts'
import { loadProgramme, programmeBytes, programmePath } from '../programme/load-programme.ts'
import { InterchangeError } from './errors.ts'
import { readFootprints } from './footprints/read-footprints.ts'
import { footprintsYaml } from './footprints/write-footprints.ts'
import { SCHEDULE_FORMATS } from './foreign-schedule.ts'
import { type ImportedFile, importedProgramme } from './imported-programme.ts'
import { joinedProgramme } from './join/joined-programme.ts'
import { addReports } from './reports/reports-csv.ts'

interface ImportAsked {
  readonly format: string | undefined
  readonly encoding: string | undefined
  readonly project: string | undefined
  readonly site: string | undefined
  readonly estate: string | undefined
  readonly programme: string | undefined
  /** A programme to which a schedule is joined, and the baseline as which its plan is kept, by the programme with what is entered. */
  readonly onto?:
    | { readonly path: string; readonly keep: { readonly id: string; programme(): Promise<Programme> } | undefined }
    | undefined
  /** Until when something can be reported. */
  readonly today: Day
}

/** What files hold that are no schedules, and what to do with them. */
const NOT_JOINED: ReadonlyMap<string | undefined, string> = new Map([
  ['csv', 'reports; say with --programme to which one they are added'],
  ['geojson', 'outlines; leave --onto out'],
])

/**
 * What a file of another program becomes here: a schedule a programme (or one that was there with the plan joined in), outlines a file of an estate, reports a programme with them.
 * @throws InterchangeError, ProgrammeError, EstateError with everything that is wrong, by line
 */
export async function importFile(bytes: Uint8Array, file: string, asked: ImportAsked): Promise<ImportedFile> {
  const { encoding, estate: folder, format = formatOf(file), programme, project } = asked
  const notJoined = NOT_JOINED.get(format)
  if (asked.onto && notJoined !== undefined)
    throw new InterchangeError(`--onto joins a schedule to a programme, and ${file} holds ${notJoined}.`)
  if (format === 'geojson') {
    const { estate } = await loadEstate(folder, { writeIds: false })
    const site = siteOf(estate, asked.site)
    const outlines = readFootprints(bytes, file, estate, site)
    const comment = `Outlines of ${nameOf(file)}, in metres of ${site.path}.`
    const count = `${outlines.length} ${outlines.length === 1 ? 'outline' : 'outlines'}`
    return { text: footprintsYaml(outlines, comment), holds: [count], untold: [] }
  }
  if (format === 'csv') {
    const path = programmePath(programme, folder)
    await loadProgramme(path)
    const known = { text: await readFile(path, 'utf8'), file: path, today: asked.today }
    const { count, movedTo, text } = addReports(bytes, file, known, encoding)
    const added = `${count} ${count === 1 ? 'report' : 'reports'} added to ${path}`
    return { text, holds: [added, ...(movedTo === undefined ? [] : [`the data date is now ${movedTo}`])], untold: [] }
  }
  const options = { encoding, project, format: SCHEDULE_FORMATS.find((one) => one === format) }
  if (!asked.onto) return importedProgramme(bytes, file, options)
  const { keep: kept, path } = asked.onto
  const keep = kept && { id: kept.id, of: await kept.programme() }
  return joinedProgramme(bytes, file, { bytes: await programmeBytes(path), file: nameOf(path), keep }, options)
}

/** The site that was named; the only one of an estate need not be. */
export function siteOf(estate: Estate, named: string | undefined): Site {
  const sites = estate.ofKind('site')
  const [first, second] =
    named === undefined ? sites : sites.filter(({ path }) => path === named.replace(/^\/+|\/+$/g, ''))
  if (first && !second) return first
  const paths = sites.map(({ path }) => path).join(', ')
  throw new InterchangeError(
    named === undefined
      ? `Say with --site of which site: ${paths}.`
      : `--site ${named} is none of the estate: it has ${paths}.`,
  )
}

/** By the end of its name; undefined for what may be a schedule. */
function formatOf(file: string): string | undefined {
  if (/\.(geo)?json$/i.test(file)) return 'geojson'
  return /\.csv$/i.test(file) ? 'csv' : undefined
}

function nameOf(file: string): string {
  return (file.split(/[\\/]/).at(-1) ?? file).replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ')
}
