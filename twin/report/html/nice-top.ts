/** The end of an axis: the next of 1, 1.2, 1.6, 2 … times a power of ten, of which a quarter is round. */
export function niceTop(most: number): number {
  if (!(most > 0)) return 1
  const power = 10 ** Math.floor(Math.log10(most))
  return ([1, 1.2, 1.6, 2, 2.4, 3.2, 4, 6, 8, 10].find((step) => step * power >= most) ?? 10) * power
}
