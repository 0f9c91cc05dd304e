import type { EpochMs } from '../../../twin/model/units.ts'

const DEGREE = Math.PI / 180

/**
 * Sine of the sun's height over the horizon, 0 at night. Declination and equation of time by Spencer's short series
 * (Search 2(5), 1971), good to a quarter of a degree.
 */
export function sunHeight(at: EpochMs, latitude: number, longitude: number): number {
  const date = new Date(at)
  const dayOfYear = (at - Date.UTC(date.getUTCFullYear(), 0, 1)) / 86_400_000
  const year = (2 * Math.PI * (dayOfYear - 0.5)) / 365
  const declination =
    0.006918 -
    0.399912 * Math.cos(year) +
    0.070257 * Math.sin(year) -
    0.006758 * Math.cos(2 * year) +
    0.000907 * Math.sin(2 * year)
  const minutesAhead =
    229.18 *
    (0.000075 +
      0.001868 * Math.cos(year) -
      0.032077 * Math.sin(year) -
      0.014615 * Math.cos(2 * year) -
      0.040849 * Math.sin(2 * year))
  const minutes = (at % 86_400_000) / 60_000 + minutesAhead + 4 * longitude
  const hourAngle = (minutes / 4 - 180) * DEGREE
  const height =
    Math.sin(latitude * DEGREE) * Math.sin(declination) +
    Math.cos(latitude * DEGREE) * Math.cos(declination) * Math.cos(hourAngle)
  return Math.max(0, height)
}

/**
 * Output of flat roof panels as a share of their rating: the sun's height through a hazy clear sky (the air-mass term of
 * Haurwitz, 1945) and the clouds.
 */
export function solarShare(height: number, clearness: number): number {
  return height <= 0 ? 0 : height * Math.exp(-0.057 / height) * clearness
}
