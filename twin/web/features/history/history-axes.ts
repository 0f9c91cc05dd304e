/** Where the record fills less than this share of the span, the chart begins with the record. */
const FULL_ENOUGH = 0.3
/** No chart is shorter than this many milliseconds: a reading comes every ten seconds or so. */
const SHORTEST_MS = 600_000
/** Before the first value stays this share of the record free. */
const LEAD = 0.05

/**
 * Where the time axis begins, in epoch milliseconds: at the span's beginning, or a little before the first value where the record is so
 * short that it would be a sliver at the edge.
 *
 * @param first when the record begins, if there is one
 */
export function beginOf(first: number | undefined, from: number, to: number): number {
  if (first === undefined) return from
  const recorded = to - first
  if (recorded <= 0 || recorded > (to - from) * FULL_ENOUGH) return from
  return Math.max(from, Math.min(first - recorded * LEAD, to - SHORTEST_MS))
}

/** Least height of the value axis, so that the noise of a quiet value does not fill it: 4 K for temperatures, else a tenth of the value. */
export function axisRange(least: number | null, most: number | null, unit: string): [number, number] {
  if (least === null || most === null) return [0, 1]
  const needed = unit === 'Cel' || unit === 'K' ? 4 : Math.max(Math.abs(least), Math.abs(most)) * 0.1
  const height = Math.max((most - least) * 1.1, needed) || 1
  const middle = (least + most) / 2
  const low = middle - height / 2
  // What is never negative does not begin below zero.
  return least >= 0 && low < 0 ? [0, height] : [low, low + height]
}
