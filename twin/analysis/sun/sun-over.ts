import type { Site } from '../../model/things.ts'
import { epochMs } from '../../model/units.ts'
import { localClock, startOfDayIn } from '../energy/local-time.ts'
import { type SolarPosition, solarPosition } from './solar-position.ts'

const MINUTE_MS = 60_000

/**
 * The sun over a site when its clocks show a minute of a day.
 * @param day ISO
 * @param minute after midnight; one that summer time skips is taken for the one an hour later
 */
export function sunOver(
  { latitude, longitude, utcOffsetName }: Pick<Site, 'latitude' | 'longitude' | 'utcOffsetName'>,
  day: string,
  minute: number,
): SolarPosition {
  const near = startOfDayIn(utcOffsetName, day) + minute * MINUTE_MS
  const shown = localClock(utcOffsetName)(near)
  const past = shown.day === day ? shown.minute - minute : 0
  return solarPosition(epochMs(near - past * MINUTE_MS), latitude, longitude)
}
