import type { Programme } from '../../model/programme.ts'
import { loadEstate } from '../load-estate.ts'
import { InterchangeError } from './errors.ts'
import { exportInto } from './export-into.ts'
import { exportSchedule } from './export-schedule.ts'
import { footprintsGeoJson } from './footprints/write-footprints.ts'
import { SCHEDULE_FORMATS } from './foreign-schedule.ts'
import { siteOf } from './import-file.ts'
import { ENCODINGS, readEncoding } from './text/encodings.ts'

interface ExportAsked {
  readonly format: string | undefined
  readonly encoding: string | undefined
  readonly project: string | undefined
  readonly site: string | undefined
  readonly estate: string | undefined
  programme(): Promise<Programme>
  readonly into: { readonly bytes: Uint8Array; readonly file: string } | undefined
}

interface ExportedFile {
  readonly bytes: Uint8Array
  readonly holds: readonly string[]
  readonly untold: readonly string[]
}

/**
 * The file of another program that a programme becomes, or the outlines of an estate.
 * @throws ProgrammeError, InterchangeError, EstateError with everything that is wrong
 */
export async function exportFile(asked: ExportAsked): Promise<ExportedFile> {
  const { encoding, into, project } = asked
  if (asked.format === 'geojson') {
    const { estate } = await loadEstate(asked.estate, { writeIds: false })
    const { count, text } = footprintsGeoJson(estate, siteOf(estate, asked.site))
    return {
      bytes: new TextEncoder().encode(text),
      holds: [`${count} ${count === 1 ? 'outline' : 'outlines'}`],
      untold: [],
    }
  }
  const format = SCHEDULE_FORMATS.find((one) => one === asked.format)
  const programme = await asked.programme()
  if (into) {
    const { bytes, changed, untold } = exportInto(programme, into.bytes, into.file, { format, encoding, project })
    const holds = [
      changed === 0
        ? 'the same as the original'
        : `the original with ${changed} ${changed === 1 ? 'activity' : 'activities'} changed`,
    ]
    return { bytes, untold, holds }
  }
  if (!format) throw new InterchangeError(`The format ${asked.format} is none of ${SCHEDULE_FORMATS.join(', ')}.`)
  const known = encoding === undefined ? undefined : readEncoding(encoding)
  if (encoding !== undefined && !known)
    throw new InterchangeError(`The encoding ${encoding} is none of ${ENCODINGS.join(', ')}.`)
  const { bytes, untold } = exportSchedule(programme, format, { file: 'The programme', encoding: known })
  const { activities, links } = programme
  return { bytes, untold, holds: [`${activities.length} activities`, `${links.length} links`] }
}
