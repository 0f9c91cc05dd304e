import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DueQueue } from './due-queue.ts'

test('whatever is put in comes out by its instant', () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), (dues) => {
      const queue = new DueQueue<number>()
      for (const due of dues) queue.push(due, due)
      const taken: number[] = []
      for (let one = queue.pop(); one; one = queue.pop()) taken.push(one.thing)
      expect(taken).toEqual([...dues].sort((a, b) => a - b))
      expect([queue.size, queue.next]).toEqual([0, undefined])
    }),
  )
})
