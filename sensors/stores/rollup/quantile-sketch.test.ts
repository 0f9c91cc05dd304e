import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { QuantileSketch } from './quantile-sketch.ts'
import { keyOf, RELATIVE_ERROR, valueOfKey } from './sketch-bins.ts'

const value = fc.oneof(
  fc.double({ min: -1e12, max: 1e12, noNaN: true }),
  fc.integer({ min: -500, max: 500 }).map((tenths) => tenths / 10),
  fc.constant(0),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
)

function sketchOf(values: readonly number[]): QuantileSketch {
  const sketch = new QuantileSketch()
  for (const one of values) sketch.add(one)
  return sketch
}

describe('a quantile sketch', () => {
  test('of nothing has no quantile', () => {
    expect(new QuantileSketch().quantile(0.5)).toBeNaN()
  })

  test('keys are ordered as the values: growth is 1.01/0.99, so 1 lies in bin 0 and 1.03 two bins above', () => {
    // ln 1.03 ÷ ln 1.020202 = 1.478, rounded up 2; KEY_OFFSET is 1100.
    expect([keyOf(-1), keyOf(0), keyOf(1), keyOf(1.03)]).toEqual([-1100, 0, 1100, 1102])
  })

  test('every quantile of merged sketches is within the relative error of the value at that rank', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(value, { maxLength: 30 }), { minLength: 1, maxLength: 6 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (parts, q) => {
          const all = parts.flat().sort((a, b) => a - b)
          fc.pre(all.length > 0)
          const merged = new QuantileSketch()
          for (const part of parts) merged.merge(QuantileSketch.fromBytes(sketchOf(part).toBytes()))
          const exact = all[Math.floor(q * (all.length - 1))] ?? Number.NaN
          // A value nearer to zero than 1e-9 counts as zero; 1e-12 is rounding of logarithms at a bin's edge.
          expect(Math.abs(merged.quantile(q) - exact)).toBeLessThanOrEqual(
            Math.abs(exact) * (RELATIVE_ERROR + 1e-12) + 1e-9,
          )
        },
      ),
    )
  })

  test('the largest doubles have quantiles too, whose bin reaches beyond them', () => {
    for (const largest of [1.7637650858193227e308, Number.MAX_VALUE])
      for (const one of [largest, -largest])
        expect(Math.abs(sketchOf([one]).quantile(0) / one - 1)).toBeLessThanOrEqual(RELATIVE_ERROR + 1e-12)
  })

  test('its extremes are exact when they were added, or told', () => {
    const sketch = sketchOf([3.3, 7.7])
    expect([sketch.quantile(0), sketch.quantile(1)]).toEqual([3.3, 7.7].map((v) => expect.closeTo(v, 1)))
    const told = QuantileSketch.fromBytes(sketchOf([5]).toBytes(), { min: 5, max: 5 })
    expect(told.quantile(0.5)).toBe(5)
  })

  test('a minute of six like temperatures takes at most seven bytes', () => {
    expect(sketchOf([23.4, 23.5, 23.5, 23.6, 23.6, 23.7]).toBytes().length).toBeLessThanOrEqual(7)
  })

  test('bytes that are no sketch are refused', () => {
    expect(() => QuantileSketch.fromBytes(Uint8Array.of(1))).toThrow(/does not end/)
    expect(() => QuantileSketch.fromBytes(Uint8Array.of(0, 0))).toThrow(/ends at byte/)
    expect(() => QuantileSketch.fromBytes(Uint8Array.of(1, 0xff, 0xff, 0xff, 0x7f, 1))).toThrow(/no bin/)
  })

  test('the value of a bin is within the relative error of every value in it', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 1e300, noNaN: true }), (one) => {
        expect(Math.abs(valueOfKey(keyOf(one)) - one)).toBeLessThanOrEqual(one * (RELATIVE_ERROR + 1e-12))
      }),
    )
  })
})
