import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { DiagnosedError } from '../../kit/diagnosed-error.ts'
import { makeFolder } from '../../kit/make-folder.ts'
import { YAML_LIMITS } from '../../kit/yaml-limits.ts'
import { replaceFile } from '../ids/replace-file.ts'
import { withFileLock } from './file-lock.ts'

/** Somebody else wrote meanwhile: so often it is tried anew. */
const TRIES = 5

/** So much is read of any file. */
const MOST_BYTES = YAML_LIMITS.bytes
/** Some hundreds of entries; reading more takes long. */
const LARGE_BYTES = 100_000

/** What a file holds. */
export interface Held<Value> {
  readonly value: Value
  /** Changes with the file. */
  readonly version: string
  /** Why the file cannot be used, for people; the value is what was read of it before. */
  readonly fault?: string | undefined
}

/** What becomes of the text of a file, and what it must then hold. */
export interface Edited<Value, Result> {
  readonly text: string
  readonly result: Result
  readonly expected: Value
  /** Where the text only got longer: a file of what came, and what it must hold. That alone is read again, since reading all of a long file takes seconds. */
  readonly added?: { readonly alone: string; readonly expected: Value } | undefined
}

/** How a file is read. */
export interface EditedFileKind<Value> {
  /** Of a file that is not there. */
  readonly none: Value
  /** @throws DiagnosedError with every problem of the file, by line */
  read(bytes: Uint8Array, name: string): Value
  /** The same of a large file, aside from this thread; in it where left out. @throws as `read`; another where it cannot be read just now */
  readonly readLarge?: ((bytes: Uint8Array, name: string) => Promise<Value>) | undefined
}

/**
 * A file that people and programs write. It is read anew when it has changed. It is written whole or not at all, never over what somebody else has written
 * meanwhile, and never where it is broken.
 */
export class EditedFile<Value> {
  readonly #kind: EditedFileKind<Value>
  // Messages go to people elsewhere too, whom the disk of this machine does not concern.
  readonly #name: string
  #held: Held<Value>
  #stamp: string | undefined
  #reading: { readonly stamp: string; readonly held: Promise<Held<Value>> } | undefined
  #changing: Promise<unknown> = Promise.resolve()

  constructor(
    readonly path: string,
    kind: EditedFileKind<Value>,
  ) {
    this.#kind = kind
    this.#name = basename(path)
    this.#held = { value: kind.none, version: '' }
  }

  /** What the file holds now. @throws never */
  async read(): Promise<Held<Value>> {
    const stamp = await stampOf(this.path)
    if (stamp === this.#stamp) return this.#held
    // Of several that ask while it is read each would read it again.
    if (this.#reading?.stamp !== stamp) this.#reading = { stamp, held: this.#readAt(stamp) }
    return this.#reading.held
  }

  async #readAt(stamp: string): Promise<Held<Value>> {
    let isFinal = true
    try {
      const bytes = await this.#bytes()
      this.#held = { value: this.#known(bytes) ?? (await this.#valueOf(bytes)), version: versionOf(bytes) }
    } catch (error) {
      isFinal = error instanceof DiagnosedError
      const fault = error instanceof Error ? error.message : String(error)
      this.#held = { value: this.#held.value, version: `broken ${stamp}`, fault }
    }
    // What only could not be read this time is tried again: the file need not change for that.
    this.#stamp = isFinal ? stamp : undefined
    if (this.#reading?.stamp === stamp) this.#reading = undefined
    return this.#held
  }

  /**
   * One after the other in this process; of another process it is seen that it wrote, and the edit is made anew.
   * @throws what `edit` throws; DiagnosedError where the file is broken, cannot be written, or stands in a way that the editing does not know
   */
  change<Result>(
    edit: (text: string, value: Value) => Edited<Value, Result> | Promise<Edited<Value, Result>>,
  ): Promise<Result> {
    const changed = this.#changing.then(() => this.#tryToChange(edit))
    this.#changing = changed.catch(() => undefined)
    return changed
  }

  async #tryToChange<Result>(
    edit: (text: string, value: Value) => Edited<Value, Result> | Promise<Edited<Value, Result>>,
  ): Promise<Result> {
    for (let left = TRIES; left > 0; left--) {
      const bytes = await this.#bytes()
      const before = new TextDecoder().decode(bytes)
      const edited = await edit(before, this.#known(bytes) ?? (await this.#valueOf(bytes)))
      if (edited.text === before) return edited.result
      const value = await this.#checked(edited)
      if (await this.#write(bytes, edited.text, value)) return edited.result
    }
    throw new DiagnosedError(`Somebody else writes ${this.#name} all the time: nothing was changed. Try again.`)
  }

  /** What a file of these bytes holds, where they are those that were read last. */
  #known(bytes: Uint8Array): Value | undefined {
    const { fault, value, version } = this.#held
    return fault === undefined && version !== '' && version === versionOf(bytes) ? value : undefined
  }

  /** What the file will hold. A layout that the editing does not know must not cost anybody an entry. */
  async #checked({ added, expected, text }: Edited<Value, unknown>): Promise<Value> {
    const bytes = new TextEncoder().encode(text)
    const isShort = added !== undefined && bytes.length <= MOST_BYTES
    const read = await (isShort
      ? this.#kind.read(new TextEncoder().encode(added.alone), this.#name)
      : this.#valueOf(bytes))
    const plain = (value: Value): unknown => JSON.parse(JSON.stringify(value))
    if (!isDeepStrictEqual(plain(read), plain(isShort ? added.expected : expected)))
      throw new DiagnosedError(`${this.#name} is written in a way that cannot be edited here. Edit it by hand.`)
    return isShort ? expected : read
  }

  /** @returns false, and nothing is written, where the file is no longer what it was: nobody writes between this look and the writing */
  async #write(was: Uint8Array, text: string, value: Value): Promise<boolean> {
    try {
      await makeFolder(dirname(this.path), 0o700)
      return await withFileLock(this.path, async () => {
        if (!Buffer.from(await this.#bytes()).equals(was)) return false
        await replaceFile(this.path, text)
        const stamp = await stampOf(this.path)
        const bytes = await this.#bytes()
        // Somebody who knows nothing of the lock may have written already: then it is read anew.
        if (!Buffer.from(bytes).equals(Buffer.from(text))) return true
        this.#held = { value, version: versionOf(bytes) }
        this.#stamp = stamp
        return true
      })
    } catch (error) {
      if (error instanceof DiagnosedError) throw error
      const { code, message } = error as NodeJS.ErrnoException
      const why = `${this.#name} cannot be written (${code ?? message}): nothing was changed.`
      throw new DiagnosedError(why, [], { cause: error })
    }
  }

  async #valueOf(bytes: Uint8Array): Promise<Value> {
    if (bytes.length === 0) return this.#kind.none
    const { readLarge } = this.#kind
    return readLarge && bytes.length > LARGE_BYTES ? readLarge(bytes, this.#name) : this.#kind.read(bytes, this.#name)
  }

  /** Of a file that is not there, nothing. */
  async #bytes(): Promise<Uint8Array> {
    try {
      return await readFile(this.path)
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException
      if (code === 'ENOENT') return new Uint8Array()
      throw new DiagnosedError(`${this.#name} cannot be read (${code ?? message}).`, [], { cause: error })
    }
  }
}

function versionOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 16)
}

/** Changes when a file does. */
export async function stampOf(path: string): Promise<string> {
  try {
    const { ino, mtimeMs, size } = await stat(path)
    return `${ino} ${mtimeMs} ${size}`
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'unknown'
  }
}
