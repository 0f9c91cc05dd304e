import { expect, it } from 'vitest'
import { bestOf } from './best-of.ts'

it('the best of figures is the greatest or the least as asked, and all that are as good', () => {
  expect(bestOf([0.5, 0.8, 0.5], 'less')).toEqual([true, false, true])
  expect(bestOf([10, 40, 12], 'more')).toEqual([false, true, false])
})

it('what nobody knows is not the best, and nothing is where there is nothing to choose', () => {
  expect(bestOf([null, 3, 5], 'more')).toEqual([false, false, true])
  expect(bestOf([null, 3, undefined], 'more')).toEqual([false, false, false])
  expect(bestOf([0.5551, 0.5549], 'less')).toEqual([false, false])
  expect(bestOf([7, 7, 7], 'less')).toEqual([false, false, false])
})
