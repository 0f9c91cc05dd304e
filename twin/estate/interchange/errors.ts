import { DiagnosedError, problemsText } from '../../kit/diagnosed-error.ts'
import type { Diagnostic } from '../../kit/diagnostic.ts'

/** A file of another program that cannot be used, or cannot say what is to be written into it; the message is for people and tells everything. */
export class InterchangeError extends DiagnosedError {
  override readonly name = 'InterchangeError'
}

export function wrongFile(file: string, diagnostics: readonly Diagnostic[]): InterchangeError {
  return new InterchangeError(problemsText(`The file ${file} has`, diagnostics), diagnostics)
}

/** One thing that is wrong with a file as a whole, or with one place of it, said as a sentence. */
export function refusedFile(
  file: string,
  message: string,
  more: Omit<Partial<Diagnostic>, 'file' | 'message'> = {},
): InterchangeError {
  return wrongFile(file, [{ file, line: 1, column: 1, path: [], message, ...more }])
}
