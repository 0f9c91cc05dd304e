import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareOids, hasPrefix, isBelow } from './oid.ts'

const arcs = fc.array(fc.integer({ min: 0, max: 2 ** 32 - 1 }), { minLength: 1, maxLength: 12 })

test('identifiers are ordered by their arcs as numbers, a shorter one before those below it', () => {
  fc.assert(
    fc.property(arcs, arcs, (a, b) => {
      let expected = Math.sign(a.length - b.length)
      const shared = Math.min(a.length, b.length)
      for (let at = shared - 1; at >= 0; at--) expected = Math.sign((a[at] ?? 0) - (b[at] ?? 0)) || expected
      expect(Math.sign(compareOids(a.join('.'), b.join('.')))).toBe(expected)
    }),
  )
  expect(compareOids('1.3.9', '1.3.10')).toBeLessThan(0)
})

test('1.3.61 is not below 1.3.6', () => {
  expect([isBelow('1.3.6.1', '1.3.6'), isBelow('1.3.61', '1.3.6'), isBelow('1.3.6', '1.3.6')]).toEqual([
    true,
    false,
    false,
  ])
  expect([hasPrefix('1.3.6', '1.3.6'), hasPrefix('1.3.60', '1.3.6')]).toEqual([true, false])
})
