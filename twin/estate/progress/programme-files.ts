import { createHash } from 'node:crypto'
import type { Day } from '../../model/day.ts'
import type { Programme } from '../../model/programme.ts'
import type {
  DelayScenario,
  KnownProgramme,
  ProgrammeBook,
  ProgressEntry,
  Scenario,
  WrittenEntry,
} from '../../model/programme-book.ts'
import type { WorkLengths } from '../../model/work-amount.ts'
import { appendedEntry, type EditedList, withEntry, withFieldIn, withoutEntry } from '../edited-list/edit-list.ts'
import { EditedFile, type Held } from '../edited-list/edited-file.ts'
import { ProgrammeReader, type ReadAside } from './programme-reader.ts'
import type { ProgrammePaths } from './progress-paths.ts'
import { readProgress } from './read-progress.ts'
import { readScenarios, type WrittenScenario } from './read-scenarios.ts'
import { entryOf, lengthsIn, scenarioOf, writtenEntry, writtenScenario } from './written-entries.ts'

const PROGRESS: EditedList = {
  field: 'progress',
  header: `# What was reported of the programme, by whom and when. One that was taken back says so and stays. docs/build-out.md says what may stand here.
version: 1
progress:
`,
}
const SCENARIOS: EditedList = {
  field: 'scenarios',
  header: `# What somebody supposes of the programme: work on top of activities, by name. docs/build-out.md says what may stand here.
version: 1
scenarios:
`,
}

/** Who reads large files aside from this thread. */
interface ReadersAside {
  readonly programme?: ReadAside
  /** @throws as `readProgress`; another error where it cannot be read just now */
  readonly progress?: (bytes: Uint8Array, name: string) => Promise<readonly WrittenEntry[]>
  /** The same as `withFieldIn`, of a large text. */
  readonly addField?: (...given: Parameters<typeof withFieldIn>) => Promise<string | undefined>
}

/** A hundred kilobytes are some hundreds of entries: changing one of more takes long. */
const LARGE_TEXT = 100_000

/** A programme in files that people and programs write. What has changed is read anew; of a file that is broken what was read before holds on. */
export class ProgrammeFiles implements ProgrammeBook {
  readonly #reader: ProgrammeReader
  readonly #progress: EditedFile<readonly WrittenEntry[]>
  readonly #scenarios: EditedFile<readonly WrittenScenario[]>
  readonly #addField: (...given: Parameters<typeof withFieldIn>) => Promise<string | undefined>
  #known: KnownProgramme = { programme: undefined, entries: [], scenarios: [], version: '' }

  /** @param aside reads a large file aside from this thread; in it where it is left out */
  constructor(paths: ProgrammePaths, aside: ReadersAside = {}) {
    this.#reader = new ProgrammeReader(paths, aside.programme)
    this.#progress = new EditedFile(paths.progress, { none: [], read: readProgress, readLarge: aside.progress })
    this.#addField = async (...given) =>
      aside.addField && given[0].length > LARGE_TEXT ? aside.addField(...given) : withFieldIn(...given)
    this.#scenarios = new EditedFile(paths.scenarios, { none: [], read: readScenarios })
  }

  async read(): Promise<KnownProgramme> {
    const [files, progress, scenarios] = await Promise.all([
      this.#reader.read(),
      this.#progress.read(),
      this.#scenarios.read(),
    ])
    const versions = [files.version, progress.version, scenarios.version].join()
    const version = createHash('sha256').update(versions).digest('hex').slice(0, 16)
    if (version !== this.#known.version) this.#known = joined(files, progress, scenarios, version)
    return this.#known
  }

  async report(make: (known: KnownProgramme) => ProgressEntry): Promise<ProgressEntry> {
    const known = await this.#readable()
    return this.#progress.change((text, written) => {
      const made = make({ ...known, entries: written.map((one) => entryOf(one, known.lengths)) })
      const entry = writtenEntry(made, known.lengths)
      const expected = [...written, entry]
      const appended = appendedEntry(text, PROGRESS, entry)
      if (!appended || written.some(({ id }) => id === entry.id))
        return { text: withEntry(text, PROGRESS, entry), result: made, expected }
      return {
        ...{ text: appended.text, result: made, expected },
        added: { alone: appended.alone, expected: [entry] },
      }
    })
  }

  async withdraw(id: string, withdrawn: { readonly by: string; readonly at: string }) {
    const { lengths } = await this.#readable()
    return this.#progress.change(async (text, written) => {
      const found = written.find((one) => one.id === id && !one.withdrawn)
      const changed = found && (await this.#addField(text, PROGRESS, id, { name: 'withdrawn', value: withdrawn }))
      if (!found || changed === undefined) return { text, result: undefined, expected: written }
      const entry = { ...found, withdrawn }
      const expected = written.map((one) => (one === found ? entry : one))
      return { text: changed, result: entryOf(entry, lengths), expected }
    })
  }

  async saveScenario(make: (known: KnownProgramme) => DelayScenario): Promise<DelayScenario> {
    const known = await this.#readable()
    const others = known.scenarios.filter(({ kind }) => kind === 'programme')
    return this.#scenarios.change((text, written) => {
      const made = make({ ...known, scenarios: [...written.map((one) => scenarioOf(one, known.lengths)), ...others] })
      const scenario = writtenScenario(made, known.lengths)
      return { text: withEntry(text, SCENARIOS, scenario), result: made, expected: [...written, scenario] }
    })
  }

  async removeScenario(id: string): Promise<DelayScenario | undefined> {
    const { lengths } = await this.#readable()
    return this.#scenarios.change((text, written) => {
      const found = written.find((one) => one.id === id)
      const rest = found && withoutEntry(text, SCENARIOS, id)
      if (!found || rest === undefined) return { text, result: undefined, expected: written }
      return { text: rest, result: scenarioOf(found, lengths), expected: written.filter((one) => one !== found) }
    })
  }

  /** @throws Error while the programme was never good: nothing is known then of what could be reported */
  async #readable() {
    const known = await this.read()
    if (!known.programme) throw new Error(known.fault ?? 'There is no programme.')
    return { ...known, lengths: lengthsIn(known.programme) }
  }
}

/** One known programme of all files. */
function joined(
  { fault, others, programme }: Awaited<ReturnType<ProgrammeReader['read']>>,
  progress: Held<readonly WrittenEntry[]>,
  scenarios: Held<readonly WrittenScenario[]>,
  version: string,
): KnownProgramme {
  const faults = [fault, progress.fault, scenarios.fault]
  if (!programme) return { programme, entries: [], scenarios: others, version, ...faultOf(faults) }
  const lengths = lengthsIn(programme)
  const entries = progress.value.map((one) => entryOf(one, lengths))
  return {
    ...withEntries(programme, entries, faults),
    scenarios: [...delaysOf(scenarios.value, others, lengths, faults), ...others],
    ...{ entries, version, ...faultOf(faults) },
  }
}

function delaysOf(
  written: readonly WrittenScenario[],
  others: readonly Scenario[],
  lengths: (activity: string) => WorkLengths,
  faults: (string | undefined)[],
): readonly DelayScenario[] {
  const taken = new Set(others.map(({ id }) => id))
  for (const { id } of written)
    if (taken.has(id)) faults.push(`The scenario ${id} is left out: a file in scenarios/ has its name.`)
  return written.filter(({ id }) => !taken.has(id)).map((one) => scenarioOf(one, lengths))
}

/** What was entered and not taken back counts as the reports of the file do, and moves the data date on. */
function withEntries(
  programme: Programme,
  entries: readonly ProgressEntry[],
  faults: (string | undefined)[],
): { readonly programme: Programme } {
  const known = new Set(programme.activities.map(({ id }) => id))
  const counting = entries.filter(({ activity, withdrawn }) => !withdrawn && known.has(activity))
  for (const { activity, id, withdrawn } of entries)
    if (!withdrawn && !known.has(activity))
      faults.push(`The report ${id} is left out: the programme has no activity ${activity} any more.`)
  if (counting.length === 0) return { programme }
  const dataDate = counting.reduce<Day>((last, { at }) => (at > last ? at : last), programme.dataDate)
  const reports = counting.map(({ entered, id, withdrawn, ...report }) => report)
  return { programme: { ...programme, dataDate, reports: [...programme.reports, ...reports] } }
}

function faultOf(faults: readonly (string | undefined)[]): { readonly fault?: string } {
  const told = faults.filter((fault) => fault !== undefined)
  return told.length === 0 ? {} : { fault: told.join('\n') }
}
