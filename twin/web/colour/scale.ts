import { RAMP_LENGTH, type RampName, rampOf } from './ramp.ts'

/** A value has no colour of its own when nothing was measured, or when there is no maximum to compare it with. */
export type ScaleClass = number | 'no-data' | 'no-maximum'

/** The entry of a ramp for a value: clamped to the domain; NaN is no data, infinity has no maximum to be compared with. */
export function rampStep(value: number, [low, high]: readonly [number, number]): ScaleClass {
  if (Number.isNaN(value)) return 'no-data'
  if (value === Number.POSITIVE_INFINITY) return 'no-maximum'
  const share = (value - low) / (high - low)
  return Math.min(RAMP_LENGTH - 1, Math.max(0, Math.round(share * (RAMP_LENGTH - 1))))
}

/** A ramp as CSS colours, for SVG. */
export function cssRamp(name: RampName): readonly string[] {
  const bytes = rampOf(name)
  return Array.from(
    { length: RAMP_LENGTH },
    (_, step) => `rgb(${bytes[step * 4]},${bytes[step * 4 + 1]},${bytes[step * 4 + 2]})`,
  )
}

/** Black or white, whichever stands out more on the entry of the ramp (WCAG relative luminance). */
export function inkOn(name: RampName, step: number): 'black' | 'white' {
  const bytes = rampOf(name)
  const linear = (channel: number) => {
    const share = channel / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }
  const at = step * 4
  const luminance =
    0.2126 * linear(bytes[at] ?? 0) + 0.7152 * linear(bytes[at + 1] ?? 0) + 0.0722 * linear(bytes[at + 2] ?? 0)
  return (luminance + 0.05) / 0.05 >= 1.05 / (luminance + 0.05) ? 'black' : 'white'
}
