import { expect, it } from 'vitest'
import { hatch } from './hatch.ts'

it('hatches a rectangle of 10 by 5 with lines four apart, none beyond its edges', () => {
  expect(hatch(100, 20, 10, 5, 4)).toEqual([
    [104, 20, 100, 24],
    [108, 20, 103, 25],
    [110, 22, 107, 25],
  ])
})

it('hatches nothing that has no width', () => {
  expect(hatch(100, 20, 0, 5, 4)).toEqual([])
})
