import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Programme } from '../../model/programme.ts'
import type { KnownProgramme, ProgrammeBook, ProgrammeScenario } from '../../model/programme-book.ts'
import { readProgramme } from '../programme/read-programme.ts'

/** Where the book lies. */
export interface ProgrammePaths {
  /** The programme; whole programmes that are scenarios lie beside it, in `scenarios/`. */
  readonly programme: string
}

const SCENARIO_FILE = /^([a-z0-9][a-z0-9-]*)\.ya?ml$/
const MOST_SCENARIO_FILES = 50

/** A programme in files that people and programs write. What has changed is read anew; of a file that is broken what was read before holds on. */
export class ProgrammeFiles implements ProgrammeBook {
  #stamp: string | undefined
  #known: KnownProgramme = { programme: undefined, entries: [], scenarios: [], version: '' }
  readonly #good = new Map<string, { readonly version: string; readonly programme: Programme }>()

  constructor(private readonly paths: ProgrammePaths) {}

  async read(): Promise<KnownProgramme> {
    const files = [this.paths.programme, ...(await this.#scenarioFiles())]
    const stamp = (await Promise.all(files.map(stampOf))).join()
    if (stamp === this.#stamp) return this.#known
    const faults: string[] = []
    const [programme, ...others] = await Promise.all(files.map((path) => this.#read(path, faults)))
    const scenarios = others.flatMap((one): readonly ProgrammeScenario[] =>
      one?.programme.isScenario
        ? [{ kind: 'programme', id: basename(one.path).replace(/\.ya?ml$/, ''), programme: one.programme }]
        : [],
    )
    const version = createHash('sha256').update(stamp).digest('hex').slice(0, 16)
    this.#known = {
      ...{ programme: programme?.programme, entries: [], scenarios, version },
      ...(faults.length > 0 && { fault: faults.join('\n') }),
    }
    this.#stamp = stamp
    return this.#known
  }

  async #read(path: string, faults: string[]) {
    try {
      const bytes = await readFile(path)
      const version = createHash('sha256').update(bytes).digest('hex')
      const kept = this.#good.get(path)
      if (kept?.version === version) return { path, ...kept }
      // Messages go to people elsewhere too, whom the disk of this machine does not concern.
      const good = { version, programme: readProgramme(bytes, basename(path)) }
      this.#good.set(path, good)
      return { path, ...good }
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException
      faults.push(code === undefined ? message : `${basename(path)} cannot be read (${code}).`)
      const kept = this.#good.get(path)
      return kept && { path, ...kept }
    }
  }

  async #scenarioFiles(): Promise<readonly string[]> {
    const folder = join(dirname(this.paths.programme), 'scenarios')
    const names = await readdir(folder).catch(() => [])
    return names
      .filter((name) => SCENARIO_FILE.test(name))
      .sort()
      .slice(0, MOST_SCENARIO_FILES)
      .map((name) => join(folder, name))
  }
}

async function stampOf(path: string): Promise<string> {
  try {
    const { ino, mtimeMs, size } = await stat(path)
    return `${path} ${ino} ${mtimeMs} ${size}`
  } catch (error) {
    return `${path} ${(error as NodeJS.ErrnoException).code ?? 'unknown'}`
  }
}
