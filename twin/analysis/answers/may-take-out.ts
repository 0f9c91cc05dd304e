import type { AnswerCounts, AnswerSummary, FailureSummary } from './failure-summary.ts'
import { roomsLosing } from './rooms-losing.ts'

/** What a loss takes along, of power and of cooling. */
type Counts = AnswerCounts & {
  /** Rooms whose intakes pass the limit of their class, or of which nobody knows. */
  readonly hotRooms: number
  /** Rooms that lose cooling and stay below it. */
  readonly lessCooled: number
}

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
  const atOnce = added(already?.atOnce, taken.atOnce, taken.lost)
  const later = taken.later
    ? {
        ...added(already?.later?.answer ?? already?.atOnce, taken.later.answer, taken.lost),
        afterSeconds: taken.later.afterSeconds,
      }
    : null
  const all = later ? [atOnce, later] : [atOnce]
  const stops = all.some(
    ({ down, throttled, overloads, trips, hotRooms }) => down + throttled + overloads + trips + hotRooms > 0,
  )
  const isPoorer = all.some(({ exposed, lessCooled }) => exposed + lessCooled > 0)
  return { verdict: stops ? 'no' : isPoorer ? 'redundancy-lost' : 'yes', atOnce, later }
}

function added(before: AnswerSummary | undefined, after: AnswerSummary, lost: readonly string[]): Counts {
  const was = before && countsOf(before, lost)
  const is = countsOf(after, lost)
  const more = (name: keyof Counts) => Math.max(0, is[name] - (was?.[name] ?? 0))
  return {
    ...{ down: more('down'), throttled: more('throttled'), exposed: more('exposed') },
    ...{ overloads: more('overloads'), trips: more('trips'), wattsDown: more('wattsDown') },
    ...{ hotRooms: more('hotRooms'), lessCooled: more('lessCooled') },
  }
}

/** A device that is taken out is no consequence of that. */
function countsOf({ counts, down, overheats }: AnswerSummary, lost: readonly string[]): Counts {
  const { hot, less } = roomsLosing(overheats)
  const taken = down.filter(({ path }) => lost.includes(path))
  const watts = taken.reduce((sum, fate) => sum + (fate.watts || 0), 0)
  const { down: all, wattsDown, ...rest } = counts
  return { ...rest, down: all - taken.length, wattsDown: wattsDown - watts, hotRooms: hot, lessCooled: less }
}
