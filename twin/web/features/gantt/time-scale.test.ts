import { describe, expect, it } from 'vitest'
import { aheadPixelsPerDay, dayAt, fitPixelsPerDay, timeScale, xOf, zoomedBy } from './time-scale.ts'

describe('the scale of time', () => {
  const extent = { from: 20_000, until: 21_000 }

  it('lays days along a line: at two pixels a day the tenth day begins at 20', () => {
    const scale = timeScale(extent, 2, 500)
    expect(xOf(scale, 20_010)).toBe(20)
    expect(dayAt(scale, 20)).toBe(20_010)
    expect(scale.width).toBe(2_000)
  })

  it('shows all of it in a view when it fits: 1,000 days in 500 pixels are half a pixel each', () => {
    expect(fitPixelsPerDay(extent, 500)).toBe(0.5)
  })

  it('shows what is to come in four fifths of a view, never further away than all of it, nor closer than a month is read', () => {
    // 400 days after 20,600 in 400 of 500 pixels.
    expect(aheadPixelsPerDay(extent, 20_600, 500)).toBe(1)
    expect(aheadPixelsPerDay(extent, 20_000, 500)).toBe(0.5)
    expect(aheadPixelsPerDay(extent, 20_990, 500)).toBe(5)
  })

  it('is never narrower than the view', () => {
    expect(timeScale(extent, 0.1, 500).width).toBe(500)
  })

  it('comes closer by eight fifths a step, and no closer or further than can be read', () => {
    expect(zoomedBy(5, 1)).toBe(8)
    expect(zoomedBy(8, -1)).toBe(5)
    expect(zoomedBy(39, 1)).toBe(40)
    expect(zoomedBy(0.02, -5)).toBe(0.02)
  })
})
