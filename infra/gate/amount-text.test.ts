import { expect, it } from 'vitest'
import { amountText } from './amount-text.ts'

const GIB = 2 ** 30

it('memory steps by 1,024 from GiB to TiB and PiB, with places enough for two that are close to differ', () => {
  expect([1_023.5, 1_024, 1_536, -2_048].map((size) => amountText(size * GIB, 'B'))).toEqual([
    '1,023.5 GiB',
    '1 TiB',
    '1.5 TiB',
    '-2 TiB',
  ])
  // 14,100,622 and ten more over 1,048,576.
  expect(amountText(14_100_622 * GIB, 'B')).toBe('13.4474 PiB')
  expect(amountText(14_100_632 * GIB, 'B')).toBe('13.44741 PiB')
})
