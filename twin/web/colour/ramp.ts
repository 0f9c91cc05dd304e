import { interpolateCividis, interpolateInferno } from 'd3-scale-chromatic'

/** The ramps that data is drawn in; both rise monotonically in lightness, so that they read in grey and to colour-blind eyes. */
export const RAMPS = ['cividis', 'inferno', 'inferno-on-dark'] as const
export type RampName = (typeof RAMPS)[number]

/** Entries of a ramp. */
export const RAMP_LENGTH = 256

/** `inferno-on-dark` leaves out the darkest tenth, which would sink into the dark theme's ground. */
const COLOUR_AT: Readonly<Record<RampName, (share: number) => string>> = {
  cividis: interpolateCividis,
  inferno: interpolateInferno,
  'inferno-on-dark': (share) => interpolateInferno(0.1 + 0.9 * share),
}

/**
 * 256 colours from the least to the greatest value: RGBA bytes in sRGB, alpha 255, ready for a texture. Cividis: Nuñez, Anderton,
 * Renslow, PLoS ONE 13(7) e0199239; inferno: Smith and van der Walt, the ramps of matplotlib 1.5.
 */
export function rampOf(name: RampName): Uint8ClampedArray<ArrayBuffer> {
  const bytes = new Uint8ClampedArray(RAMP_LENGTH * 4)
  for (let step = 0; step < RAMP_LENGTH; step++) {
    const [red, green, blue] = channelsOf(COLOUR_AT[name](step / (RAMP_LENGTH - 1)))
    bytes.set([red, green, blue, 255], step * 4)
  }
  return bytes
}

/** Of `#rrggbb` or `rgb(r, g, b)`. */
function channelsOf(colour: string): [number, number, number] {
  if (colour.startsWith('#')) {
    const number = Number.parseInt(colour.slice(1), 16)
    return [number >> 16, (number >> 8) & 255, number & 255]
  }
  const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map(Number)
  return [red, green, blue]
}
