import type { AnswerCounts as Counts, FailureSummary } from './failure-summary.ts'

/** `redundancy-lost`: all goes on, and some of it rests on one thing then. */
export interface MayTakeOut {
  readonly verdict: 'yes' | 'redundancy-lost' | 'no'
  readonly atOnce: Counts
  readonly later: (Counts & { readonly afterSeconds: number }) | null
}

/**
 * "May I take this out now?", by what its loss adds to what is lost already.
 * @param already the loss of what is out now; undefined where nothing is
 * @param taken the loss of that and of the thing
 */
export function mayTakeOut(already: FailureSummary | undefined, taken: FailureSummary): MayTakeOut {
  const atOnce = added(already?.atOnce.counts, taken.atOnce.counts)
  const before = already?.later?.answer.counts ?? already?.atOnce.counts
  const later = taken.later
    ? { ...added(before, taken.later.answer.counts), afterSeconds: taken.later.afterSeconds }
    : null
  const all = later ? [atOnce, later] : [atOnce]
  const stops = all.some(({ down, throttled, overloads, trips }) => down + throttled + overloads + trips > 0)
  const verdict = stops ? 'no' : all.some(({ exposed }) => exposed > 0) ? 'redundancy-lost' : 'yes'
  return { verdict, atOnce, later }
}

function added(before: Counts | undefined, after: Counts): Counts {
  const more = (name: keyof Counts) => Math.max(0, after[name] - (before?.[name] ?? 0))
  return {
    ...{ down: more('down'), throttled: more('throttled'), exposed: more('exposed') },
    ...{ overloads: more('overloads'), trips: more('trips'), wattsDown: more('wattsDown') },
  }
}
