/**
 * Does work side by side, as far as none waits for other work: each begins when all that it waits for is over, however that went.
 *
 * @param atATime most that is under way
 * @param waitsFor of the same items; what waits for itself, over others or not, never begins
 * @returns what came of each, in the order of the items
 * @throws the first error of `act`, when all that was under way is over; what had not begun does not begin
 */
export async function sideBySide<T, R>(
  items: readonly T[],
  atATime: number,
  waitsFor: (item: T) => readonly T[],
  act: (item: T, done: ReadonlyMap<T, R>) => Promise<R>,
): Promise<readonly R[]> {
  const done = new Map<T, R>()
  const waiting = new Set(items)
  const running = new Map<T, Promise<void>>()
  const begin = async (item: T) => {
    try {
      done.set(item, await act(item, done))
    } finally {
      running.delete(item)
    }
  }
  try {
    while (waiting.size + running.size > 0) {
      for (const item of waiting) {
        if (running.size >= atATime) break
        if (!waitsFor(item).every((other) => done.has(other))) continue
        waiting.delete(item)
        running.set(item, begin(item))
      }
      if (running.size === 0) throw new Error('what is left waits for each other')
      await Promise.race(running.values())
    }
  } catch (error) {
    await Promise.allSettled(running.values())
    throw error
  }
  return items.flatMap((item) => {
    const result = done.get(item)
    return result === undefined ? [] : [result]
  })
}
