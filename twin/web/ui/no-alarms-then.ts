import type { KnownPast } from '../twin-context.ts'

/** What is said where no alarm of a past day is known. */
export function noAlarmsThen({ isMeasured, mayLackAlarms }: KnownPast) {
  if (mayLackAlarms) return 'past.mayLack'
  return isMeasured ? 'past.noAlarms' : 'past.noneRecorded'
}
