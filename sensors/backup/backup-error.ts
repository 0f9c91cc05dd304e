/** A backup could not be made or put back. The message says why and what to do; nothing was half done. */
export class BackupError extends Error {
  override readonly name = 'BackupError'
}
