import type { AirLimits } from '../alarms/air-class.ts'

export interface TimedReading {
  /** Epoch ms. */
  readonly at: number
  /** NaN: read, but nothing was told. */
  readonly value: number
}

export interface Period {
  readonly from: number
  /** Exclusive. */
  readonly to: number
}

/** Milliseconds of a period by where an intake was. They add up to the period. */
export interface TimeInRanges {
  readonly recommended: number
  /** Beyond the recommended range on the warm side, within the allowable one. */
  readonly warm: number
  readonly cool: number
  /** Beyond the allowable range. */
  readonly tooWarm: number
  readonly tooCold: number
  /** Nothing was read. */
  readonly unknown: number
}

/**
 * Time that an intake spent in each range of its class. A reading holds until the next one, but no longer than `holds`: what follows
 * is unknown time and counts as neither kept nor broken. A reading before the period holds into it. A period of no length has no time.
 * @param readings in order of time; of two at one moment the later counts
 * @param holds ms
 */
export function timeInRanges(
  readings: readonly TimedReading[],
  { from, to }: Period,
  holds: number,
  limits: AirLimits,
): TimeInRanges {
  const times = { recommended: 0, warm: 0, cool: 0, tooWarm: 0, tooCold: 0, unknown: 0 }
  let known = 0
  for (const [place, { at, value }] of readings.entries()) {
    const next = readings[place + 1]?.at ?? Number.POSITIVE_INFINITY
    const begins = Math.max(from, at)
    const ends = Math.min(to, next, at + holds)
    if (!(ends > begins) || Number.isNaN(value)) continue
    times[rangeOf(value, limits)] += ends - begins
    known += ends - begins
  }
  times.unknown = Math.max(0, to - from - known)
  return times
}

/** Time of several intakes together. */
export function timesTogether(all: readonly TimeInRanges[]): TimeInRanges {
  const sum = (pick: (times: TimeInRanges) => number) => all.reduce((total, times) => total + pick(times), 0)
  return {
    recommended: sum((times) => times.recommended),
    warm: sum((times) => times.warm),
    cool: sum((times) => times.cool),
    tooWarm: sum((times) => times.tooWarm),
    tooCold: sum((times) => times.tooCold),
    unknown: sum((times) => times.unknown),
  }
}

/** Share of the known time that was within the allowable range; NaN where no time is known. */
export function complianceOf(times: TimeInRanges): number {
  const within = times.recommended + times.warm + times.cool
  const known = within + times.tooWarm + times.tooCold
  return known > 0 ? within / known : Number.NaN
}

function rangeOf(celsius: number, { allowable, recommended }: AirLimits): Exclude<keyof TimeInRanges, 'unknown'> {
  if (celsius > allowable[1]) return 'tooWarm'
  if (celsius < allowable[0]) return 'tooCold'
  if (celsius > recommended[1]) return 'warm'
  return celsius < recommended[0] ? 'cool' : 'recommended'
}
