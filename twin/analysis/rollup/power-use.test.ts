import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { failoverUse, limitedUse, type PduLoad } from './power-use.ts'

const NONE = [Number.NaN, Number.NaN, Number.NaN] as const

function pdu(side: PduLoad['side'], load: number, capacity = 5000, lines: PduLoad['lines'] = NONE): PduLoad {
  return { side, load, capacity, perLine: capacity / 230, lines }
}

describe('the use of what survives the loss of one feed', () => {
  test('feeds A and B of 5 kW with 3.5 kW each are at 140 %, not at 70 % (domain.md, 6)', () => {
    expect(failoverUse([pdu('a', 3500), pdu('b', 3500)])).toBeCloseTo(1.4)
  })

  test('at derating 0.8 the same is 175 %', () => {
    expect(failoverUse([pdu('a', 3500, 4000), pdu('b', 3500, 4000)])).toBeCloseTo(1.75)
  })

  test('sides of unlike size are held against the smaller', () => {
    expect(failoverUse([pdu('a', 1000, 8000), pdu('b', 1000, 4000)])).toBeCloseTo(0.5)
  })

  test('a total within its rating does not hide a line that is not', () => {
    const lines: PduLoad['lines'] = [20, 1, 1]
    const use = failoverUse([
      { side: 'a', load: 5000, capacity: 22_000, perLine: 32, lines },
      { side: 'b', load: 5000, capacity: 22_000, perLine: 32, lines },
    ])
    expect(use).toBeCloseTo(40 / 32)
  })

  test('a rack with one feed is held against that feed', () => {
    expect(failoverUse([pdu('single', 2500)])).toBeCloseTo(0.5)
    expect(failoverUse([pdu('a', 2500)])).toBeCloseTo(0.5)
  })

  test('is unknown while a side is not measured, but not when what is measured is already too much', () => {
    expect(failoverUse([pdu('a', 3500), pdu('b', Number.NaN)])).toBeNaN()
    expect(failoverUse([pdu('a', 5500), pdu('b', Number.NaN)])).toBeCloseTo(1.1)
    expect(failoverUse([])).toBeNaN()
  })

  test('never falls when a load grows', () => {
    const watts = fc.double({ min: 0, max: 10_000, noNaN: true })
    fc.assert(
      fc.property(watts, watts, watts, (a, b, more) => {
        const before = failoverUse([pdu('a', a), pdu('b', b)])
        expect(failoverUse([pdu('a', a + more), pdu('b', b)])).toBeGreaterThanOrEqual(before)
      }),
    )
  })
})

describe('the use of a rack with a power limit of its own', () => {
  test('is the worse of feeds and limit: 6 kW are 120 % of a limit of 5 kW', () => {
    expect(limitedUse(0.5, 6_000, 5_000)).toBeCloseTo(1.2)
    expect(limitedUse(0.9, 2_000, 5_000)).toBeCloseTo(0.9)
  })

  test('where no watts are measured is that of the feeds, by their currents', () => {
    expect(limitedUse(1.3, Number.NaN, 5_000)).toBeCloseTo(1.3)
  })

  test('is unknown while a side is not measured, but not when what is measured is already too much', () => {
    expect(limitedUse(Number.NaN, 2_000, 5_000)).toBeNaN()
    expect(limitedUse(Number.NaN, 6_000, 5_000)).toBeCloseTo(1.2)
    expect(limitedUse(Number.NaN, Number.NaN, 5_000)).toBeNaN()
  })
})
