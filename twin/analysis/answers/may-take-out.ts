import type { Overheat } from '../cooling/cooling-failure.ts'
import type { AnswerCounts, AnswerSummary, FailureSummary } from './failure-summary.ts'
import { isHot, roomsLosing } from './rooms-losing.ts'

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
  /** What comes on top may relieve something else: what is new is counted, not the difference of sums. Lists may be cut short. */
  const more = <One>(name: keyof Counts, listed: (answer: AnswerSummary) => readonly One[], isNew: IsNew<One>) => {
    const known = before ? listed(before) : []
    const found = listed(after).filter((one) => isNew(one, known)).length
    return Math.max(found, is[name] - (was?.[name] ?? 0))
  }
  const unknownPath: IsNew<{ readonly path: string }> = ({ path }, known) => !known.some((one) => one.path === path)
  const free = ({ path }: { readonly path: string }) => !lost.includes(path)
  return {
    down: more('down', ({ down }) => down.filter(free), unknownPath),
    throttled: more('throttled', ({ throttled }) => throttled, unknownPath),
    exposed: more('exposed', ({ exposed }) => exposed, isMoreExposed),
    overloads: more('overloads', ({ overloads }) => overloads, isFurtherBeyond),
    trips: more('trips', ({ trips }) => trips, isOtherPlace),
    wattsDown: Math.max(0, is.wattsDown - (was?.wattsDown ?? 0)),
    hotRooms: more('hotRooms', ({ overheats }) => overheats.filter(isHot), isSooner),
    lessCooled: Math.max(0, is.lessCooled - (was?.lessCooled ?? 0)),
  }
}

type IsNew<One> = (one: One, known: readonly One[]) => boolean
interface Place {
  readonly path: string
  readonly bank?: string
}

function isOtherPlace({ bank, path }: Place, known: readonly Place[]): boolean {
  return !known.some((one) => one.path === path && one.bank === bank)
}

/** It rests on something that it did not rest on alone before. */
function isMoreExposed(
  { path, restsOn }: AnswerSummary['exposed'][number],
  known: readonly AnswerSummary['exposed'][number][],
): boolean {
  const before = known.find((one) => one.path === path)?.restsOn ?? []
  return restsOn.some((one) => !before.includes(one))
}

function isFurtherBeyond(
  one: AnswerSummary['overloads'][number],
  known: readonly AnswerSummary['overloads'][number][],
): boolean {
  const before = known.find(({ bank, path }) => path === one.path && bank === one.bank)
  return !before || one.after.share > before.after.share + 1e-9
}

/** Another room, or one that is too warm earlier than before. */
function isSooner(one: Overheat, known: readonly Overheat[]): boolean {
  const before = known.find(({ room }) => room === one.room)
  return !before || one.seconds < before.seconds * SOONER
}

/** A model of a room is not surer than that. */
const SOONER = 0.95

/** A device that is taken out is no consequence of that. */
function countsOf({ counts, down, overheats }: AnswerSummary, lost: readonly string[]): Counts {
  const { hot, less } = roomsLosing(overheats)
  const taken = down.filter(({ path }) => lost.includes(path))
  const watts = taken.reduce((sum, fate) => sum + (fate.watts || 0), 0)
  const { down: all, wattsDown, ...rest } = counts
  return { ...rest, down: all - taken.length, wattsDown: wattsDown - watts, hotRooms: hot, lessCooled: less }
}
