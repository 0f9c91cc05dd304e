/** The storage thread could not do what was asked. The message says why and what to do. */
export class StorageError extends Error {
  override readonly name = 'StorageError'
}
