/**
 * How a figure was obtained, the best first. `allocated`: its part of what a meter above says. `neighbour`: what the same type draws in its rack or
 * row, or what the twin cord carries. `typical`: the usual draw of its type. `assumed`: as the estate gives a cooler's use.
 */
export const OBTAINED = [
  'measured',
  'allocated',
  'sum',
  'neighbour',
  'typical',
  'nameplate',
  'assumed',
  'unknown',
] as const
export type Obtained = (typeof OBTAINED)[number]

/** A load with all that is known of it. */
export interface Estimate {
  /** NaN where nobody knows: never zero. */
  readonly watts: number
  /** The part of it that somebody knows. */
  readonly atLeast: number
  readonly how: Obtained
  /** Of the measurement that it rests on, the oldest of several; absent where it rests on none. */
  readonly ageSeconds?: number
  /** Watts more or less; NaN where nobody knows. */
  readonly uncertainty: number
  /** Age of a measurement that is too old to count, where there is one. */
  readonly staleSeconds?: number
}

/** The worse of two ways. */
export function worseOf(one: Obtained, other: Obtained): Obtained {
  return OBTAINED.indexOf(one) >= OBTAINED.indexOf(other) ? one : other
}
