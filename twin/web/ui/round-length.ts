/** The greatest length for a scale bar that is 1, 2 or 5 times a power of ten and not longer than `most`, in its unit. */
export function roundLength(most: number): number {
  const exponent = Math.floor(Math.log10(most))
  const step = [5, 2, 1].find((step) => Number(`${step}e${exponent}`) <= most) ?? 1
  return Number(`${step}e${exponent}`)
}
