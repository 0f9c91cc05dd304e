/** Where a building or a plot stands on the day that is shown. */
export interface Construction {
  readonly state: 'planned' | 'under-construction' | 'commissioned'
  /** How much of it is done, from 0 to 1; of a building it is told by floors. */
  readonly share: number
  /** Days that it is later than it was to be. @default 0 */
  readonly late?: number
  /** What its marker says where it is late: `+42 d`, in the page's language. @default none */
  readonly lateText?: string
}

/** By the index of the thing. What is not in it stands as the estate says (`phase`). */
export type ConstructionByThing = ReadonlyMap<number, Construction>

/** The moment that the sun is shown at, by the clock of the site. */
export interface SunAt {
  /** ISO day. */
  readonly day: string
  /** Minutes since midnight. */
  readonly minute: number
}

/** How buildings that rooms stand in are drawn: seen through, or with walls and roof as all others. */
export type Shells = 'clear' | 'solid'
