import { describe, expect, it } from 'vitest'
import { distanceKm, MAP, nameBeside, project } from './map-projection.ts'

describe('the map', () => {
  it('measures a quarter of the earth as a quarter of its circumference: 6371 π / 2 = 10,007.5 km', () => {
    expect(distanceKm({ latitude: 0, longitude: 0 }, { latitude: 90, longitude: 0 })).toBeCloseTo(10_007.5, 0)
  })

  it('puts 44.8 N 20.5 E (Belgrade) 94.5 km from 44.0 N 20.9 E (Kragujevac)', () => {
    const km = distanceKm({ latitude: 44.8, longitude: 20.5 }, { latitude: 44.0, longitude: 20.9 })
    // 0.8 degrees of latitude are 89.0 km, 0.4 of longitude at 44.4 N 31.8 km: √(89.0² + 31.8²) = 94.5.
    expect(km).toBeCloseTo(94.5, 0)
  })

  it('is to scale: a kilometre north is as long as a kilometre east at the middle parallel', () => {
    const middle = 44.2
    const north = project(middle + 0.5, 21).y - project(middle - 0.5, 21).y
    const east = project(middle, 21.5).x - project(middle, 20.5).x
    const kmNorth = distanceKm({ latitude: middle - 0.5, longitude: 21 }, { latitude: middle + 0.5, longitude: 21 })
    const kmEast = distanceKm({ latitude: middle, longitude: 20.5 }, { latitude: middle, longitude: 21.5 })
    expect(Math.abs(north) / kmNorth / (east / kmEast)).toBeCloseTo(1, 2)
    expect(MAP.height).toBeGreaterThan(MAP.width)
  })

  it('keeps a name on the ground: west of a mark near the eastern edge, east of it elsewhere', () => {
    expect(nameBeside(30, 12, 'GDC Belgrade', 13)).toEqual({ x: 42, textAnchor: 'start' })
    // 12 letters of 13 × 0.56 are 87: 200 + 12 + 87 is beyond 240.
    expect(nameBeside(200, 12, 'GDC Belgrade', 13)).toEqual({ x: 188, textAnchor: 'end' })
    // 8 letters of 11 × 0.56 are 49: 180 + 6 + 49 is not.
    expect(nameBeside(180, 6, 'Zrenjani', 11)).toEqual({ x: 186, textAnchor: 'start' })
  })
})
