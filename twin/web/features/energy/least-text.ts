import type { Translator } from '../../i18n/translator.ts'

/** Places that are named: an answer has more. */
const MOST_NAMED = 2

/** Says that figures are the least, and names the first places whose draw is not known. */
export function leastText(unknown: readonly string[], t: Translator['t']): string {
  const paths = unknown.slice(0, MOST_NAMED).join(', ')
  return t(unknown.length > MOST_NAMED ? 'energy.planned.atLeastMore' : 'energy.planned.atLeast', { paths })
}
