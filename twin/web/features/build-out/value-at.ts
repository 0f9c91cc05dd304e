/**
 * What a line of a chart shows at a place between its points: of steps what holds since the last of them, else what lies on the straight
 * line between two.
 *
 * @param seconds rising, one for each value
 * @returns null where the line is not
 */
export function valueAt(
  seconds: readonly number[],
  values: readonly (number | null)[],
  at: number,
  isStepped: boolean,
): number | null {
  const before = seconds.findLastIndex((second) => second <= at)
  const [value, next] = [values[before] ?? null, values[before + 1] ?? null]
  const [from = at, until = at] = [seconds[before], seconds[before + 1]]
  if (value === null || isStepped || from === at) return value
  if (next === null) return null
  return value + ((next - value) * (at - from)) / (until - from)
}
