/** A quantile of a sketch differs from the value at that rank by at most this share of it. */
export const RELATIVE_ERROR = 0.01

/** Values nearer to zero than this are zero to a sketch: below the resolution of every quantity that is measured here. */
export const SMALLEST = 1e-9

/** Bin i holds magnitudes in (GROWTH^(i−1), GROWTH^i]: its middle is within RELATIVE_ERROR of each. */
export const GROWTH = (1 + RELATIVE_ERROR) / (1 - RELATIVE_ERROR)

/** Added to the bin number so that every key of a positive magnitude is positive: ⌈ln 1e-9 ÷ ln GROWTH⌉ is −1036. */
export const KEY_OFFSET = 1100

/** ⌈ln 1.8e308 ÷ ln GROWTH⌉ + KEY_OFFSET, with room. */
const HIGHEST_KEY = 40_000

/**
 * The bin of a finite value. Keys are ordered as the values: 0 for zero, positive for positive, negative for negative values.
 * The stores' SQL computes the same (see duckdb/rollup-sql.ts).
 */
export function keyOf(value: number): number {
  const magnitude = Math.abs(value)
  if (magnitude < SMALLEST) return 0
  const key = Math.ceil(Math.log(magnitude) / Math.log(GROWTH)) + KEY_OFFSET
  return value < 0 ? -key : key
}

export function isBinKey(key: number): boolean {
  return Number.isInteger(key) && Math.abs(key) <= HIGHEST_KEY
}

/** The value that stands for a bin: no value of the bin is further from it than RELATIVE_ERROR of itself. */
export function valueOfKey(key: number): number {
  if (key === 0) return 0
  const middle = Math.min(nearOf(key) * ((2 * GROWTH) / (GROWTH + 1)), Number.MAX_VALUE)
  return key < 0 ? -middle : middle
}

/** The edges of a bin. */
export function binOfKey(key: number): { readonly low: number; readonly high: number } {
  if (key === 0) return { low: -SMALLEST, high: SMALLEST }
  const near = nearOf(key)
  const far = Math.min(near * GROWTH, Number.MAX_VALUE)
  return key < 0 ? { low: -far, high: -near } : { low: near, high: far }
}

/** The edge of a bin that is nearer to zero. Both others are told from it: the far one may be beyond the largest double. */
function nearOf(key: number): number {
  return GROWTH ** (Math.abs(key) - 1 - KEY_OFFSET)
}
