import type { ReservationBook } from '../../model/reservation.ts'

/** The same book, of which is said when its file is found broken, and when it is mended. */
export function faultsTold(book: ReservationBook, say: (message: string) => void): ReservationBook {
  let told: string | undefined
  return {
    path: book.path,
    read: async () => {
      const known = await book.read()
      const { fault, reservations } = known
      if (fault !== undefined && fault !== told)
        say(
          `${book.path} is broken; the ${reservations.length} reservations that were read of it before are counted until it is mended. ${fault}`,
        )
      if (fault === undefined && told !== undefined) say(`${book.path} is mended: ${reservations.length} reservations.`)
      told = fault
      return known
    },
    add: (make) => book.add(make),
    cancel: (id) => book.cancel(id),
  }
}
