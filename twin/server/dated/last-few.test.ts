import { expect, test } from 'vitest'
import { LastFew } from './last-few.ts'

test('those that were asked for last are kept, also where they are nothing', () => {
  const made: string[] = []
  const few = new LastFew<string | undefined>(2)
  const get = (key: string) =>
    few.get(key, () => {
      made.push(key)
      return key === 'nothing' ? undefined : key
    })
  for (const key of ['nothing', 'a', 'nothing', 'b', 'nothing', 'a'])
    expect(get(key)).toBe(key === 'nothing' ? undefined : key)
  expect(made).toEqual(['nothing', 'a', 'b', 'a'])
  few.drop('a')
  get('a')
  expect(made).toHaveLength(5)
})
