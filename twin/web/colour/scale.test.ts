import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cssRamp, inkOn, rampStep } from './scale.ts'

describe('the step of a value on its ramp', () => {
  it('runs from 0 to 255 over the domain and is clamped outside it', () => {
    expect(rampStep(15, [15, 40])).toBe(0)
    expect(rampStep(27.5, [15, 40])).toBe(128)
    expect(rampStep(40, [15, 40])).toBe(255)
    expect(rampStep(-20, [15, 40])).toBe(0)
    expect(rampStep(90, [15, 40])).toBe(255)
  })

  it('says no data for NaN and no maximum for infinity, which are no places on the ramp', () => {
    expect(rampStep(Number.NaN, [0, 1])).toBe('no-data')
    expect(rampStep(Number.POSITIVE_INFINITY, [0, 1])).toBe('no-maximum')
  })

  it('never leaves the ramp, and a greater value never gets a smaller step', () => {
    fc.assert(
      fc.property(
        fc.float({ noNaN: true, noDefaultInfinity: true }),
        fc.float({ min: 0, max: 100, noNaN: true }),
        (value, more) => {
          const here = rampStep(value, [0, 50])
          const there = rampStep(value + more, [0, 50])
          expect(typeof here === 'number' && here >= 0 && here <= 255).toBe(true)
          expect(Number(there)).toBeGreaterThanOrEqual(Number(here))
        },
      ),
    )
  })
})

describe('ink on a ramp', () => {
  it('is white on the dark end and black on the light end', () => {
    expect(inkOn('cividis', 0)).toBe('white')
    expect(inkOn('cividis', 255)).toBe('black')
    expect(cssRamp('inferno')[255]).toBe('rgb(252,255,164)')
  })
})
