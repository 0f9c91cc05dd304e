/**
 * Runs what makes constructs without the traces that CDKTF keeps of where each token was made: nobody reads them, and to put them into words takes a fifth of all
 * its time. Errors keep theirs: they are put into words when somebody asks.
 */
export function withoutCreationStacks<T>(run: () => T): T {
  const before = Error.prepareStackTrace
  Error.prepareStackTrace = () => ''
  try {
    return run()
  } finally {
    if (before) Error.prepareStackTrace = before
    else delete (Error as { prepareStackTrace?: unknown }).prepareStackTrace
  }
}
