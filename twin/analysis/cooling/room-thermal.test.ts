import { describe, expect, test } from 'vitest'
import { assumedThermal, predictedIntake, type RoomMoment, secondsToLimit, timeConstant } from './room-thermal.ts'

const room = {
  capacity: 10e6,
  conductance: 5000,
  ambient: 20,
  mixing: 0.5,
  mixingTime: 0,
  source: { how: 'fitted', samples: 100, residual: 0.1 },
} as const
const lost: RoomMoment = { intake: 20, returned: 30, heat: 100_000, cooling: 0, supplied: 0 }

describe('after cooling is lost', () => {
  test('the air mixes, then warms by T0 + ΔT∞·(1 − e^(−t/τ))', () => {
    expect(timeConstant(room)).toBe(2000)
    expect(predictedIntake(room, lost, 0)).toBe(25)
    // ΔT∞ = 100,000 / 5,000 + 20 − 25 = 15 K; after one τ 63.2 % of it.
    expect(predictedIntake(room, lost, 2000)).toBeCloseTo(25 + 15 * (1 - Math.exp(-1)), 10)
  })

  test('the time to a limit is where that curve crosses it', () => {
    // 32 °C is 7 of the 15 K: τ·ln(15/8).
    expect(secondsToLimit(room, lost, 32)).toBeCloseTo(2000 * Math.log(15 / 8), 0)
    expect(predictedIntake(room, lost, secondsToLimit(room, lost, 32))).toBeCloseTo(32, 2)
  })

  test('a limit above where it ends is never passed, one below the mixed air at once', () => {
    expect(secondsToLimit(room, lost, 40)).toBe(Number.POSITIVE_INFINITY)
    expect(secondsToLimit(room, lost, 24)).toBe(0)
  })

  test('air that needs a minute to mix has come 63.2 % of the way by then', () => {
    const slow = { ...room, conductance: 0, mixingTime: 60 }
    expect(predictedIntake(slow, lost, 0)).toBe(20)
    // 5 K of mixing, and 10 kW·s·60 / 10 MJ/K = 0.6 K of heat.
    expect(predictedIntake(slow, lost, 60)).toBeCloseTo(25 + 0.6 - 5 * Math.exp(-1), 10)
  })

  test('without walls it warms in a straight line: C·ΔT / (P − Q)', () => {
    const bare = { ...room, conductance: 0, ambient: Number.NaN }
    expect(secondsToLimit(bare, { ...lost, cooling: 50_000 }, 32)).toBeCloseTo((10e6 * 7) / 50_000, 0)
    expect(secondsToLimit(bare, { ...lost, cooling: 100_000 }, 32)).toBe(Number.POSITIVE_INFINITY)
  })

  test('as long as all airflow is supplied nothing mixes', () => {
    expect(predictedIntake(room, { ...lost, supplied: 1 }, 0)).toBe(20)
    expect(predictedIntake(room, { ...lost, supplied: 0.5 }, 0)).toBe(22.5)
  })

  test('heat that nobody knows leaves the time unknown', () => {
    expect(secondsToLimit(room, { ...lost, heat: Number.NaN }, 32)).toBeNaN()
  })
})

test('assumed parameters are the air of the empty room and 50 kJ/K a rack, and say that they are assumed', () => {
  // 1,000 m³ · 1,206 J/(m³·K) + 10 · 50 kJ/K.
  expect(assumedThermal(1000, 10)).toMatchObject({ capacity: 1_706_000, conductance: 0, source: { how: 'assumed' } })
})
