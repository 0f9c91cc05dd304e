import type { EpochMs } from '../../../twin/model/units.ts'
import { humidityRatio } from './air.ts'
import { localTime } from './local-time.ts'
import { smoothNoise } from './noise.ts'

/** The air outside. */
export interface Weather {
  /** °C */
  readonly temperature: number
  /** kg of water per kg of dry air. */
  readonly humidityRatio: number
  /** Share of a clear sky's light that comes through the clouds, 0 to 1. */
  readonly clearness: number
}

const WEEK_MS = 7 * 86_400_000
const FRONT_MS = 2.5 * 86_400_000
const CLOUD_MS = 40 * 60_000

/**
 * Weather with the shape of Šumadija's: about 1 °C in mid-January and 23 °C in late July as means of a day, 5 K up and down
 * within it (warmest towards 15 h), fronts that pass in days. Assumed, not measured.
 */
export function weatherAt(at: EpochMs, seed: number): Weather {
  const { hour, yearDay } = localTime(at)
  const season = 12 - 11 * Math.cos((2 * Math.PI * (yearDay - 17)) / 365.25)
  const clouds = 0.5 + 0.5 * smoothNoise(seed, 101, at / FRONT_MS)
  const clearness = Math.min(1, Math.max(0.12, 1 - 0.75 * clouds + 0.12 * smoothNoise(seed, 102, at / CLOUD_MS)))
  const swing = (2.5 + 3.5 * clearness) * Math.cos((2 * Math.PI * (hour - 15)) / 24)
  const front = 4 * smoothNoise(seed, 103, at / FRONT_MS) + 2.5 * smoothNoise(seed, 104, at / WEEK_MS)
  const temperature = season + swing + front
  // Air keeps its water over a day: the nightly minimum of the day's mean temperature is close to its dew point.
  const relative = 62 + 18 * (1 - clearness) + 6 * smoothNoise(seed, 105, at / FRONT_MS)
  return { temperature, humidityRatio: humidityRatio(season + front, Math.min(97, relative)), clearness }
}
