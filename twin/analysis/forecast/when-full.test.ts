import { describe, expect, test } from 'vitest'
import { startOfDay } from './daily-series.ts'
import { type Forecast, forecastSeries, type Refusal, type Step } from './forecast.ts'
import { generated } from './testing/generated-series.ts'
import { whenFull } from './when-full.ts'

const FIRST = 20_000
const LENGTH = 100
/** The first day that is foretold. */
const NEXT = FIRST + LENGTH

function foretold(value: (day: number) => number, steps: readonly Step[] = []): Forecast | Refusal {
  return forecastSeries({ firstDay: FIRST, values: Array.from({ length: LENGTH }, (_, day) => value(day)) }, steps)
}

const still = (steps: readonly Step[] = []) => foretold(() => 50, steps)
const growing = (steps: readonly Step[] = []) => foretold((day) => 100 + day, steps)
const step = (day: number, amount: number) => ({ at: startOfDay(day), amount, name: 'row c' })
const fullOf = (limit: number, forecast: Forecast | Refusal, isUsedUp = false) =>
  whenFull([{ limit, forecast, isUsedUp }])[0]?.full

describe('when full', () => {
  test('names first what runs out first, then what never fills, and last what nobody can tell', () => {
    const refused = forecastSeries({ firstDay: FIRST, values: [1, 2, 3] }, [])
    const full = whenFull([
      { name: 'weight', limit: 10, forecast: refused },
      { name: 'ports', limit: Number.NaN, forecast: growing() },
      { name: 'space', limit: 100, forecast: still() },
      { name: 'power', limit: 249, forecast: growing() },
      { name: 'cooling', limit: 219, forecast: growing() },
      { name: 'liquid', limit: 300, forecast: still(), isUsedUp: true },
    ])
    expect(full.map(({ name }) => name)).toEqual(['liquid', 'cooling', 'power', 'space', 'weight', 'ports'])
    // 100 + 119 on the 120th day.
    expect(full[1]?.full?.p50).toBe(startOfDay(FIRST + 119))
    expect(full[3]?.full).toEqual({ isFull: false, p10: null, p50: null, p90: null })
    expect(full[4]?.full).toBeUndefined()
    expect(full[5]?.full).toBeUndefined()
  })

  test('of two with the same even chances the one comes first whose chance of one in ten is sooner', () => {
    const noisy = forecastSeries({ firstDay: FIRST, values: generated('a trend with noise', 5, LENGTH) }, [])
    if (noisy.kind === 'refused') throw new Error(noisy.reason)
    const middle = { ...noisy, days: noisy.days.map((day) => ({ ...day, p90: day.p50 })) }
    const [first] = whenFull([
      { name: 'sure', limit: 150, forecast: middle },
      { name: 'unsure', limit: 150, forecast: noisy },
    ])
    expect(first?.name).toBe('unsure')
  })

  test('comes sooner at one chance in ten than at nine', () => {
    const values = generated('a trend with noise', 5, 400)
    const power = fullOf(250, forecastSeries({ firstDay: FIRST, values }, []))
    expect(power?.p10).toBeLessThan(power?.p50 as number)
    expect(power?.p50).toBeLessThan(power?.p90 as number)
  })

  test('is now where use is at the limit, or where nothing is left whatever the days say', () => {
    expect(fullOf(50, still())).toEqual({
      isFull: true,
      p10: startOfDay(NEXT),
      p50: startOfDay(NEXT),
      p90: startOfDay(NEXT),
    })
    expect(fullOf(1000, still(), true)).toMatchObject({ isFull: true, p50: null })
  })

  test('is never where use is flat below the limit, or falls', () => {
    const never = { isFull: false, p10: null, p50: null, p90: null }
    expect(fullOf(50.1, still())).toEqual(never)
    expect(
      fullOf(
        200,
        foretold((day) => 150 - day),
      ),
    ).toEqual(never)
  })

  test('is on the day of the reservation that fills it, and not where another ends before', () => {
    expect(fullOf(60, still([step(NEXT + 40, 10)]))?.p50).toBe(startOfDay(NEXT + 40))
    const freed = still([step(NEXT + 40, 8), step(NEXT + 50, -8), step(NEXT + 60, 8)])
    expect(fullOf(60, freed)?.p50).toBeNull()
    expect(fullOf(60, still([step(NEXT + 40, 8), step(NEXT + 60, 8)]))?.p50).toBe(startOfDay(NEXT + 60))
  })

  test('is the sooner the more is reserved', () => {
    // Grown by one a day: 249 is reached on the 149th day, with 20 more from its start on 20 days sooner.
    expect(fullOf(249, growing())?.p50).toBe(startOfDay(FIRST + 149))
    expect(fullOf(249, growing([step(NEXT, 20)]))?.p50).toBe(startOfDay(FIRST + 129))
  })
})
