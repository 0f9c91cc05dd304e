import { describe, expect, it } from 'vitest'
import { DRAWING_LIGHT, sunlight } from './light.ts'

describe('the light on a campus', () => {
  it('comes from where the sun stands: at 90° and 30° from the east and half way up', () => {
    const [east, north, up] = sunlight({ azimuth: 90, elevation: 30 }).towards
    expect([east, north, up].map((one) => Math.round(one * 1000) / 1000 + 0)).toEqual([0.866, 0, 0.5])
  })

  it('is a unit vector, and from above, wherever the sun is', () => {
    for (let elevation = -90; elevation <= 90; elevation += 7.5) {
      const { towards } = sunlight({ azimuth: elevation * 2 + 180, elevation })
      expect(Math.hypot(...towards)).toBeCloseTo(1)
      expect(towards[2]).toBeGreaterThan(0)
    }
  })

  it('is whole day when the sun is high, and night without shadows when civil dusk is over', () => {
    expect(sunlight({ azimuth: 180, elevation: 40 })).toMatchObject({ strength: 1, night: 0 })
    expect(sunlight({ azimuth: 300, elevation: -6 })).toMatchObject({ strength: 0, night: 1, shadow: 0 })
  })

  it('throws no shadow longer than eight times a height', () => {
    for (const elevation of [-3, 0, 1, 5]) {
      const [east, north, up] = sunlight({ azimuth: 240, elevation }).towards
      expect(Math.hypot(east, north) / up).toBeLessThan(8.2)
    }
  })

  it('of a drawing comes from the upper left', () => {
    const [east, north] = DRAWING_LIGHT.towards
    expect(east).toBeLessThan(0)
    expect(north).toBeGreaterThan(0)
    expect(DRAWING_LIGHT.night).toBe(0)
  })
})
