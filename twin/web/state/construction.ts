import type { Construction } from '../../analysis/build-out/construction-at.ts'

/**
 * Where buildings and plots stand on the day that is shown, by index: of a building its share is told by floors. What is not in it
 * stands as the others of its phase, else as the estate says.
 */
export type ConstructionByThing = ReadonlyMap<number, Pick<Construction, 'state' | 'share' | 'late'>>

/** The moment that the sun is shown at, by the clock of the site. */
export interface SunAt {
  /** ISO day. */
  readonly day: string
  /** Minutes since midnight. */
  readonly minute: number
}

/** How buildings that rooms stand in are drawn: seen through, or with walls and roof as all others. */
export type Shells = 'clear' | 'solid'
