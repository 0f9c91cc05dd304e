import { expect, test } from 'vitest'
import { Unwinding } from './unwinding.ts'

test('parts are closed backwards, one after the other, and a failure is told after all have been tried', async () => {
  const closed: string[] = []
  const parts = new Unwinding()
  const part = (name: string) => async () => {
    await Promise.resolve()
    closed.push(name)
    if (name === 'store') throw new Error('the disk is full')
  }
  for (const name of ['rooms', 'store', 'page']) parts.add(part(name))
  parts.add(() => undefined)
  await expect(parts.unwind()).rejects.toThrow('the disk is full')
  expect(closed).toEqual(['page', 'store', 'rooms'])
  await parts.unwind()
  expect(closed).toHaveLength(3)
})
