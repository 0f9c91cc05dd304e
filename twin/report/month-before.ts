import { localClock } from '../analysis/energy/local-time.ts'

/** The last whole month `2026-10` before an instant, by the clock of a place. */
export function monthBefore(at: number, timeZone: string): string {
  const { day } = localClock(timeZone)(at)
  const [year = 0, month = 1] = day.split('-').map(Number)
  return month === 1 ? `${year - 1}-12` : `${year}-${String(month - 1).padStart(2, '0')}`
}
