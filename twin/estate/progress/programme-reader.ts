import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { DiagnosedError } from '../../kit/diagnosed-error.ts'
import type { Programme } from '../../model/programme.ts'
import type { ProgrammeScenario } from '../../model/programme-book.ts'
import { stampOf } from '../edited-list/edited-file.ts'
import { readProgramme } from '../programme/read-programme.ts'
import type { ProgrammePaths } from './progress-paths.ts'

const SCENARIO_FILE = /^([a-z0-9][a-z0-9-]*)\.ya?ml$/
const MOST_SCENARIO_FILES = 50
/** Of a file of a few hundred activities; reading a larger one takes long. */
const LARGE_BYTES = 100_000

/** Reads a programme, aside from this thread or in it. @throws DiagnosedError with all that is wrong in it; another where it cannot be read just now */
export type ReadAside = (bytes: Uint8Array, name: string) => Programme | Promise<Programme>

/** What the files say that people alone write. */
export interface ReadProgrammes {
  readonly programme: Programme | undefined
  /** Whole programmes that are scenarios. */
  readonly others: readonly ProgrammeScenario[]
  readonly version: string
  readonly fault?: string | undefined
}

/** The programme and the scenarios beside it. What has changed is read anew; of a file that is broken what was read before holds on. */
export class ProgrammeReader {
  #stamp: string | undefined
  #reading: { readonly stamp: string; readonly read: Promise<ReadProgrammes> } | undefined
  #read: ReadProgrammes = { programme: undefined, others: [], version: '' }
  readonly #good = new Map<string, { readonly hash: string; readonly programme: Programme }>()

  /** @param readLarge a large file; in this thread where it is left out */
  constructor(
    private readonly paths: Pick<ProgrammePaths, 'programme' | 'scenarioFolder'>,
    private readonly readLarge: ReadAside = readProgramme,
  ) {}

  /** @throws never */
  async read(): Promise<ReadProgrammes> {
    const files = [this.paths.programme, ...(await this.#scenarioFiles())]
    const stamps = await Promise.all(files.map(async (path) => `${path} ${await stampOf(path)}`))
    const stamp = stamps.join('\n')
    if (stamp === this.#stamp) return this.#read
    // Of several that ask while a file is read each would read it again.
    if (this.#reading?.stamp !== stamp) this.#reading = { stamp, read: this.#readAll(files, stamp) }
    return this.#reading.read
  }

  async #readAll(files: readonly string[], stamp: string): Promise<ReadProgrammes> {
    const faults: string[] = []
    const transient: string[] = []
    const [programme, ...others] = await Promise.all(files.map((path) => this.#programmeIn(path, faults, transient)))
    const version = createHash('sha256')
      .update([stamp, ...transient].join('\n'))
      .digest('hex')
      .slice(0, 16)
    this.#read = {
      ...{ programme, version, others: others.flatMap((one, at) => scenarioIn(files[at + 1] ?? '', one, faults)) },
      ...(faults.length + transient.length > 0 && { fault: [...faults, ...transient].join('\n') }),
    }
    // What only could not be read this time is tried again: its file need not change for that.
    this.#stamp = transient.length > 0 ? undefined : stamp
    this.#reading = undefined
    return this.#read
  }

  /** @param faults what is wrong in the file @param transient why it could not be read, as long as it is not changed */
  async #programmeIn(path: string, faults: string[], transient: string[]): Promise<Programme | undefined> {
    const kept = this.#good.get(path)
    try {
      const bytes = await readFile(path)
      const hash = createHash('sha256').update(bytes).digest('hex')
      if (kept?.hash === hash) return kept.programme
      // Messages go to people elsewhere too, whom the disk of this machine does not concern.
      const read = bytes.length > LARGE_BYTES ? this.readLarge : readProgramme
      const programme = await read(bytes, basename(path))
      this.#good.set(path, { hash, programme })
      return programme
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException
      if (error instanceof DiagnosedError) faults.push(message)
      else transient.push(code === undefined ? message : `${basename(path)} cannot be read (${code}).`)
      return kept?.programme
    }
  }

  async #scenarioFiles(): Promise<readonly string[]> {
    const names = await readdir(this.paths.scenarioFolder).catch(() => [])
    return names
      .filter((name) => SCENARIO_FILE.test(name))
      .sort()
      .slice(0, MOST_SCENARIO_FILES)
      .map((name) => join(this.paths.scenarioFolder, name))
  }
}

function scenarioIn(path: string, programme: Programme | undefined, faults: string[]): readonly ProgrammeScenario[] {
  if (!programme) return []
  const name = basename(path)
  const id = name.replace(SCENARIO_FILE, '$1')
  if (programme.isScenario) return [{ kind: 'programme', id, programme }]
  faults.push(`scenarios/${name} is left out: it does not say \`scenario: true\`.`)
  return []
}
