import { DiagnosedError, problemsText } from '../../kit/diagnosed-error.ts'
import type { Diagnostic } from '../../kit/diagnostic.ts'

/** A file of reservations that cannot be used or written; the message is for people and tells everything. */
export class ReservationsError extends DiagnosedError {
  override readonly name = 'ReservationsError'
}

export function wrongReservations(file: string, diagnostics: readonly Diagnostic[]): ReservationsError {
  return new ReservationsError(problemsText(`The reservations in ${file} have`, diagnostics), diagnostics)
}
