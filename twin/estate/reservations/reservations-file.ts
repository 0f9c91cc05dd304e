import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { makeFolder } from '../../kit/make-folder.ts'
import type { KnownReservations, Reservation, ReservationBook } from '../../model/reservation.ts'
import { replaceFile } from '../ids/replace-file.ts'
import { withoutReservation, withReservation } from './edit-reservations.ts'
import { ReservationsError } from './errors.ts'
import { withFileLock } from './file-lock.ts'
import { readReservations } from './read-reservations.ts'

/** Somebody else wrote meanwhile: so often it is tried anew. */
const TRIES = 5

/**
 * Reservations in a file that people and programs write. It is read anew when it has changed. It is written whole or not at all, never over what somebody else
 * has written meanwhile, and never where it is broken.
 */
export class ReservationsFile implements ReservationBook {
  #known: KnownReservations = { plans: [], reservations: [], version: '' }
  #stamp: string | undefined
  #changing: Promise<unknown> = Promise.resolve()

  readonly #name: string

  constructor(readonly path: string) {
    // Messages go to people elsewhere too, whom the disk of this machine does not concern.
    this.#name = basename(path)
  }

  async read(): Promise<KnownReservations> {
    const stamp = await stampOf(this.path)
    if (stamp === this.#stamp) return this.#known
    const { plans, reservations } = this.#known
    try {
      const bytes = await bytesOf(this.path)
      const version = createHash('sha256').update(bytes).digest('hex').slice(0, 16)
      this.#known = { ...this.#readOf(bytes), version }
    } catch (error) {
      const fault = error instanceof Error ? error.message : String(error)
      this.#known = { plans, reservations, version: `broken ${stamp}`, fault }
    }
    this.#stamp = stamp
    return this.#known
  }

  add(make: (known: readonly Reservation[]) => Reservation | Promise<Reservation>): Promise<Reservation> {
    return this.#change(async (text, known) => {
      const made = await make(known)
      return { text: withReservation(text, made), result: made, expected: [...known, made] }
    })
  }

  cancel(id: string): Promise<Reservation | undefined> {
    return this.#change(async (text, known) => {
      const result = known.find((one) => one.id === id)
      const rest = result && withoutReservation(text, id)
      return { text: rest ?? text, result, expected: known.filter((one) => one !== result) }
    })
  }

  /** One after the other in this process; of another process it is seen that it wrote. */
  #change<T>(edit: Edit<T>): Promise<T> {
    const changed = this.#changing.then(() => this.#tryToChange(edit))
    this.#changing = changed.catch(() => undefined)
    return changed
  }

  async #tryToChange<T>(edit: Edit<T>): Promise<T> {
    for (let left = TRIES; left > 0; left--) {
      const bytes = await bytesOf(this.path)
      const before = new TextDecoder().decode(bytes)
      const { expected, result, text } = await edit(before, this.#readOf(bytes).reservations)
      if (text === before) return result
      // A layout that the editing does not know must not cost anybody a reservation.
      const is = readReservations(new TextEncoder().encode(text), this.#name).reservations
      if (!isDeepStrictEqual(is, JSON.parse(JSON.stringify(expected))))
        throw new ReservationsError(`${this.#name} is written in a way that cannot be edited here. Edit it by hand.`)
      if (!(await this.#write(bytes, text))) continue
      await this.read()
      return result
    }
    throw new ReservationsError(`Somebody else writes ${this.#name} all the time: nothing was changed. Try again.`)
  }

  /** @returns false, and nothing is written, where the file is no longer what it was: nobody writes between this look and the writing */
  async #write(was: Uint8Array, text: string): Promise<boolean> {
    try {
      await makeFolder(dirname(this.path), 0o700)
      return await withFileLock(this.path, async () => {
        if (!Buffer.from(await bytesOf(this.path)).equals(was)) return false
        await replaceFile(this.path, text)
        return true
      })
    } catch (error) {
      if (error instanceof ReservationsError) throw error
      const { code, message } = error as NodeJS.ErrnoException
      const why = `${this.#name} cannot be written (${code ?? message}): nothing was changed.`
      throw new ReservationsError(why, [], { cause: error })
    }
  }

  #readOf(bytes: Uint8Array): ReturnType<typeof readReservations> {
    return bytes.length === 0 ? { reservations: [], plans: [] } : readReservations(bytes, this.#name)
  }
}

type Edit<T> = (
  text: string,
  known: readonly Reservation[],
) => Promise<{ readonly text: string; readonly result: T; readonly expected: readonly Reservation[] }>

/** Of a file that is not there, nothing. */
async function bytesOf(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return new Uint8Array()
    throw new ReservationsError(`${basename(path)} cannot be read (${code ?? message}).`, [], { cause: error })
  }
}

async function stampOf(path: string): Promise<string> {
  try {
    const { ino, mtimeMs, size } = await stat(path)
    return `${ino} ${mtimeMs} ${size}`
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'unknown'
  }
}
