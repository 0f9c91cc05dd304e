/**
 * Which parts of the chain have no power, by what their consumers tell: all that can tell are dark, and they are at least two (of one consumer
 * nobody knows whether it is itself the one that failed).
 *
 * @param fed who draws from each path by its first choice
 * @param told true: it gets nothing; false: it gets power. What is not in it is asked of its own consumers
 * @returns true: it has none; false: it has power. What nothing tells, or one consumer alone, is not in it, nor what tells so itself
 */
export function lostSupplies(
  fed: ReadonlyMap<string, readonly string[]>,
  told: ReadonlyMap<string, boolean>,
): ReadonlyMap<string, boolean> {
  const lost = new Map<string, boolean>()
  const known = new Map<string, boolean | undefined>()
  const isDark = (path: string): boolean | undefined => {
    const said = told.get(path)
    if (said !== undefined) return said
    if (known.has(path)) return known.get(path)
    // While it is looked for it tells nothing: a ring leads nowhere.
    known.set(path, undefined)
    const votes = (fed.get(path) ?? []).flatMap((consumer) => isDark(consumer) ?? [])
    const dark = votes.length === 0 ? undefined : votes.every((vote) => vote)
    if (dark === false || votes.length >= 2) lost.set(path, dark ?? false)
    known.set(path, dark)
    return dark
  }
  for (const path of fed.keys()) isDark(path)
  return lost
}
