import { describe, expect, it } from 'vitest'
import { codesOf, NO_DATA, NO_MAXIMUM } from './value-code.ts'

function codes(values: number[], domain: [number, number], room = values.length) {
  const written = new Uint8Array(room)
  codesOf(Float32Array.from(values), domain, written)
  return [...written]
}

describe('the code of a value', () => {
  // 27 °C: (27 − 15) / (40 − 15) · 253 = 121.4
  it('runs from 0 at the low end of the domain to 253 at the high end', () => {
    expect(codes([15, 27, 40], [15, 40])).toEqual([0, 121, 253])
  })

  it('stays at the ends beyond the domain', () => {
    expect(codes([-20, 99], [15, 40])).toEqual([0, 253])
  })

  it('of NaN is no data, of an infinite value no maximum', () => {
    expect(codes([Number.NaN, Number.POSITIVE_INFINITY], [0, 1])).toEqual([NO_DATA, NO_MAXIMUM])
  })

  it('beyond the values given is no data', () => {
    expect(codes([1], [0, 1], 3)).toEqual([253, NO_DATA, NO_DATA])
  })
})
