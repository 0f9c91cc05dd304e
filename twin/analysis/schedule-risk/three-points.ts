/** Work that an activity may take: at best, most likely and at worst, in minutes. Somebody's estimate. */
export interface ThreePoints {
  readonly low: number
  readonly likely: number
  readonly high: number
}

/** The triangular distribution over three points, at a share of its runs from 0 to 1: the inverse of its cumulative distribution. */
export function triangular({ high, likely, low }: ThreePoints, share: number): number {
  const width = high - low
  if (width <= 0) return low
  const peak = (likely - low) / width
  return share < peak
    ? low + Math.sqrt(share * width * (likely - low))
    : high - Math.sqrt((1 - share) * width * (high - likely))
}
