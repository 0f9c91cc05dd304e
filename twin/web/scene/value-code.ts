/** A value as the shader reads it: 0…253 along the ramp, then two that are no value at all. */
export const NO_MAXIMUM = 254
export const NO_DATA = 255
export const RAMP_STEPS = 254

/**
 * Writes the code of every value: its place in the domain, clamped; NaN is no data, an infinite value has no maximum to be
 * compared with. Entries of `codes` beyond the values become no data.
 */
export function codesOf(values: Float32Array, [low, high]: readonly [number, number], codes: Uint8Array): void {
  const scale = (RAMP_STEPS - 1) / (high - low)
  const length = Math.min(values.length, codes.length)
  for (let index = 0; index < length; index++) {
    const place = ((values[index] ?? Number.NaN) - low) * scale
    if (place <= 0) codes[index] = 0
    else if (place < RAMP_STEPS - 1) codes[index] = place + 0.5
    else if (place === Infinity) codes[index] = NO_MAXIMUM
    else codes[index] = place >= RAMP_STEPS - 1 ? RAMP_STEPS - 1 : NO_DATA
  }
  codes.fill(NO_DATA, length)
}
