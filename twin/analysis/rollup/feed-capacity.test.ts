import { describe, expect, test } from 'vitest'
import type { PowerFeed, RackPdu } from '../../model/things.ts'
import { feedCapacity, pduCapacity } from './feed-capacity.ts'

function feed(changes: Partial<Record<keyof PowerFeed, unknown>>): PowerFeed {
  const usual = { supply: 'ac', phase: 'three', wiring: 'wye', voltageIs: 'line-to-line', derating: 0.8 }
  return { ...usual, ...changes } as unknown as PowerFeed
}

const pdu = (phase: 'single' | 'three', amperage: number) => ({ phase, amperage }) as unknown as RackPdu

describe('the capacity of a feed', () => {
  test('120 V 15 A at k 0.8 carries 1,440 VA, so that 400 VA are 27.8 % (domain.md, 3)', () => {
    const { voltAmperes } = feedCapacity(
      feed({ phase: 'single', voltageIs: 'line-to-neutral', voltage: 120, amperage: 15 }),
    )
    expect(voltAmperes).toBeCloseTo(1440)
    expect((400 / voltAmperes) * 100).toBeCloseTo(27.8, 1)
  })

  test('208 V 30 A three-phase, line to line, k 0.8: 8,646 VA (domain.md, 4)', () => {
    expect(feedCapacity(feed({ voltage: 208, amperage: 30 })).voltAmperes).toBeCloseTo(8646, 0)
  })

  test('400 V 32 A three-phase: 22,170 VA whole, 17,736 at 0.8 (domain.md, 4)', () => {
    expect(feedCapacity(feed({ voltage: 400, amperage: 32, derating: 1 })).voltAmperes).toBeCloseTo(22_170, 0)
    expect(feedCapacity(feed({ voltage: 400, amperage: 32 })).voltAmperes).toBeCloseTo(17_736, 0)
  })

  test('the same supply said line to neutral gives the same: √3 · 400 V = 3 · 230.94 V', () => {
    const neutral = feed({ voltage: 400 / Math.sqrt(3), voltageIs: 'line-to-neutral', amperage: 32 })
    expect(feedCapacity(neutral).voltAmperes).toBeCloseTo(17_736, 0)
  })
})

describe('the capacity of a rack PDU', () => {
  test('is that of its feed where the feed is smaller, and its own where it is smaller', () => {
    const of32 = feed({ voltage: 400, amperage: 32, derating: 1 })
    expect(pduCapacity(pdu('three', 63), of32).perLine).toBe(32)
    expect(pduCapacity(pdu('three', 16), of32).perLine).toBe(16)
  })

  test('a single-phase rack PDU on one line of a 400 V wye feed is loaded against the neutral: 231 V · 16 A', () => {
    const { voltAmperes } = pduCapacity(pdu('single', 16), feed({ voltage: 400, amperage: 32, derating: 1 }))
    expect(voltAmperes).toBeCloseTo(3695, 0)
  })

  test('of a feed that says no amperage it is its own; that of the feed is not known', () => {
    const bare = feed({ voltage: 400, derating: 0.8 })
    expect(feedCapacity(bare).voltAmperes).toBeNaN()
    expect(pduCapacity(pdu('three', 32), bare).perLine).toBeCloseTo(25.6)
  })

  test('without a feed the strictest derating is assumed: 0.8 · 16 A · 230 V', () => {
    expect(pduCapacity(pdu('single', 16), undefined).voltAmperes).toBeCloseTo(2944)
  })
})
