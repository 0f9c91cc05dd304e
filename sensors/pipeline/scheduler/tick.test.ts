import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { firstDue, nextDue, phaseOf } from './tick.ts'

describe('the phase of a device', () => {
  test('is the same in every run, and within the interval', () => {
    // A change of the hash would move every device of every installation: kept by value.
    // A change of the hash would move every device of every installation: kept by value.
    expect(phaseOf('kragujevac/hall-1/row-b/rack-07/pdu-a', 10_000)).toBe(1_251)
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 86_400_000 }), (key, interval) => {
        const phase = phaseOf(key, interval)
        expect(phase).toBeGreaterThanOrEqual(0)
        expect(phase).toBeLessThan(interval)
      }),
    )
  })

  test('spreads 2,592 PDUs over ten seconds: no tenth of a second has three times its share', () => {
    const tenths = new Array<number>(100).fill(0)
    for (let rack = 0; rack < 1296; rack++) {
      for (const side of ['a', 'b']) {
        const tenth = Math.floor(phaseOf(`belgrade/hall-1/row-b/rack-${rack}/pdu-${side}`, 10_000) / 100)
        tenths[tenth] = (tenths[tenth] ?? 0) + 1
      }
    }
    expect(Math.max(...tenths)).toBeLessThan(3 * 25.92)
    expect(Math.min(...tenths)).toBeGreaterThan(0)
  })
})

describe('the instants at which a device is due', () => {
  test('show the phase on the wall clock', () => {
    // Wall 1,000,003 ms, interval 10,000, phase 7: the wall shows …007 four milliseconds later.
    expect(firstDue(1_000_003, 500, 7, 10_000)).toBe(504)
    expect(firstDue(1_000_007, 500, 7, 10_000)).toBe(500)
    expect(firstDue(1_000_008, 500, 7, 10_000)).toBe(10_499)
  })

  test('that were passed over are counted, not made up for', () => {
    expect(nextDue(1_000, 1_004, 100)).toEqual({ due: 1_100, missed: 0 })
    expect(nextDue(1_000, 1_350, 100)).toEqual({ due: 1_400, missed: 3 })
    fc.assert(
      fc.property(fc.nat(1e6), fc.nat(1e6), fc.integer({ min: 1, max: 1e5 }), (due, late, interval) => {
        const next = nextDue(due, due + late, interval)
        expect(next.due).toBeGreaterThan(due + late)
        expect(next.due - due - late).toBeLessThanOrEqual(interval)
        expect((next.due - due) / interval).toBe(next.missed + 1)
      }),
    )
  })
})
