import { expect, test } from 'vitest'
import { RecentAnswers } from './recent-answers.ts'

const QUARTER_MS = 900_000

/** Answers that count how often each was asked, at a time that the test sets. */
function counted(keptMs?: number) {
  const clock = { now: 0 }
  const asked: string[] = []
  const recent = new RecentAnswers<number>(() => clock.now, keptMs)
  const get = (key: string) => recent.get(key, async () => asked.push(key))
  return { asked, clock, get, recent }
}

test('the same question is asked once in a quarter of an hour, by however many at the same time', async () => {
  const { asked, clock, get } = counted()
  await Promise.all([get('a'), get('a'), get('b')])
  clock.now = QUARTER_MS - 1
  await get('a')
  expect(asked).toEqual(['a', 'b'])
  clock.now = QUARTER_MS
  await get('a')
  expect(asked).toEqual(['a', 'b', 'a'])
})

test('what changes sooner is kept for as long as is said', async () => {
  const { asked, clock, get } = counted(60_000)
  await get('a')
  clock.now = 59_999
  await get('a')
  expect(asked).toEqual(['a'])
  clock.now = 60_000
  await get('a')
  expect(asked).toEqual(['a', 'a'])
})

test('what fails is asked anew', async () => {
  const { get, recent } = counted()
  await expect(recent.get('a', () => Promise.reject(new Error('no store')))).rejects.toThrow('no store')
  expect(await get('a')).toBe(1)
})

test('of many questions the oldest is forgotten', async () => {
  const { asked, get } = counted()
  for (let key = 0; key <= 32; key++) await get(String(key))
  await get('32')
  expect(asked).toHaveLength(33)
  await get('0')
  expect(asked).toHaveLength(34)
})
