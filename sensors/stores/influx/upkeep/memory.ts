import type { JournalPosition } from '../../../../twin/model/store.ts'
import { messageOf } from '../errors.ts'
import { markLate, noProgress, type Progress } from './maintenance.ts'
import type { StateFile, StoreState } from './state-file.ts'

const DAY_MS = 86_400_000
/** Positions within this go to disk together: a sync for each batch would take the disk from a database on this machine. */
const SAVE_EVERY_MS = 250

/**
 * What the store knows beside the database, and about which database it knows it. Of a database that is another one than
 * before nothing is known.
 */
export class Memory {
  #position: JournalPosition = 0n
  #progress = noProgress()
  #database: string | undefined
  /** The database was lost while its readings were counted as stored: only a restart asks for the journal anew. */
  #isSuspended = false
  #confirmedAt = 0
  #saving: Promise<void> | undefined
  #wakeSaver: (() => void) | undefined
  #isDirty = false
  readonly #file: StateFile
  readonly #warn: (message: string) => void

  constructor(file: StateFile, saved: StoreState | undefined, warn: (message: string) => void) {
    this.#file = file
    this.#warn = warn
    if (!saved) return
    this.#database = saved.database
    this.#position = BigInt(saved.position ?? 0)
    this.#progress.minutesUpTo = saved.minutesUpTo
    this.#progress.quartersUpTo = saved.quartersUpTo
    for (const [quarter, points] of saved.late) for (const point of points) markLate(this.#progress, quarter, point)
  }

  /** 0 for a database that holds nothing of the journal. */
  get position(): JournalPosition {
    return this.#position
  }

  get progress(): Progress {
    return this.#progress
  }

  /** Everything before the position is in the database. Written to disk soon; a crash before costs a harmless repetition. */
  advance(position: JournalPosition): void {
    if (this.#isSuspended) return
    if (position > this.#position) this.#position = position
    this.#saveSoon()
  }

  /** Says which database there is. What was known of another is forgotten. */
  belongTo(database: string): void {
    if (this.#database === database) return
    if (this.#database !== undefined) {
      this.#warn('the database is not the one that the position file speaks of: the journal is sent from its beginning')
    }
    this.#forget(database)
  }

  /** Another database has taken the place of the one that was written to. */
  lose(database: string): void {
    if (this.#database === database) return
    this.#isSuspended = this.#position > 0n
    this.#forget(database)
    if (!this.#isSuspended) return
    this.#warn(
      'the database was lost and made anew. What the journal still holds is sent again after a restart of Oblak',
    )
    this.#saveSoon()
  }

  isIdentityStale(now: number): boolean {
    return Math.abs(now - this.#confirmedAt) > DAY_MS
  }

  identityConfirmed(now: number): void {
    this.#confirmedAt = now
  }

  /** @throws Error when the disk refuses */
  save(): Promise<void> {
    if (this.#database === undefined) return Promise.resolve()
    const { minutesUpTo, quartersUpTo, late, rerolling } = this.#progress
    const quarters = [...late].map(([quarter, points]): [number, number[]] => [quarter, [...points]])
    if (rerolling) quarters.push([rerolling.quarter, [...rerolling.points]])
    return this.#file.save({
      version: 1,
      database: this.#database,
      position: String(this.#position),
      ...(minutesUpTo === undefined ? {} : { minutesUpTo }),
      ...(quartersUpTo === undefined ? {} : { quartersUpTo }),
      late: quarters,
    })
  }

  /** Saves at once what waits to be saved; resolves when it is saved, or has failed. */
  async settled(): Promise<void> {
    this.#wakeSaver?.()
    await this.#saving
  }

  #saveSoon(): void {
    this.#isDirty = true
    this.#saving ??= this.#saveWhileDirty()
  }

  async #saveWhileDirty(): Promise<void> {
    while (this.#isDirty) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, SAVE_EVERY_MS)
        this.#wakeSaver = () => {
          clearTimeout(timer)
          resolve()
        }
      })
      this.#isDirty = false
      try {
        await this.save()
      } catch (error) {
        this.#warn(`the position could not be saved: ${messageOf(error)}`)
      }
    }
    this.#saving = undefined
  }

  #forget(database: string): void {
    this.#database = database
    this.#position = 0n
    this.#progress = noProgress()
  }
}
