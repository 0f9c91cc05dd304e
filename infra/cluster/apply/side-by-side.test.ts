import { setImmediate as later } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { sideBySide } from './side-by-side.ts'

/** Runs letters, and tells what began and ended in which order. */
async function told(items: string, atATime: number, needs: Readonly<Record<string, string>> = {}, fails = '') {
  const log: string[] = []
  const results = sideBySide(
    [...items],
    atATime,
    (item) => [...(needs[item] ?? '')],
    async (item) => {
      log.push(`${item}(`)
      await later()
      if (item === fails) throw new Error(item)
      log.push(`${item})`)
      return item.toUpperCase()
    },
  )
  return { log, results: await results.catch((error: Error) => error.message) }
}

describe('work side by side', () => {
  it('is done as much at a time as is said, and told in the order of the items', async () => {
    const { log, results } = await told('abc', 2)
    const underWay = log.map((_, at) =>
      log.slice(0, at + 1).reduce((sum, word) => sum + (word.endsWith('(') ? 1 : -1), 0),
    )
    expect(Math.max(...underWay)).toBe(2)
    expect(results).toEqual(['A', 'B', 'C'])
    expect((await told('ab', 1)).log).toEqual(['a(', 'a)', 'b(', 'b)'])
  })

  it('waits for what it needs, and lets others go before', async () => {
    const { log, results } = await told('abc', 2, { a: 'b' })
    expect(log.indexOf('a(')).toBeGreaterThan(log.indexOf('b)'))
    expect(log.indexOf('c(')).toBeLessThan(log.indexOf('a('))
    expect(results).toEqual(['A', 'B', 'C'])
  })

  it('ends what is under way where one fails, and begins nothing more', async () => {
    expect(await told('abc', 2, {}, 'a')).toEqual({ log: ['a(', 'b(', 'b)'], results: 'a' })
  })

  it('does not wait for ever where items wait for each other', async () => {
    expect(await told('ab', 2, { a: 'b', b: 'a' })).toEqual({ log: [], results: 'what is left waits for each other' })
  })
})
