import { expect, it } from 'vitest'
import { axisDigits } from './axis-digits.ts'

it('labels of an axis have digits enough to differ', () => {
  expect(axisDigits([2_690, 2_692, 2_694])).toBe(5)
  expect(axisDigits([20, 25, 30])).toBe(3)
  expect(axisDigits([0, 0])).toBe(3)
})
