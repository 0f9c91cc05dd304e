/**
 * Calls after `ms`, but not before what lay in the sockets by then was read: Node sees to its timers first, and when the program itself was late an
 * answer that came in time would lose against the time that has run out.
 * @returns the way to call it off
 */
export function deadline(ms: number, call: () => void): () => void {
  let ending: NodeJS.Immediate | undefined
  const timer = setTimeout(() => {
    ending = setImmediate(call)
  }, ms)
  return () => {
    clearTimeout(timer)
    clearImmediate(ending)
  }
}
