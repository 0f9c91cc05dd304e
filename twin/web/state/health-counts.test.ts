import { describe, expect, it } from 'vitest'
import type { Rack } from '../../model/things.ts'
import { countHealth } from './health-counts.ts'

const racks = [0, 1, 2, 3, 4, 9].map((index) => ({ index }) as Rack)

describe('racks by health', () => {
  it('count what no value came for, and what is no code, as unknown', () => {
    // ok, unknown, warning, critical, and a code that there is not; index 9 is beyond the column.
    expect(countHealth(racks, Float32Array.of(0, 1, 2, 3, 255))).toEqual({
      total: 6,
      ok: 1,
      unknown: 3,
      warning: 1,
      critical: 1,
    })
    expect(countHealth(racks, Float32Array.of(Number.NaN, Number.NaN, 0, 0, 0))).toMatchObject({ unknown: 3, ok: 3 })
  })
})
