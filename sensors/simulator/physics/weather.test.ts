import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { EpochMs } from '../../../twin/model/units.ts'
import { dewPoint, humidityRatio, relativeHumidity } from './air.ts'
import { localTime } from './local-time.ts'
import { hashUnit, smoothNoise } from './noise.ts'
import { serviceLoad } from './service-load.ts'
import { solarShare, sunHeight } from './sun.ts'
import { weatherAt } from './weather.ts'

const at = (text: string) => Date.parse(text) as EpochMs
const hours = (from: string, count: number) =>
  Array.from({ length: count }, (_, h) => (at(from) + h * 3_600_000) as EpochMs)
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

describe('time and weather', () => {
  it('knows the clock on the wall in winter and summer', () => {
    // 24 November 2026 is a Tuesday; the change to summer time 2026 is on 29 March, back on 25 October.
    expect(localTime(at('2026-11-24T04:00:00Z'))).toMatchObject({ weekday: 1, hour: 5 })
    expect(localTime(at('2026-03-29T00:59:00Z')).hour).toBeCloseTo(1.98, 1)
    expect(localTime(at('2026-03-29T01:00:00Z')).hour).toBe(3)
    expect(localTime(at('2026-10-25T01:00:00Z')).hour).toBe(2)
  })

  it('is warm in July, cold in January, warmer in the afternoon than at night', () => {
    const temperatures = (from: string, count: number) =>
      hours(from, count).map((hour) => weatherAt(hour, 5).temperature)
    expect(mean(temperatures('2026-07-01T00:00:00Z', 744))).toBeGreaterThan(19)
    expect(mean(temperatures('2026-01-01T00:00:00Z', 744))).toBeLessThan(6)
    const days = Array.from({ length: 30 }, (_, day) => day)
    const atHour = (hour: number) =>
      mean(
        days.map(
          (day) => weatherAt((at('2026-07-01T00:00:00Z') + (day * 24 + hour) * 3_600_000) as EpochMs, 5).temperature,
        ),
      )
    expect(atHour(13) - atHour(2)).toBeGreaterThan(6)
  })

  it('has the sun at 69.4° on the longest noon in Kragujevac and below the horizon at midnight', () => {
    // 90° − 44.01° + 23.44°; true noon is at about 10:38 UTC.
    const noon = Math.asin(sunHeight(at('2026-06-21T10:38:00Z'), 44.01, 20.91)) / (Math.PI / 180)
    expect(noon).toBeCloseTo(69.4, 0)
    expect(sunHeight(at('2026-06-21T22:38:00Z'), 44.01, 20.91)).toBe(0)
    expect(solarShare(0, 1)).toBe(0)
    expect(solarShare(Math.sin(1.2), 1)).toBeGreaterThan(0.8)
  })

  it('inverts humidity, and gives 9.3 °C dew point for 20 °C and 50 %', () => {
    // WMO-No. 8: 20 °C and 50 % → 9.26 °C.
    expect(dewPoint(humidityRatio(20, 50))).toBeCloseTo(9.26, 1)
    fc.assert(
      fc.property(fc.double({ min: 0, max: 45, noNaN: true }), fc.double({ min: 1, max: 99, noNaN: true }), (t, rh) => {
        expect(relativeHumidity(t, humidityRatio(t, rh))).toBeCloseTo(rh, 6)
      }),
    )
  })

  it('gives noise between -1 and 1 that is smooth and always the same', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer(), fc.double({ min: 0, max: 1e9, noNaN: true }), (seed, stream, x) => {
        const value = smoothNoise(seed, stream, x)
        expect(Math.abs(value)).toBeLessThanOrEqual(1)
        expect(smoothNoise(seed, stream, x)).toBe(value)
        expect(Math.abs(smoothNoise(seed, stream, x + 1e-4) - value)).toBeLessThan(0.001)
      }),
    )
    const units = Array.from({ length: 5000 }, (_, n) => hashUnit(1, n))
    expect(mean(units)).toBeCloseTo(0.5, 1)
  })

  it('lets citizens sleep at night and rest at weekends, and computers work on', () => {
    const portal = serviceLoad('egovernment-portal', 1)
    // Tuesday 3 March 2026, and the Sunday after, by local time.
    expect(portal(at('2026-03-03T09:30:00Z'))).toBeGreaterThan(1.35 * portal(at('2026-03-03T02:00:00Z')))
    expect(portal(at('2026-03-03T09:30:00Z'))).toBeGreaterThan(1.2 * portal(at('2026-03-08T09:30:00Z')))
    const batch = hours('2026-03-02T00:00:00Z', 168).map(serviceLoad('national-ai-platform', 1))
    expect(mean(batch)).toBeCloseTo(1, 1)
  })
})
