import { join } from 'node:path'
import { z } from 'zod'
import type { Reservation } from '../../model/reservation.ts'
import type { EpochMs } from '../../model/units.ts'
import { SealedLinesFile } from '../sealed-lines/sealed-lines-file.ts'

const FILE = 'reservations.log'
const MOST_KEPT = 2_000

const change = z.object({
  at: z.number(),
  by: z.string(),
  did: z.enum(['reserved', 'cancelled']),
  id: z.string(),
  name: z.string(),
  /** All of it: what was cancelled stands nowhere else. */
  reservation: z.unknown(),
})

export interface ReservationChange {
  readonly at: EpochMs
  readonly by: string
  readonly did: 'reserved' | 'cancelled'
  readonly id: string
  readonly name: string
  readonly reservation: Reservation
}

/** Who made or cancelled which reservation here, and when; the last 2,000. */
export class ReservationLog {
  readonly #file: SealedLinesFile<ReservationChange>
  #changes: Promise<readonly ReservationChange[]> | undefined

  constructor(
    dataFolder: string,
    private readonly say: (message: string) => void,
  ) {
    this.#file = new SealedLinesFile(join(dataFolder, FILE), change)
  }

  /** The newest first. */
  async newest(most: number): Promise<readonly ReservationChange[]> {
    return (await this.#read()).slice(-most).reverse()
  }

  /** The change itself is on disk already: where the log cannot be written that is said, and no more. */
  async add(by: string, did: ReservationChange['did'], reservation: Reservation, at: EpochMs): Promise<void> {
    const { id, name } = reservation
    const changes = [...(await this.#read()), { at, by, did, id, name, reservation }].slice(-MOST_KEPT)
    this.#changes = Promise.resolve(changes)
    await this.#file.write(changes).catch((error: unknown) => this.say(`The log of reservations: ${String(error)}`))
  }

  #read(): Promise<readonly ReservationChange[]> {
    this.#changes ??= this.#file.read().then(
      ({ damagedLines, records }) => {
        if (damagedLines > 0) this.say(`${damagedLines} lines of the log of reservations were damaged and left out`)
        return records
      },
      (error: unknown) => {
        this.say(`The log of reservations cannot be read: ${String(error)}`)
        return []
      },
    )
    return this.#changes
  }
}
