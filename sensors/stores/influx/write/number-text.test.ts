import fc from 'fast-check'
import { expect, test } from 'vitest'
import { writeDouble, writeInteger } from './number-text.ts'

const bytes = Buffer.alloc(64)
const double = (value: number) => bytes.toString('latin1', 3, writeDouble(bytes, 3, value))
const integer = (value: number) => bytes.toString('latin1', 3, writeInteger(bytes, 3, value))

test.each([
  [0, '0'],
  [22.5, '22.5'],
  [-0.125, '-0.125'],
  [1000, '1000'],
  [1.01, '1.01'],
  [230.007, '230.007'],
  [999_999_999, '999999999'],
  [1e21, '1e+21'],
  [5e-324, '5e-324'],
  [0.1 + 0.2, '0.30000000000000004'],
])('%d is written %s', (value, text) => {
  expect(double(value)).toBe(text)
})

test('any finite double is read back as it was', () => {
  const finite = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.integer({ min: -2e9, max: 2e9 }).map((n) => n / 1000),
    fc.integer({ min: -1e13, max: 1e13 }).map((n) => n / 1000),
  )
  fc.assert(
    fc.property(finite, (value) => void expect(Number(double(value)) === value).toBe(true)),
    { numRuns: 10_000 },
  )
})

test('any safe integer is written as its digits', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), (value) => void expect(integer(value)).toBe(String(value))),
    { numRuns: 5_000 },
  )
})
