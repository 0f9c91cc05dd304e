import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Programme } from '../../model/programme.ts'
import type { ProgrammeScenario } from '../../model/programme-book.ts'
import { stampOf } from '../edited-list/edited-file.ts'
import { readProgramme } from '../programme/read-programme.ts'
import type { ProgrammePaths } from './progress-paths.ts'

const SCENARIO_FILE = /^([a-z0-9][a-z0-9-]*)\.ya?ml$/
const MOST_SCENARIO_FILES = 50
/** Of a file of a few hundred activities; reading a larger one takes long. */
const LARGE_BYTES = 100_000

/** Reads a programme, aside from this thread or in it. @throws Error with all that is wrong in it */
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
    const faults: string[] = []
    const [programme, ...others] = await Promise.all(files.map((path) => this.#programmeIn(path, faults)))
    const version = createHash('sha256').update(stamp).digest('hex').slice(0, 16)
    this.#read = {
      ...{ programme, version, others: others.flatMap((one, at) => scenarioIn(files[at + 1] ?? '', one, faults)) },
      ...(faults.length > 0 && { fault: faults.join('\n') }),
    }
    this.#stamp = stamp
    return this.#read
  }

  async #programmeIn(path: string, faults: string[]): Promise<Programme | undefined> {
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
      faults.push(code === undefined ? message : `${basename(path)} cannot be read (${code}).`)
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
