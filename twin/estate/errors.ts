import { DiagnosedError, problemsText } from '../kit/diagnosed-error.ts'
import type { Diagnostic } from '../kit/diagnostic.ts'

/**
 * An estate that cannot be used. `code` is stable: `wrong` files say what is wrong by line, `missing` is a folder without an
 * estate. The message is for people and tells everything.
 */
export class EstateError extends DiagnosedError {
  override readonly name = 'EstateError'
  constructor(
    readonly code: 'wrong' | 'missing',
    message: string,
    diagnostics: readonly Diagnostic[] = [],
    options?: ErrorOptions,
  ) {
    super(message, diagnostics, options)
  }
}

export function wrongEstate(folder: string, diagnostics: readonly Diagnostic[]): EstateError {
  return new EstateError('wrong', problemsText(`The estate in ${folder} has`, diagnostics), diagnostics)
}

export function noEstate(folder: string, why: string, cause?: unknown): EstateError {
  return new EstateError(
    'missing',
    `There is no estate in ${folder}: ${why}. Give a folder of *.yaml files; \`oblak estate generate\` makes one to begin with.`,
    [],
    cause === undefined ? {} : { cause },
  )
}
