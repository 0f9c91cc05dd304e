/** A reading of an energy counter. */
export interface CounterReading {
  readonly wattHours: number
  /** Milliseconds since 1970, as POSIX counts them: a leap second has no number of its own. */
  readonly at: number
}

/**
 * Mean watts between two readings of an energy counter. Undefined where nothing can be said: no time has passed, the clock went back, or the
 * counter did (it was reset, exchanged, or ran over).
 *
 * @param most watts that can flow there; more is a counter that was set
 */
export function counterPower(
  earlier: CounterReading,
  later: CounterReading,
  most = Number.POSITIVE_INFINITY,
): number | undefined {
  const hours = (later.at - earlier.at) / 3_600_000
  const energy = later.wattHours - earlier.wattHours
  if (!(hours > 0) || !(energy >= 0)) return undefined
  const watts = energy / hours
  return watts <= most ? watts : undefined
}
