/** A backup could not be made or put back. The message says why and what to do; nothing was half done. */
export class BackupError extends Error {
  override readonly name = 'BackupError'
  /** The folders that were given do not serve: nothing was begun. */
  readonly isBadInput: boolean

  constructor(message: string, { isBadInput = false, ...options }: ErrorOptions & { isBadInput?: boolean } = {}) {
    super(message, options)
    this.isBadInput = isBadInput
  }
}
