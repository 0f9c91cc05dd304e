import { ProgrammeError } from '../programme/errors.ts'
import { readProgramme } from '../programme/read-programme.ts'
import { writeProgramme } from '../programme/write-programme.ts'
import { refusedFile } from './errors.ts'
import { type ImportOptions, importSchedule } from './import-schedule.ts'

/** What an import gives: the text of a file of this program, and what to say of it. */
export interface ImportedFile {
  readonly text: string
  /** What is in it, for people: `12 activities`. */
  readonly holds: readonly string[]
  /** What is in the other file and not in it. */
  readonly untold: readonly string[]
  /** What becomes other in a file that was there; none where it is new. */
  readonly changes?: readonly string[]
}

const FORMATS = { msproject: 'MS Project XML', p6: 'Primavera P6 XML', xer: 'Primavera P6 XER' } as const

/**
 * The programme file of a schedule of another program.
 * @throws InterchangeError with everything that is wrong in the schedule, by line
 */
export function importedProgramme(bytes: Uint8Array, file: string, options: ImportOptions): ImportedFile {
  const { decoded, format, programme, untold } = importSchedule(bytes, file, options)
  const comment = `From ${file.split(/[\\/]/).at(-1)} (${FORMATS[format]}, ${decoded.encoding}). All of its dates and durations are taken as assumed.`
  const text = writeProgramme(programme, comment.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' '))
  try {
    readProgramme(new TextEncoder().encode(text), file)
  } catch (error) {
    if (!(error instanceof ProgrammeError)) throw error
    const [first] = error.diagnostics
    throw refusedFile(file, 'A programme file cannot say all of this schedule.', {
      ...(first && {
        found: `${first.path.join(' › ')} ${first.message}`,
        ...(first.allowed && { allowed: first.allowed }),
      }),
    })
  }
  const { activities, baselines, calendars, links, packages, reports } = programme
  const counts: readonly (readonly [number, string, string])[] = [
    [activities.length, 'activity', 'activities'],
    [packages.length, 'work package', 'work packages'],
    [links.length, 'link', 'links'],
    [calendars.length, 'calendar', 'calendars'],
    [baselines.length, 'baseline', 'baselines'],
    [reports.length, 'report of progress', 'reports of progress'],
  ]
  return {
    text,
    holds: counts.flatMap(([count, one, many]) => (count > 0 ? [`${count} ${count === 1 ? one : many}`] : [])),
    untold,
  }
}
