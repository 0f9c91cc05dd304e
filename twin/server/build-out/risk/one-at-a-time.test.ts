import { expect, test } from 'vitest'
import { OneAtATime } from './one-at-a-time.ts'

test('one goes after the other, who leaves the line is passed over, and what fails lets the next in', async () => {
  const door = new OneAtATime()
  const went: string[] = []
  let finish = () => undefined as unknown
  const first = door.do(() => new Promise<void>((resolve) => (finish = resolve)))
  const gone = new AbortController()
  const left = door.do(async () => went.push('left'), gone.signal)
  const fails = door.do(async () => {
    went.push('fails')
    throw new Error('no')
  })
  const last = door.do(async () => went.push('last'))
  expect(door.waiting).toBe(3)
  gone.abort(new Error('went home'))
  await expect(left).rejects.toThrow('went home')
  expect(door.waiting).toBe(2)
  finish()
  await first
  await expect(fails).rejects.toThrow('no')
  await last
  expect(went).toEqual(['fails', 'last'])
  await door.do(async () => went.push('after'))
  expect(door.waiting).toBe(0)
  await expect(door.do(async () => went.push('never'), gone.signal)).rejects.toThrow('went home')
})
