import { expect, test } from 'vitest'
import { readQuantity } from './quantity.ts'

// Of the documentation of Kubernetes' resource.Quantity and of the API reference.
test.each([
  ['0', 0],
  ['500m', 0.5],
  ['2k', 2000],
  ['12e6', 12_000_000],
  ['1E', 1e18],
  ['1E3', 1000],
  ['123Mi', 128_974_848],
  ['256Gi', 274_877_906_944],
  ['262144Mi', 274_877_906_944],
  ['2Ti', 2_199_023_255_552],
  ['.5', 0.5],
  ['1.5Gi', 1_610_612_736],
  ['-1', -1],
])('the quantity %s is %d', (text, amount) => {
  expect(readQuantity(text)).toBe(amount)
})

test.each(['', 'Gi', '1 Gi', '1gi', '1ki', '1K', '0x10', '1e', '1e3Gi', 'NaN', '1,5'])('%j is no quantity', (text) => {
  expect(readQuantity(text)).toBeUndefined()
})
