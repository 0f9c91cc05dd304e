import { type Diagnostic, formatDiagnostics } from '../../kit/diagnostic.ts'

/** A file of reservations that cannot be used or written; the message is for people and tells everything. */
export class ReservationsError extends Error {
  override readonly name = 'ReservationsError'
  constructor(
    message: string,
    readonly diagnostics: readonly Diagnostic[] = [],
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}

export function wrongReservations(file: string, diagnostics: readonly Diagnostic[]): ReservationsError {
  const count = diagnostics.length === 1 ? 'a problem' : `${diagnostics.length.toLocaleString('en')} problems`
  return new ReservationsError(
    `The reservations in ${file} have ${count}.\n${formatDiagnostics(diagnostics)}`,
    diagnostics,
  )
}
