/** JSON has no NaN: no data is null. */
export function orNull(value: number | undefined): number | null {
  return value === undefined || !Number.isFinite(value) ? null : value
}

export function columnOrNull(values: Float64Array): (number | null)[] {
  return Array.from(values, orNull)
}
