/**
 * Why the InfluxDB store could not do something. `code` is stable; the message says what happened, with values, the rule and
 * what to do. No message holds a credential.
 */
export class InfluxError extends Error {
  override readonly name = 'InfluxError'
  constructor(
    readonly code:
      | 'bad-options'
      | 'unreachable'
      | 'refused'
      | 'bad-answer'
      | 'query-failed'
      | 'no-database'
      | 'no-retention-policy'
      | 'not-influxdb'
      | 'bad-state-file'
      | 'folder-not-empty'
      | 'closed',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}

/** The message of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
