/**
 * Runs what makes constructs without the traces that CDKTF keeps of where each token was made: nobody reads them, and to take them and put them into words costs a
 * quarter of all its time. Errors that are thrown keep theirs: the engine takes it, not this function.
 */
export function withoutCreationStacks<T>(run: () => T): T {
  const before = Error.captureStackTrace
  Error.captureStackTrace = () => undefined
  try {
    return run()
  } finally {
    Error.captureStackTrace = before
  }
}
