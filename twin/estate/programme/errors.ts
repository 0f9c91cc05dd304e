import { DiagnosedError, problemsText } from '../../kit/diagnosed-error.ts'
import type { Diagnostic } from '../../kit/diagnostic.ts'

/** A programme that cannot be used; the message is for people and tells everything. */
export class ProgrammeError extends DiagnosedError {
  override readonly name = 'ProgrammeError'
}

export function wrongProgramme(file: string, diagnostics: readonly Diagnostic[]): ProgrammeError {
  return new ProgrammeError(problemsText(`The programme in ${file} has`, diagnostics), diagnostics)
}
