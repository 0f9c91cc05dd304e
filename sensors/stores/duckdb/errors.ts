/** Why the embedded store could not do something; the message says what to do. */
export class DuckDbStoreError extends Error {
  override readonly name = 'DuckDbStoreError'
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
