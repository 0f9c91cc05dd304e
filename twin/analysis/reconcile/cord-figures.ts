/** The three figures of a cord. */
export interface CordFigures {
  /** Watts with all supplies alive. */
  readonly estimated: number
  /** Watts with so few alive that the device just lives whole. */
  readonly failover: number
  /** How much more than estimated it may have to carry. */
  readonly uncertainty: number
}

/**
 * What each cord of a device carries, its supplies sharing alike (3,000 W on six supplies of which three suffice: 500, 1,000 and 500 W).
 *
 * @param watts what the device draws
 * @param supplies that live now, one a cord
 * @param needed supplies that it needs
 */
export function cordFigures(watts: number, supplies: number, needed: number): CordFigures {
  const estimated = watts / supplies
  const failover = watts / Math.min(needed, supplies)
  return { estimated, failover, uncertainty: failover - estimated }
}
