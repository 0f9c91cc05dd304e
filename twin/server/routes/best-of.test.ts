import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BestOf } from './best-of.ts'

test('whatever is offered in whichever order, the best are those that sorting all would give', () => {
  const offered = fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.nat()))
  fc.assert(
    fc.property(offered, fc.integer({ min: 0, max: 12 }), (pairs, most) => {
      const compare = (a: readonly [number, number], b: readonly [number, number]) => b[0] - a[0]
      const best = new BestOf<readonly [number, number]>(most, compare)
      for (const pair of pairs) best.offer(pair)
      // Equal ones stay in the order in which they were offered.
      expect(best.all).toEqual([...pairs].sort(compare).slice(0, most))
    }),
  )
})
