/** As figures are read: what differs beyond is no difference. */
const DIGITS = 3

/**
 * Which of several figures is the best, at three significant digits; none where fewer than two are known or all that are known are
 * alike. What nobody knows is never the best.
 */
export function bestOf(figures: readonly (number | null | undefined)[], better: 'more' | 'less'): readonly boolean[] {
  const read = figures.map((figure) =>
    typeof figure === 'number' && Number.isFinite(figure) ? Number(figure.toPrecision(DIGITS)) : undefined,
  )
  const known = read.filter((figure) => figure !== undefined)
  const best = better === 'more' ? Math.max(...known) : Math.min(...known)
  if (known.length < 2 || known.every((figure) => figure === best)) return figures.map(() => false)
  return read.map((figure) => figure === best)
}
