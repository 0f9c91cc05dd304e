/** The quantile `q` of numbers, by a straight line between order statistics (Hyndman and Fan 1996, type 7); NaN of none. */
export function quantile(values: readonly number[], q: number): number {
  if (values.length === 0) return Number.NaN
  const sorted = Float64Array.from(values).sort()
  const position = (sorted.length - 1) * q
  const below = Math.floor(position)
  const low = sorted[below] ?? Number.NaN
  const high = sorted[Math.min(below + 1, sorted.length - 1)] ?? low
  return low + (high - low) * (position - below)
}

/** The middle of numbers; NaN of none. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

/** The median of the slopes between all pairs of points (Theil 1950, Sen 1968): up to 29 % of the points may be wrong. 0 under two points. */
export function theilSen(points: readonly (readonly [x: number, y: number])[]): number {
  const slopes: number[] = []
  for (let i = 0; i < points.length; i++) {
    const [x0, y0] = points[i] as readonly [number, number]
    for (let j = i + 1; j < points.length; j++) {
      const [x1, y1] = points[j] as readonly [number, number]
      if (x1 !== x0) slopes.push((y1 - y0) / (x1 - x0))
    }
  }
  return slopes.length === 0 ? 0 : median(slopes)
}
