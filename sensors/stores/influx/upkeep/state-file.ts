import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import { InfluxError, messageOf } from '../errors.ts'

const FILE = 'influx-position.json'
const instant = z.number().int()
const SCHEMA = z.object({
  version: z.literal(1),
  /** Identity of the database that all this is about. */
  database: z.string().min(1),
  /** Journal position; absent where the journal has to be sent anew. */
  position: z
    .string()
    .regex(/^\d{1,19}$/)
    .optional(),
  /** All minutes (quarters of an hour) before are rolled up, but for those that late readings touched. */
  minutesUpTo: instant.optional(),
  quartersUpTo: instant.optional(),
  /** Quarter of an hour → points (dense indexes) whose late readings it has to be rolled up again for. */
  late: z.array(z.tuple([instant, z.array(z.number().int().nonnegative())])),
})

/** What the store remembers beside the database. */
export type StoreState = z.infer<typeof SCHEMA>

/** A file that is always whole: written beside, synced, renamed. Of several saves in a row only the newest is written. */
export class StateFile {
  readonly #folder: string
  #running: Promise<void> | undefined
  #next: StoreState | undefined

  constructor(folder: string) {
    this.#folder = folder
  }

  /**
   * What was saved; undefined where there is none. A file that this program did not write is put aside, with a warning: the
   * journal is then sent anew, which is harmless.
   * @throws InfluxError `bad-state-file` where the disk does not give it
   */
  async load(warn: (message: string) => void): Promise<StoreState | undefined> {
    const file = join(this.#folder, FILE)
    let text: string
    try {
      text = await readFile(file, 'utf8')
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
      throw new InfluxError('bad-state-file', `${file} cannot be read: ${messageOf(error)}`, { cause: error })
    }
    try {
      return SCHEMA.parse(JSON.parse(text))
    } catch (error) {
      await rename(file, `${file}.damaged`)
      warn(`${file} was not legible (${messageOf(error)}) and was put aside: the journal is sent anew`)
      return undefined
    }
  }

  /** Resolves when this state, or a newer one, is on disk. @throws Error when the disk refuses */
  save(state: StoreState): Promise<void> {
    this.#next = state
    this.#running ??= this.#write()
    return this.#running
  }

  async #write(): Promise<void> {
    try {
      while (this.#next) {
        const state = this.#next
        this.#next = undefined
        await this.#writeOne(state)
      }
    } finally {
      this.#running = undefined
    }
  }

  async #writeOne(state: StoreState): Promise<void> {
    await mkdir(this.#folder, { recursive: true })
    const file = join(this.#folder, FILE)
    const handle = await open(`${file}.new`, 'w', 0o600)
    try {
      await handle.writeFile(JSON.stringify(state))
      await handle.datasync()
    } finally {
      await handle.close()
    }
    await rename(`${file}.new`, file)
  }
}
