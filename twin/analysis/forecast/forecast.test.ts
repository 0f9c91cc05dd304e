import { describe, expect, it } from 'vitest'
import type { EpochMs } from '../../model/units.ts'
import { halfFan } from './back-test.ts'
import { dailySeries, startOfDay } from './daily-series.ts'
import { type Forecast, forecastSeries } from './forecast.ts'
import { theilSen } from './robust.ts'
import { generated, SERIES_KINDS } from './testing/generated-series.ts'

const FIRST = 20_000
const at = (ms: number) => ms as EpochMs

function foretold(values: readonly number[], steps: Parameters<typeof forecastSeries>[1] = []): Forecast {
  const forecast = forecastSeries({ firstDay: FIRST, values }, steps)
  if (forecast.kind === 'refused') throw new Error(forecast.reason)
  return forecast
}

const line = (length: number) => Array.from({ length }, (_, day) => 100 + day)

describe('the fan of a forecast', () => {
  it.each(SERIES_KINDS)('holds between seven and nine tenths of what came later of %s', (kind) => {
    const length = kind.startsWith('two years') ? 800 : 400
    let inside = 0
    let all = 0
    for (let seed = 1; seed <= 60; seed++) {
      const values = generated(kind, seed, length + 90)
      const { days } = foretold(values.slice(0, length))
      for (let i = 0; i < 90; i++) {
        const value = values[length + i] as number
        const day = days[i] as (typeof days)[number]
        all++
        if (value >= day.p10 && value <= day.p90) inside++
      }
    }
    expect(inside / all).toBeGreaterThanOrEqual(0.7)
    expect(inside / all).toBeLessThanOrEqual(0.9)
  })

  it('is judged by the back-test with errors that were known at the time', () => {
    const { backTest } = foretold(generated('a trend with noise', 3, 400))
    expect(backTest.judged).toBeGreaterThan(100)
    expect(backTest.held).toBeGreaterThan(0.65)
    expect(backTest.held).toBeLessThan(0.95)
  })

  it('is on a line between horizons and grows with time beyond the last', () => {
    const spreads = [
      { days: 7, half: 2 },
      { days: 14, half: 4 },
    ]
    expect([1, 7, 10.5, 14, 28].map((days) => halfFan(spreads, days))).toEqual([2, 2, 3, 4, 8])
  })
})

describe('a forecast', () => {
  it('refuses to speak under eight weeks of measured days', () => {
    expect(forecastSeries({ firstDay: FIRST, values: line(55) }, [])).toEqual({
      kind: 'refused',
      reason: 'under-eight-weeks',
      measuredDays: 55,
      neededDays: 56,
    })
    const gaps = line(80).map((value, day) => (day % 2 === 0 ? value : Number.NaN))
    expect(forecastSeries({ firstDay: FIRST, values: gaps }, []).kind).toBe('refused')
    expect(forecastSeries({ firstDay: FIRST, values: line(56) }, []).kind).toBe('forecast')
    expect(forecastSeries(dailySeries([]), []).kind).toBe('refused')
  })

  it('goes on with a straight line, over gaps and single wrong days', () => {
    const values = line(120).map((value, day) => (day >= 40 && day < 50 ? Number.NaN : day % 30 === 7 ? 1e6 : value))
    const { days, perDay } = foretold(values)
    expect(perDay).toBeCloseTo(1, 6)
    expect(days[9]?.p50).toBeCloseTo(100 + 129, 6)
  })

  it('is moved neither by days on which a meter was reset nor by one that said too much after it', () => {
    const values = line(120).map((value, day) =>
      day === 60 || day === 61 ? 0 : day === 62 ? 1e9 : day === 117 ? 0 : value,
    )
    const { days, level, perDay } = foretold(values)
    expect(perDay).toBeCloseTo(1, 6)
    expect(level).toBeCloseTo(219, 6)
    expect(days[9]?.p50).toBeCloseTo(100 + 129, 6)
  })

  it('refuses where so little came after its past days that none of them can be judged', () => {
    const values = Array.from({ length: 1056 }, (_, day) => (day < 28 || day >= 1028 ? 50 : Number.NaN))
    expect(forecastSeries({ firstDay: FIRST, values }, [])).toMatchObject({
      kind: 'refused',
      reason: 'cannot-be-back-tested',
      measuredDays: 56,
    })
  })

  it('of falling use goes on falling, and never below nothing', () => {
    const { days, perDay } = foretold(line(120).map((value) => 320 - value))
    expect(perDay).toBeCloseTo(-1, 6)
    expect(days[0]?.p50).toBeCloseTo(100, 6)
    expect(days[199]).toMatchObject({ p10: 0, p50: 0 })
  })

  it('adds a dated step from its day on and one of the past not again', () => {
    const values = Array.from({ length: 100 }, () => 50)
    const steps = [
      { at: startOfDay(FIRST + 110), amount: 20, name: 'row c' },
      { at: startOfDay(FIRST + 10), amount: 99, name: 'done' },
    ]
    const { days } = foretold(values, steps)
    expect(days[9]?.p50).toBe(50)
    expect(days[10]?.p50).toBe(70)
  })

  it('has a slope of Theil and Sen: one of five points wrong moves nothing', () => {
    expect(
      theilSen([
        [0, 0],
        [1, 2],
        [2, 4],
        [3, 99],
        [4, 8],
      ]),
    ).toBe(2)
  })
})

describe('days', () => {
  const HOUR = 3_600_000
  it('are neither lost nor doubled by clocks that change: 23 and 25 hours, and a leap second', () => {
    const starts = [-1, 23, 46, 71, 95].map((hour) => startOfDay(FIRST) + hour * HOUR)
    starts.push((starts.at(-1) as number) + 25 * HOUR + 1000)
    const measures = starts.slice(1).map((to, i) => ({ from: at(starts[i] as number), to: at(to), value: i }))
    expect(dailySeries(measures)).toEqual({ firstDay: FIRST, values: [0, 1, 2, 3, 4] })
  })

  it('are averaged by time where doubled, are gaps where nothing came, and no length says nothing', () => {
    const day = startOfDay(FIRST)
    const measures = [
      { from: day, to: at(day + 6 * HOUR), value: 10 },
      { from: at(day + 6 * HOUR), to: at(day + 24 * HOUR), value: 30 },
      { from: day, to: day, value: 1e9 },
      { from: at(day + 24 * HOUR), to: at(day + 48 * HOUR), value: null },
      { from: at(day + 48 * HOUR), to: at(day + 72 * HOUR), value: 5 },
    ]
    expect(dailySeries(measures)).toEqual({ firstDay: FIRST, values: [25, Number.NaN, 5] })
  })
})
