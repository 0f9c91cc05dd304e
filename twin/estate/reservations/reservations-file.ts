import type { KnownReservations, Reservation, ReservationBook } from '../../model/reservation.ts'
import { EditedFile } from '../edited-list/edited-file.ts'
import { withoutReservation, withReservation } from './edit-reservations.ts'
import { readReservations } from './read-reservations.ts'

/** Reservations in a file that people and programs write. */
export class ReservationsFile implements ReservationBook {
  readonly #file: EditedFile<ReturnType<typeof readReservations>>

  constructor(readonly path: string) {
    this.#file = new EditedFile(path, { none: { reservations: [], plans: [] }, read: readReservations })
  }

  async read(): Promise<KnownReservations> {
    const { fault, value, version } = await this.#file.read()
    return { ...value, version, ...(fault !== undefined && { fault }) }
  }

  add(make: (known: readonly Reservation[]) => Reservation | Promise<Reservation>): Promise<Reservation> {
    return this.#file.change(async (text, { plans, reservations }) => {
      const made = await make(reservations)
      const expected = { plans, reservations: [...reservations, made] }
      return { text: withReservation(text, made), result: made, expected }
    })
  }

  cancel(id: string): Promise<Reservation | undefined> {
    return this.#file.change((text, { plans, reservations }) => {
      const result = reservations.find((one) => one.id === id)
      const rest = result && withoutReservation(text, id)
      const expected = { plans, reservations: reservations.filter((one) => one !== result) }
      return { text: rest ?? text, result, expected }
    })
  }
}
