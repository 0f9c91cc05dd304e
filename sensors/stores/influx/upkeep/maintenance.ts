import { MINUTE_MS, QUARTER_MS } from '../../rollup/history-grid.ts'
import type { FieldTarget } from '../read/select.ts'
import type { Roller } from './roller.ts'

/** Readings usually arrive within this; what comes later makes its quarter be rolled up again. */
const GRACE_MS = 30_000

/**
 * Points that are remembered of a late quarter; of one that has so many everything is rolled up again. A backlog makes every quarter late for
 * every point, and what is remembered is written to disk with each position.
 */
const MOST_LATE_POINTS = 64

/** How far roll-ups have come, and which quarters late readings have touched. Changed by {@link maintainRollUps}. */
export interface Progress {
  minutesUpTo: number | undefined
  quartersUpTo: number | undefined
  /** The end of the minutes that are being read just now: a reading before it may have been missed. */
  readingUpTo: number
  /** Quarter → points, all of them where there are MOST_LATE_POINTS. */
  readonly late: Map<number, Set<number>>
  /** What of `late` is being worked on: saved with it, because a crash must not lose it. */
  rerolling: { readonly quarter: number; readonly points: ReadonlySet<number> } | undefined
}

/** Where nothing has been rolled up. */
export function noProgress(): Progress {
  return { minutesUpTo: undefined, quartersUpTo: undefined, readingUpTo: 0, late: new Map(), rerolling: undefined }
}

type RollUps = Pick<Roller, 'oldestRaw' | 'allFields' | 'rollMinutes' | 'rollQuarters'>

/**
 * Rolls up what is due, window by window; after each, `save` is called, so that a restart goes on where it was. A window that
 * was interrupted is done again.
 * @param oldest raw readings before are not rolled up any more
 * @returns roll-ups written
 * @throws InfluxError
 */
export async function maintainRollUps(
  roller: RollUps,
  progress: Progress,
  now: number,
  oldest: number,
  targetOf: (point: number) => FieldTarget | undefined,
  save: () => Promise<void>,
): Promise<number> {
  const due = Math.floor((now - GRACE_MS) / MINUTE_MS) * MINUTE_MS
  if (progress.minutesUpTo === undefined || progress.quartersUpTo === undefined) {
    const first = await roller.oldestRaw(oldest)
    if (first === undefined || first >= due) return 0
    const quarter = Math.floor(first / QUARTER_MS) * QUARTER_MS
    progress.minutesUpTo = quarter
    progress.quartersUpTo = quarter
  }
  let written = await reroll(roller, progress, oldest, targetOf, save)
  if (progress.minutesUpTo >= due) return written
  const fields = await roller.allFields()
  while (progress.minutesUpTo < due) {
    const from: number = progress.minutesUpTo
    const quarterEnd = Math.floor(from / QUARTER_MS) * QUARTER_MS + QUARTER_MS
    const to = Math.min(due, quarterEnd)
    progress.readingUpTo = to
    const rolled = await roller.rollMinutes(fields, { from, to }, false)
    written += rolled
    progress.minutesUpTo = to
    if (to === quarterEnd) {
      written += await roller.rollQuarters(fields, { from: quarterEnd - QUARTER_MS, to }, false)
      progress.quartersUpTo = quarterEnd
      // After a long silence: on to the quarter of the next reading at once.
      if (rolled === 0) skipTo(progress, await roller.oldestRaw(to), due)
    }
    await save()
  }
  return written
}

function skipTo(progress: Progress, next: number | undefined, due: number): void {
  const quarter = Math.floor(Math.min(next ?? due, due) / QUARTER_MS) * QUARTER_MS
  if (progress.minutesUpTo === undefined || quarter <= progress.minutesUpTo) return
  progress.minutesUpTo = quarter
  progress.quartersUpTo = quarter
}

async function reroll(
  roller: RollUps,
  progress: Progress,
  oldest: number,
  targetOf: (point: number) => FieldTarget | undefined,
  save: () => Promise<void>,
): Promise<number> {
  let written = 0
  for (const [from, points] of [...progress.late].sort((a, b) => a[0] - b[0])) {
    // Moved aside first: a reading that comes meanwhile marks the quarter again.
    progress.late.delete(from)
    progress.rerolling = { quarter: from, points }
    try {
      const isWhole = points.size >= MOST_LATE_POINTS
      const targets = isWhole ? await roller.allFields() : [...points].flatMap((point) => targetOf(point) ?? [])
      const to = Math.min(from + QUARTER_MS, progress.minutesUpTo ?? 0)
      // What is past the retention of raw readings keeps the roll-ups that it has.
      if (from < oldest) continue
      if (to > from) written += await roller.rollMinutes(targets, { from, to }, true)
      if (from < (progress.quartersUpTo ?? 0)) {
        written += await roller.rollQuarters(targets, { from, to: from + QUARTER_MS }, true)
      }
    } catch (error) {
      for (const point of points) markLate(progress, from, point)
      throw error
    } finally {
      progress.rerolling = undefined
    }
    await save()
  }
  return written
}

/** Has the minute of this instant been read for its roll-up, or is it being read? */
export function isLate(progress: Progress, at: number): boolean {
  return at < progress.readingUpTo || (progress.minutesUpTo !== undefined && at < progress.minutesUpTo)
}

/** Notes that a point has a reading in a quarter that was rolled up before it came. */
export function markLate(progress: Progress, quarter: number, point: number): void {
  const points = progress.late.get(quarter)
  if (points && points.size < MOST_LATE_POINTS) points.add(point)
  else if (!points) progress.late.set(quarter, new Set([point]))
}
