import { describe, expect, it } from 'vitest'
import type { EpochMs } from '../../model/units.ts'
import { solarPosition } from './solar-position.ts'

const KRAGUJEVAC = [44.02, 20.92] as const
const at = (iso: string) => Date.parse(iso) as EpochMs
const MINUTE = 60_000

/** The sun over Kragujevac, minute by minute of a day in UTC. */
function dayOf(day: string) {
  return Array.from({ length: 1440 }, (_, minute) => {
    const instant = (at(`${day}T00:00:00Z`) + minute * MINUTE) as EpochMs
    return { minute, ...solarPosition(instant, ...KRAGUJEVAC) }
  })
}

const noonOf = (day: string) => dayOf(day).reduce((high, one) => (one.elevation > high.elevation ? one : high))

describe('the sun', () => {
  it('has the declination of the worked example 25.a of Meeus: 1992-10-13 0h, −7.785°', () => {
    // Over the pole the elevation is the declination.
    expect(solarPosition(at('1992-10-13T00:00:00Z'), 90, 0).elevation).toBeCloseTo(-7.785, 2)
  })

  it('stands at noon of the solstices as high as 90° − latitude ± 23.44°', () => {
    expect(noonOf('2026-06-21').elevation).toBeCloseTo(69.42, 1)
    expect(noonOf('2026-12-21').elevation).toBeCloseTo(22.54, 1)
  })

  it('is due south at noon, which the equation of time moves: by −2 min in June, by +16 min in early November', () => {
    // Mean noon at 20.92° E is 12:00 − 83.7 min = 10:36.3 UTC.
    expect(noonOf('2026-06-21')).toMatchObject({ azimuth: expect.closeTo(180, 0) })
    expect(Math.abs(noonOf('2026-06-21').minute - (10 * 60 + 36.3 + 1.8))).toBeLessThan(1.5)
    expect(Math.abs(noonOf('2026-11-03').minute - (10 * 60 + 36.3 - 16.4))).toBeLessThan(1.5)
  })

  it('rises and sets at the azimuths whose cosine is sin(declination) / cos(latitude): 56.4° and 303.6° in June, 123.6° and 236.4° in December', () => {
    for (const [day, rise, set] of [
      ['2026-06-21', 56.4, 303.6],
      ['2026-12-21', 123.6, 236.4],
    ] as const) {
      const up = dayOf(day).filter(({ elevation }) => elevation > 0)
      expect(Math.abs((up[0]?.azimuth ?? 0) - rise)).toBeLessThan(0.3)
      expect(Math.abs((up.at(-1)?.azimuth ?? 0) - set)).toBeLessThan(0.3)
    }
  })

  it('is up half a day at the equinox, and stands due east when it rises', () => {
    const up = dayOf('2026-03-20').filter(({ elevation }) => elevation > 0)
    expect(Math.abs(up.length - 720)).toBeLessThan(4)
    expect(Math.abs((up[0]?.azimuth ?? 0) - 90)).toBeLessThan(0.7)
  })

  it('is due north at noon south of the tropics', () => {
    const { azimuth, elevation } = solarPosition(at('2026-12-21T01:53:00Z'), -33.87, 151.21)
    expect(elevation).toBeCloseTo(79.57, 1)
    expect(Math.min(azimuth, 360 - azimuth)).toBeLessThan(1.5)
  })
})
