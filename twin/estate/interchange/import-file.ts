import { refusedFile } from './errors.ts'
import { SCHEDULE_FORMATS } from './foreign-schedule.ts'
import { type ImportedFile, importedProgramme } from './imported-programme.ts'

interface ImportAsked {
  readonly format: string | undefined
  readonly encoding: string | undefined
  readonly project: string | undefined
  readonly site: string | undefined
  readonly estate: string | undefined
  readonly programme: string | undefined
}

/**
 * What a file of another program becomes here: a schedule a programme.
 * @throws InterchangeError with everything that is wrong in it, by line
 */
export async function importFile(bytes: Uint8Array, file: string, asked: ImportAsked): Promise<ImportedFile> {
  const { encoding, format, project } = asked
  if (format === 'geojson' || format === 'csv') throw refusedFile(file, 'This format is not read yet.')
  return importedProgramme(bytes, file, { encoding, project, format: SCHEDULE_FORMATS.find((one) => one === format) })
}
