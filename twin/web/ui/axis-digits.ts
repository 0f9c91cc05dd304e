/** Significant digits that tell neighbouring labels of an axis apart. */
export function axisDigits(splits: readonly number[]): number {
  const [first = 0, second = first] = splits
  const step = Math.abs(second - first)
  const largest = Math.max(...splits.map(Math.abs), 0)
  if (step === 0 || largest === 0) return 3
  return Math.max(1, Math.floor(Math.log10(largest)) - Math.floor(Math.log10(step)) + 2)
}
