import type { EpochMs } from '../../model/units.ts'

/** Where the sun stands, of its middle and without refraction. */
export interface SolarPosition {
  /** Degrees clockwise from north, from 0 to 360. */
  readonly azimuth: number
  /** Degrees above the horizon; less than nothing at night. */
  readonly elevation: number
}

const RADIANS = Math.PI / 180
const sine = (degrees: number) => Math.sin(degrees * RADIANS)
const cosine = (degrees: number) => Math.cos(degrees * RADIANS)

/**
 * The sun's place in the sky. Low-accuracy solar coordinates of J. Meeus, "Astronomical Algorithms", 2nd ed., chapter 25, and its mean
 * sidereal time (formula 12.4), as the solar calculator of NOAA uses them: 0.01° between 1950 and 2050. Dynamical time is taken for
 * universal time: 69 s move the sun by 0.0008° along the ecliptic.
 * @param latitude degrees, north is positive
 * @param longitude degrees, east is positive
 */
export function solarPosition(at: EpochMs, latitude: number, longitude: number): SolarPosition {
  // 2000-01-01T12:00:00Z is the epoch J2000.0.
  const days = at / 86_400_000 - 10_957.5
  const century = days / 36_525
  const meanLongitude = 280.46646 + century * (36_000.76983 + century * 0.0003032)
  const anomaly = 357.52911 + century * (35_999.05029 - century * 0.0001537)
  const centre =
    (1.914602 - century * (0.004817 + century * 0.000014)) * sine(anomaly) +
    (0.019993 - century * 0.000101) * sine(2 * anomaly) +
    0.000289 * sine(3 * anomaly)
  const node = 125.04 - 1934.136 * century
  const apparent = meanLongitude + centre - 0.00569 - 0.00478 * sine(node)
  const obliquity =
    23 +
    (26 + (21.448 - century * (46.815 + century * (0.00059 - century * 0.001813))) / 60) / 60 +
    0.00256 * cosine(node)

  const declination = Math.asin(sine(obliquity) * sine(apparent))
  const rightAscension = Math.atan2(cosine(obliquity) * sine(apparent), cosine(apparent))
  const sidereal = 280.46061837 + 360.98564736629 * days + century * century * 0.000387933
  const hourAngle = (sidereal + longitude) * RADIANS - rightAscension

  const up = sine(latitude) * Math.sin(declination) + cosine(latitude) * Math.cos(declination) * Math.cos(hourAngle)
  const north = cosine(latitude) * Math.sin(declination) - sine(latitude) * Math.cos(declination) * Math.cos(hourAngle)
  const east = -Math.cos(declination) * Math.sin(hourAngle)
  const azimuth = Math.atan2(east, north) / RADIANS
  return { azimuth: (azimuth + 360) % 360, elevation: Math.asin(Math.max(-1, Math.min(1, up))) / RADIANS }
}
