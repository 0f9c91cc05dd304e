import type { Estate } from '../../model/estate.ts'
import { loadPlanned, type PlannedEstate } from './load-planned.ts'

/** The files of what is planned, beside a programme: read when they are first asked for. */
export class PlannedFiles {
  #read: { readonly key: string; readonly estate: Promise<PlannedEstate> } | undefined

  constructor(
    private readonly today: { readonly estate: Estate; readonly folder: string },
    private readonly programmeFile: string,
  ) {}

  /**
   * @param files all that the programme names
   * @throws EstateError that tells everything that is wrong, by file and line
   */
  read(files: readonly string[]): Promise<PlannedEstate> {
    const key = files.join('\n')
    if (this.#read?.key === key) return this.#read.estate
    const estate = loadPlanned(this.today, this.programmeFile, files)
    this.#read = { key, estate }
    // A file that was mended is read again.
    estate.catch(() => {
      if (this.#read?.estate === estate) this.#read = undefined
    })
    return estate
  }
}
