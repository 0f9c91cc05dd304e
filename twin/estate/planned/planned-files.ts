import type { Estate } from '../../model/estate.ts'
import { loadPlanned, type PlannedEstate } from './load-planned.ts'

/** The estate of today, and where it was read from. */
export interface PlannedOnto {
  readonly estate: Estate
  readonly folder: string
}

/** Reads what is planned. @throws EstateError, or DiagnosedError of a thread, that tells everything that is wrong, by file and line */
type LoadPlanned = (today: PlannedOnto, programmeFile: string, files: readonly string[]) => Promise<PlannedEstate>

/** The files of what is planned, beside a programme: read when they are first asked for. */
export class PlannedFiles {
  #read: { readonly key: string; readonly estate: Promise<PlannedEstate> } | undefined

  /** @param load in this thread where it is left out */
  constructor(
    private readonly today: PlannedOnto,
    private readonly programmeFile: string,
    private readonly load: LoadPlanned = loadPlanned,
  ) {}

  /**
   * @param files all that the programme names
   * @throws as `load`
   */
  read(files: readonly string[]): Promise<PlannedEstate> {
    const key = files.join('\n')
    if (this.#read?.key === key) return this.#read.estate
    const estate = this.load(this.today, this.programmeFile, files)
    this.#read = { key, estate }
    // A file that was mended is read again.
    estate.catch(() => {
      if (this.#read?.estate === estate) this.#read = undefined
    })
    return estate
  }
}
