import { type Diagnostic, formatDiagnostics } from './diagnostic.ts'

/** Files that cannot be used; the message is for people and tells everything that is wrong in them. */
export class DiagnosedError extends Error {
  constructor(
    message: string,
    readonly diagnostics: readonly Diagnostic[] = [],
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}

/** `The reservations in FILE have 3 problems.`, and each of them. @param what with its verb: `The estate in /srv has` */
export function problemsText(what: string, diagnostics: readonly Diagnostic[]): string {
  const count = diagnostics.length === 1 ? 'a problem' : `${diagnostics.length.toLocaleString('en')} problems`
  return `${what} ${count}.\n${formatDiagnostics(diagnostics)}`
}
