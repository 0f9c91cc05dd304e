import type { SolarPosition } from '../../../analysis/sun/solar-position.ts'

/** How a drawing is lit. */
export interface Light {
  /** Unit vector to the light: east, north, up. */
  readonly towards: readonly [number, number, number]
  /** Of the light that comes from there, from 0 to 1. */
  readonly strength: number
  /** How dark shadows on the ground are, from 0 to 1. */
  readonly shadow: number
  /** 0 by day, 1 at night. */
  readonly night: number
}

/** From the upper left, as drawings are lit: north-west, half way up. */
export const DRAWING_LIGHT: Light = { ...lightFrom(315, 42), shadow: 0.6 }

/** A sun that is lower than this throws no longer shadows: they would cross the whole sheet. */
const LOWEST = 7
/** The middle of the sun at civil dusk, in degrees. */
const DUSK = -6

/** The light of the sun where it stands: weaker near the horizon, none below it, night from the end of civil dusk. */
export function sunlight({ azimuth, elevation }: SolarPosition): Light {
  const height = Math.max(LOWEST, elevation)
  return {
    ...lightFrom(azimuth, height),
    strength: smooth(-1, 12, elevation),
    shadow: 0.75 * smooth(0, 6, elevation),
    night: 1 - smooth(DUSK, 3, elevation),
  }
}

function lightFrom(azimuth: number, elevation: number): Light {
  const [bearing, lift] = [(azimuth * Math.PI) / 180, (elevation * Math.PI) / 180]
  const level = Math.cos(lift)
  return {
    towards: [Math.sin(bearing) * level, Math.cos(bearing) * level, Math.sin(lift)],
    strength: 1,
    shadow: 1,
    night: 0,
  }
}

function smooth(from: number, to: number, at: number): number {
  const share = Math.max(0, Math.min(1, (at - from) / (to - from)))
  return share * share * (3 - 2 * share)
}
