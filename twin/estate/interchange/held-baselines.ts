/** So many baselines a programme has at most. */
const MOST_BASELINES = 50

/** The first ones of a file, as many as a programme has; how many more there are is told. */
export function heldBaselines<T>(bases: readonly T[], untold: string[]): readonly T[] {
  const more = bases.length - MOST_BASELINES
  if (more <= 0) return bases
  untold.push(`${more} of ${bases.length} baselines: a programme has ${MOST_BASELINES}`)
  return bases.slice(0, MOST_BASELINES)
}
