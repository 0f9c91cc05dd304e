/** Why the pipeline could not do something. `code` is stable; the message says what happened, with values, and what to do. */
export class PipelineError extends Error {
  override readonly name = 'PipelineError'
  constructor(
    readonly code:
      | 'bad-points'
      | 'bad-record'
      | 'bad-batch'
      | 'journal-full'
      | 'journal-behind'
      | 'journal-closed'
      | 'journal-locked'
      | 'too-many-points'
      | 'thread',
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
