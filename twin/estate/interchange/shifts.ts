import type { Shift } from '../../model/programme.ts'

const MOST_SHIFTS = 12

/**
 * Shifts in the order of the day, or why they are none. An end at midnight, or at the last minute of the day, is the end of the day.
 * @param pairs minutes of the day at which each begins and ends
 */
export function shiftsOf(
  pairs: readonly (readonly [number, number])[],
): { readonly shifts: readonly Shift[] } | { readonly wrong: string } {
  const shifts = pairs
    .map(([from, until]) => ({ from, until: until === 0 || until === 1_439 ? 1_440 : until }))
    .sort((one, other) => one.from - other.from)
  for (const [at, { from, until }] of shifts.entries()) {
    if (from >= until) return { wrong: `${clock(from)} to ${clock(until)}, which ends before it begins` }
    const before = shifts[at - 1]
    if (before && from < before.until)
      return { wrong: `${clock(from)}, before the other ends at ${clock(before.until)}` }
  }
  return shifts.length > MOST_SHIFTS ? { wrong: `${shifts.length} shifts on one day` } : { shifts }
}

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}
