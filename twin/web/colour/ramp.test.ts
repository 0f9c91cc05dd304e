import { describe, expect, it } from 'vitest'
import { RAMPS, type RampName, rampOf } from './ramp.ts'

const entry = (name: RampName, step: number) => [...rampOf(name).subarray(step * 4, step * 4 + 3)]

/** CIE 1976 lightness of an sRGB colour. */
function lightness([red = 0, green = 0, blue = 0]: number[]): number {
  const linear = [red, green, blue].map((channel) => {
    const share = channel / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  const luminance = 0.2126 * (linear[0] ?? 0) + 0.7152 * (linear[1] ?? 0) + 0.0722 * (linear[2] ?? 0)
  return luminance > 0.008856 ? 116 * Math.cbrt(luminance) - 16 : 903.3 * luminance
}

describe('a ramp', () => {
  it.each(RAMPS)('%s has 256 opaque entries whose lightness never falls', (name) => {
    const bytes = rampOf(name)
    expect(bytes.length).toBe(256 * 4)
    let before = -1
    for (let step = 0; step < 256; step++) {
      expect(bytes[step * 4 + 3]).toBe(255)
      const now = lightness(entry(name, step))
      // Rounding to bytes may take back half a unit of lightness between neighbours.
      expect(now).toBeGreaterThan(before - 0.6)
      before = Math.max(before, now)
    }
  })

  it('inferno ends where its authors published: #000004 and #fcffa4', () => {
    expect(entry('inferno', 0)).toEqual([0x00, 0x00, 0x04])
    expect(entry('inferno', 255)).toEqual([0xfc, 0xff, 0xa4])
  })

  it('cividis ends within 4 of the published #00204d and #ffea46', () => {
    for (const [step, published] of [
      [0, [0x00, 0x20, 0x4d]],
      [255, [0xff, 0xea, 0x46]],
    ] as const) {
      entry('cividis', step).forEach((channel, at) => {
        expect(Math.abs(channel - (published[at] ?? 0))).toBeLessThanOrEqual(4)
      })
    }
  })

  it('on the dark theme inferno begins a tenth of the way up, where it is lighter than the ground', () => {
    expect(entry('inferno-on-dark', 0)).toEqual(entry('inferno', 25))
    expect(lightness(entry('inferno-on-dark', 0))).toBeGreaterThan(4)
    expect(entry('inferno-on-dark', 255)).toEqual([0xfc, 0xff, 0xa4])
  })
})
