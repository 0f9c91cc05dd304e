import { type Diagnostic, formatDiagnostics } from '../kit/diagnostic.ts'

/**
 * An estate that cannot be used. `code` is stable: `wrong` files say what is wrong by line, `missing` is a folder without an
 * estate. The message is for people and tells everything.
 */
export class EstateError extends Error {
  override readonly name = 'EstateError'
  constructor(
    readonly code: 'wrong' | 'missing',
    message: string,
    readonly diagnostics: readonly Diagnostic[] = [],
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}

export function wrongEstate(folder: string, diagnostics: readonly Diagnostic[]): EstateError {
  const count = diagnostics.length === 1 ? 'a problem' : `${diagnostics.length.toLocaleString('en')} problems`
  return new EstateError(
    'wrong',
    `The estate in ${folder} has ${count}.\n${formatDiagnostics(diagnostics)}`,
    diagnostics,
  )
}

export function noEstate(folder: string, why: string, cause?: unknown): EstateError {
  return new EstateError(
    'missing',
    `There is no estate in ${folder}: ${why}. Give a folder of *.yaml files; \`oblak estate generate\` makes one to begin with.`,
    [],
    cause === undefined ? {} : { cause },
  )
}
